import {
  and,
  count,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  notExists,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, type KeyOrder, type Part } from '../../db/engine/keyset';
import { families, familyMembers, papers } from '../../db/schema';
import type { Cursor, KeyPage } from '../cursor';
import type { PaperKind } from './paper';
import { missingOf } from './papers.server';
import { PAPER_REQUIREMENTS } from './requiredPapers';

/** Complete files (the evidence for sound file keeping): those on the register that have every required paper. */

export interface FileCompleteness {
  complete: number;
  /** Files on the register. */
  active: number;
}

/**
 * How many of the files on the register, now or on a day that is past, have every paper that they need. The papers are
 * those of the file as it is kept now: when one was scanned says nothing of when the family handed it in.
 */
export async function completeFiles(read: Read, { on }: { on?: string } = {}): Promise<FileCompleteness> {
  const isActive = on === undefined ? eq(families.status, 'approved') : wasActive(on);
  const active = await countFiles(read, isActive);
  const incomplete = await countFiles(read, and(isActive, lacksSome(read)));
  return { complete: active - incomplete, active };
}

function wasActive(on: string): SQL | undefined {
  return and(
    isNotNull(families.registeredOn),
    lte(families.registeredOn, on),
    or(isNull(families.exitedOn), gt(families.exitedOn, on)),
  );
}

export interface IncompleteFile {
  id: string;
  fileNumber: string;
  name: string;
  registeredOn: string | null;
  missing: PaperKind[];
}

const PAGE_SIZE = 30;
const ORDER: KeyOrder = {
  columns: [families.fileYear, families.fileSequence],
  shape: ['number', 'number'],
  direction: 'desc',
};

/** One page of the files on the register that lack a required paper, the newest file number first. */
export async function incompleteFiles(
  read: Read,
  { size = PAGE_SIZE, ...cursor }: Cursor & { size?: number },
): Promise<KeyPage<IncompleteFile>> {
  const { rows, ...beside } = await pageByKey({
    cursor,
    order: ORDER,
    size,
    fetch: (part) => incompleteRows(read, part),
    keyOf: ({ fileYear, fileSequence }) => [fileYear, fileSequence],
  });
  const missing = await missingOf(
    read,
    rows.map(({ id }) => id),
  );
  return {
    ...beside,
    rows: rows.map(({ id, fileNumber, name, registeredOn }) => ({
      id,
      fileNumber,
      name,
      registeredOn,
      missing: missing.get(id) ?? [],
    })),
  };
}

function incompleteRows(read: Read, { where, orderBy, limit }: Part) {
  return read
    .select({
      id: families.id,
      fileNumber: families.fileNumber,
      fileYear: families.fileYear,
      fileSequence: families.fileSequence,
      registeredOn: families.registeredOn,
      name: familyMembers.name,
    })
    .from(families)
    .innerJoin(
      familyMembers,
      and(eq(familyMembers.familyId, families.id), eq(familyMembers.relation, 'self')),
    )
    .where(and(eq(families.status, 'approved'), lacksSome(read), where))
    .orderBy(...orderBy)
    .limit(limit);
}

/** The table of requirements as a condition: some paper is needed and not there. */
function lacksSome(read: Read): SQL {
  const lacks = PAPER_REQUIREMENTS.map(({ kind, when }) => {
    const isThere = read
      .select({ one: sql`1` })
      .from(papers)
      .where(and(eq(papers.familyId, families.id), eq(papers.kind, kind), isNull(papers.removedAt)));
    return and(isNeeded(when), notExists(isThere));
  });
  return or(...lacks)!;
}

function isNeeded(when: (typeof PAPER_REQUIREMENTS)[number]['when']): SQL | undefined {
  if (when === 'always') return undefined;
  if (when === 'migrant_worker') {
    return sql`(select ${familyMembers.employment} from ${familyMembers} where ${familyMembers.familyId} = ${families.id} and ${familyMembers.relation} = 'self') = ${when}`;
  }
  const causes = [families.mainCause, families.secondCause, families.thirdCause, families.fourthCause];
  return or(...causes.map((cause) => inArray(cause, [...when])));
}

async function countFiles(read: Read, where: SQL | undefined): Promise<number> {
  const [row] = await read.select({ count: count() }).from(families).where(where);
  return row!.count;
}
