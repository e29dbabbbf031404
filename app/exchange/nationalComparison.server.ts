import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Store, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { nationalItems } from '../../db/schema';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { CLOSED_STATUSES } from '../families/workflow';
import { maskIdNumber } from '../identity/idNumber';
import { fingerprint, seal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { toPlainText } from '../plainText';
import { advanceJob } from './jobs.server';
import type { FieldDifference, NationalField, NationalList, NationalTexts } from './national';
import type { CellProblem } from './nationalCell';
import { differencesOf } from './nationalCompare';
import { openNationalFile, type NationalFile, type NationalLine } from './nationalFile.server';
import { householdsOf, Placing, readRows, type Households, type ReadRow } from './nationalHouseholds.server';
import { nationalLayout } from './nationalLayouts.server';
import type { ComparisonOutcome } from './nationalRuns.server';
import { onRegister, onTheRegister, ourTexts, type OurPerson } from './nationalValues.server';

const FAMILIES_AT_ONCE = 100;
/** Between two writes, for whoever else waits to write. */
const BREATH_MS = 10;
const ITEMS_A_STATEMENT = 500;

/** What an item keeps beside who it is about. */
export type ItemContent =
  | { values: NationalTexts }
  | { differences: FieldDifference[] }
  | { problems: CellProblem[] }
  | Record<string, never>;

interface Finding {
  list: NationalList;
  position: number;
  familyRow: number;
  familyId: string | null;
  name: string;
  idMasked: string;
  idFingerprint: string;
  content: ItemContent;
}

interface Order {
  jobId: string;
  bytes: Buffer;
  isCancelled?: () => Promise<boolean>;
}

/**
 * Holds a download of the national system against everybody on the register, people told apart by the keyed hash of the
 * ID number, and keeps what does not agree. Done again it begins anew.
 * @returns null when it was cancelled
 * @throws FileRefused
 */
export async function compareNational(store: Store, order: Order): Promise<ComparisonOutcome | null> {
  const { columns } = await store.read(nationalLayout);
  const file = await openNationalFile(order.bytes, columns);
  const { fields, unknown, missing } = file.header;
  const counting = columns.filter(({ isCompared, field }) => isCompared && fields.includes(field));
  await store.write((write) => dropItems(write, order.jobId));
  const work = new Comparison(store, {
    jobId: order.jobId,
    fields: counting.map(({ field }) => field),
    isPlaced: await isPlaced(store, { file, jobId: order.jobId }),
  });
  for await (const some of groupsOf(file)) {
    if (await order.isCancelled?.()) return abandoned(store, order.jobId);
    await work.hold(some);
  }
  if (await order.isCancelled?.()) return abandoned(store, order.jobId);
  await work.findMissing();
  return { ...work.counts, unknownColumns: unknown, missingFields: missing };
}

async function* groupsOf(file: NationalFile): AsyncGenerator<NationalLine[][]> {
  let waiting: NationalLine[][] = [];
  for await (const family of file.families()) {
    waiting.push(family);
    if (waiting.length < FAMILIES_AT_ONCE) continue;
    yield waiting;
    waiting = [];
  }
  yield waiting;
}

/** Whether the download has its rows family by family; it is read through for that first. */
async function isPlaced(
  store: Store,
  { file, jobId }: { file: NationalFile; jobId: string },
): Promise<boolean> {
  const placing = new Placing();
  const today = todayInChina(new Date());
  for await (const some of groupsOf(file)) {
    if (!(await placing.look(store, some, today))) continue;
    await store.write((write) => advanceJob(write, jobId, { phase: 'reading', done: 0 }));
    await sleep(BREATH_MS);
  }
  return placing.isFollowed();
}

async function abandoned(store: Store, jobId: string): Promise<null> {
  await store.write((write) => dropItems(write, jobId));
  return null;
}

async function dropItems(write: Write, jobId: string): Promise<void> {
  await write.delete(nationalItems).where(eq(nationalItems.jobId, jobId));
}

class Comparison {
  readonly counts = {
    rows: 0,
    agreeing: 0,
    lists: { theirs_only: 0, ours_only: 0, differing: 0, refused: 0 } as Record<NationalList, number>,
    untold: 0,
  };
  private readonly today: BusinessDate = todayInChina(new Date());
  /** In which row everybody of the download stands. */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly store: Store,
    private readonly work: { jobId: string; fields: readonly NationalField[]; isPlaced: boolean },
  ) {}

  /** Compares some families of the download. */
  async hold(families: readonly NationalLine[][]): Promise<void> {
    const rows = readRows(families, this.today);
    const households = await householdsOf(this.store, rows, this.work);
    const findings = rows.flatMap((row) => this.judge(row, households));
    if (this.comparesHouseholds) this.counts.untold += rows.filter((row) => !households.isTold(row)).length;
    this.counts.rows += rows.length;
    await this.keep(findings);
  }

  /** Whoever is on the register and was not in the download. */
  async findMissing(): Promise<void> {
    let place = 0;
    for await (const people of onTheRegister(this.store)) {
      const missing = people.filter(({ member }) => !this.seen.has(member.idFingerprint));
      await this.keep(
        missing.map(({ family, member }): Finding => {
          place += 1;
          const { name, idMasked, idFingerprint } = member;
          const who = { name, idMasked, idFingerprint, familyId: family.id };
          return { list: 'ours_only', position: place, familyRow: 0, ...who, content: {} };
        }),
      );
    }
  }

  private get comparesHouseholds(): boolean {
    return this.work.fields.includes('relation');
  }

  private judge(row: ReadRow, households: Households): Finding[] {
    const { idFingerprint, theirs, line } = row;
    if (idFingerprint === '')
      return [findingOf(row, { list: 'refused', content: { problems: theirs.problems } })];
    const files = households.filesOf(row);
    const ours = onRegister(files);
    const first = this.seen.get(idFingerprint);
    if (first !== undefined)
      return [findingOf(row, { list: 'refused', ours, content: { problems: [repeated(first)] } })];
    this.seen.set(idFingerprint, line.row);
    if (!ours) {
      const [open, last] = [openFile(files) ?? null, files.at(-1)?.family.id ?? null];
      const stranger = findingOf(row, { list: 'theirs_only', content: { values: theirs.values } });
      return [
        ...unread(row, {}).map((one) => ({ ...one, familyId: open ?? last })),
        { ...stranger, familyId: open ?? households.fileOfFamily(row) ?? last },
      ];
    }
    const texts = ourTexts(ours);
    const { fields } = this.work;
    const differences = [
      ...(this.comparesHouseholds ? households.differenceOf(row) : []),
      ...differencesOf({
        ...{ ours: texts, cells: line.cells, theirs, fields, today: this.today },
        isMain: ours.member.position === 0,
      }),
    ];
    const found = unread(row, texts, ours);
    if (differences.length > 0)
      found.push(findingOf(row, { list: 'differing', ours, content: { differences } }));
    if (found.length === 0) this.counts.agreeing += 1;
    return found;
  }

  /** Keeps findings; who was explained in an earlier comparison, and is found just so again, stays explained. */
  private async keep(findings: readonly Finding[]): Promise<void> {
    const { jobId } = this.work;
    const items = findings.map(({ content, ...rest }) => {
      const text = JSON.stringify(content);
      const digest = fingerprint(JSON.stringify([rest.list, rest.idFingerprint, text]));
      return { id: newId(), jobId, ...rest, contentSealed: seal(text), digest };
    });
    await this.store.write(async (write) => {
      const told = await explanations(write, items);
      const all = items.map((item) => ({ ...item, ...told.get(item.digest) }));
      for (const chunk of chunksOf(all, ITEMS_A_STATEMENT)) await write.insert(nationalItems).values(chunk);
      await advanceJob(write, jobId, { phase: 'checking', done: this.counts.rows });
    });
    for (const { list } of findings) this.counts.lists[list] += 1;
    await sleep(BREATH_MS);
  }
}

/** A file that is on its way to the register. */
function openFile(files: readonly OurPerson[]): string | undefined {
  const closed: readonly string[] = CLOSED_STATUSES;
  return files.find(({ family }) => !closed.includes(family.status))?.family.id;
}

/** The cells that could not be read, as one finding; who has the very same text here needs no reading. */
function unread(row: ReadRow, texts: NationalTexts, ours?: OurPerson): Finding[] {
  const problems = row.theirs.problems.filter(
    ({ field }) => toPlainText(row.line.cells[field]?.text ?? '') !== texts[field],
  );
  return problems.length > 0 ? [findingOf(row, { list: 'refused', ours, content: { problems } })] : [];
}

function repeated(first: number): CellProblem {
  return { field: 'idNumber', code: 'family.id_twice_in_file', data: { first } };
}

/** Who is on the register is named as there. */
function findingOf(
  { line, familyRow, theirs, idFingerprint }: ReadRow,
  { list, content, ours }: Pick<Finding, 'list' | 'content'> & { ours?: OurPerson | undefined },
): Finding {
  const { idNumber } = theirs.values;
  const who = { name: ours?.member.name ?? theirs.values.name ?? '', familyId: ours?.family.id ?? null };
  const idMasked = idNumber ? maskIdNumber(idNumber) : '';
  return { list, position: line.row, familyRow, ...who, idMasked, idFingerprint, content };
}

async function explanations(write: Write, items: readonly { digest: string; idFingerprint: string }[]) {
  const told = new Map<string, { explanation: string; explainedBy: string; explainedAt: string }>();
  const digests = items.filter(({ idFingerprint }) => idFingerprint !== '').map(({ digest }) => digest);
  for (const chunk of chunksOf(digests, ITEMS_A_STATEMENT)) {
    const { digest, explanation, explainedBy, explainedAt } = nationalItems;
    const rows = await write
      .select({ digest, explanation, explainedBy, explainedAt })
      .from(nationalItems)
      .where(and(inArray(digest, chunk), isNotNull(explainedAt)))
      .orderBy(asc(explainedAt), asc(nationalItems.id));
    for (const row of rows)
      told.set(row.digest, {
        explanation: row.explanation!,
        explainedBy: row.explainedBy!,
        explainedAt: row.explainedAt!,
      });
  }
  return told;
}
