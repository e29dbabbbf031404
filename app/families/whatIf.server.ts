import { setImmediate as othersTurn } from 'node:timers/promises';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families, familyMembers } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import type { Fen } from '../money/fen';
import { lacksContract, type Proposal } from './classification';
import { isContractRequired } from './contractRules.server';
import type { Category } from './family';
import { onRegisterOn } from './familyQueries.server';
import { incomeOf, isMainIncomeUnstated, type MemberRow } from './familyRows.server';
import { listLines } from './lines.server';
import { supposedChange, type Supposition } from './whatIf';

const FAMILIES_AT_ONCE = 500;
const ROWS_A_PAGE = 50;

/** A family whose proposed category would be another one. */
export interface SupposedRow {
  id: string;
  fileNumber: string;
  name: string;
  /** What the centre decided, whatever the rules propose. */
  decided: Category | null;
  before: SupposedSide;
  after: SupposedSide;
}

interface SupposedSide {
  category: Category | null;
  perCapitaFen: Fen;
  lineFen: Fen | null;
}

export interface SupposedChanges {
  /** How many families are on the register on that day, and how many of them would change. */
  total: number;
  changed: number;
  /** Each kind of change with its number of families, the most frequent first. */
  counts: { before: Category | null; after: Category | null; count: number }[];
  rows: SupposedRow[];
  page: number;
  pageCount: number;
}

interface Question {
  supposition: Supposition;
  on: BusinessDate;
  page: number;
  /** All rows on one page, for printing. */
  isWhole?: boolean;
}

/** Goes over the whole register of a day and tells which families would change category, by file. */
export async function supposedChanges(
  read: Read,
  { supposition, on, page, isWhole = false }: Question,
): Promise<SupposedChanges> {
  const lines = await listLines(read);
  const changed: Omit<SupposedRow, 'name'>[] = [];
  let total = 0;
  for await (const families of registerOn(read, on)) {
    total += families.length;
    for (const { subject, ...family } of families) {
      const { before, after } = supposedChange(subject, { lines, supposition, on });
      if (before.category !== after.category)
        changed.push({ ...family, before: sideOf(before), after: sideOf(after) });
    }
  }
  const size = isWhole ? Math.max(1, changed.length) : ROWS_A_PAGE;
  const pageCount = Math.max(1, Math.ceil(changed.length / size));
  const shown = Math.min(page, pageCount);
  return {
    total,
    changed: changed.length,
    counts: countsOf(changed),
    rows: await named(read, changed.slice((shown - 1) * size, shown * size)),
    page: shown,
    pageCount,
  };
}

function sideOf({ category, figures: { perCapitaFen, lineFen } }: Proposal): SupposedSide {
  return { category, perCapitaFen, lineFen };
}

const COLUMNS = {
  id: families.id,
  fileYear: families.fileYear,
  fileSequence: families.fileSequence,
  fileNumber: families.fileNumber,
  category: families.category,
  division: families.division,
  hukouKind: families.hukouKind,
  mainCause: families.mainCause,
  contractYear: families.contractYear,
  wagesFen: families.wagesFen,
  businessFen: families.businessFen,
  propertyFen: families.propertyFen,
  transferFen: families.transferFen,
  otherIncomeFen: families.otherIncomeFen,
  rigidExpenseFen: families.rigidExpenseFen,
  rigidMedicalFen: families.rigidMedicalFen,
  rigidSchoolingFen: families.rigidSchoolingFen,
  rigidHousingFen: families.rigidHousingFen,
};

/** The register in the order of its files, some thousand families at a time. */
async function* registerOn(read: Read, on: BusinessDate) {
  let after: readonly [number, number] = [0, 0];
  const isRequired = await isContractRequired(read, on);
  for (;;) {
    const rows = await read
      .select(COLUMNS)
      .from(families)
      .where(
        and(
          onRegisterOn(on),
          sql`(${families.fileYear}, ${families.fileSequence}) > (${after[0]}, ${after[1]})`,
        ),
      )
      .orderBy(asc(families.fileYear), asc(families.fileSequence))
      .limit(FAMILIES_AT_ONCE);
    if (rows.length === 0) return;
    // Other requests have their turn between two pieces.
    await othersTurn();
    const last = rows.at(-1)!;
    after = [last.fileYear, last.fileSequence];
    const people = await peopleOf(
      read,
      rows.map(({ id }) => id),
    );
    yield rows.map((row) => ({
      id: row.id,
      fileNumber: row.fileNumber,
      decided: row.category,
      subject: {
        division: row.division,
        hukouKind: row.hukouKind,
        facts: {
          income: incomeOf(row),
          mainCause: row.mainCause,
          members: people.get(row.id)!,
          lacksContract: lacksContract({ ...row, members: people.get(row.id)! }, isRequired),
          isIncomeUnstated: isMainIncomeUnstated(people.get(row.id)!),
        },
      },
    }));
  }
}

type Person = Pick<MemberRow, 'relation' | 'health' | 'employment' | 'incomeUnstated'>;

async function peopleOf(read: Read, ids: readonly string[]): Promise<Map<string, Person[]>> {
  const { familyId, relation, health, employment, incomeUnstated } = familyMembers;
  const rows = await read
    .select({ familyId, relation, health, employment, incomeUnstated })
    .from(familyMembers)
    .where(inArray(familyId, [...ids]));
  const people = new Map<string, Person[]>(ids.map((id) => [id, []]));
  for (const row of rows) people.get(row.familyId)!.push(row);
  return people;
}

function countsOf(changed: readonly Pick<SupposedRow, 'before' | 'after'>[]): SupposedChanges['counts'] {
  const counts = new Map<string, SupposedChanges['counts'][number]>();
  for (const { before, after } of changed) {
    const key = `${before.category} ${after.category}`;
    const known = counts.get(key) ?? { before: before.category, after: after.category, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}

async function named(read: Read, rows: readonly Omit<SupposedRow, 'name'>[]): Promise<SupposedRow[]> {
  const names = new Map<string, string>();
  for (const chunk of chunksOf(rows)) {
    const found = await read
      .select({ familyId: familyMembers.familyId, name: familyMembers.name })
      .from(familyMembers)
      .where(
        and(
          eq(familyMembers.position, 0),
          inArray(
            familyMembers.familyId,
            chunk.map(({ id }) => id),
          ),
        ),
      );
    for (const { familyId, name } of found) names.set(familyId, name);
  }
  return rows.map((row) => ({ ...row, name: names.get(row.id) ?? '' }));
}
