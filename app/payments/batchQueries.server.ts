import { and, asc, count, eq, inArray, lte, ne, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, type KeyOrder, type Part } from '../../db/engine/keyset';
import {
  auditEntries,
  awards,
  batches,
  campaigns,
  families,
  familyMembers,
  instructions,
  projects,
} from '../../db/schema';
import type { Cursor } from '../cursor';
import type { ReliefType } from '../fund/project';
import { PAGE_SIZE, pagingOf } from '../relief/paging';
import { namesOfStaff } from '../relief/people.server';
import { accountWarnings, type AccountWarnings } from './accountWarnings.server';
import { BATCH_STATUSES, INSTRUCTION_STATUSES, type BatchStatus, type InstructionStatus } from './batch';
import { bankFilesOf, type BankFile } from './batchExport.server';
import { faultyLines, type FaultyLine } from './batchFaults.server';
import { batchLines, batchRow, type Batch } from './batchRows.server';
import { comingBack, type ComingBack } from './ledger';
import { ledgersOf } from './payables.server';
import { accountLinesOfBatch } from './sharedLines.server';

const LIST_SIZE = 50;
/** The statuses in which a line can still be put right. */
const BEFORE_THE_BANK: readonly BatchStatus[] = ['draft', 'submitted', 'approved'];

const amount = sql<number>`coalesce(sum(${instructions.amountFen}), 0)`.mapWith(Number);

/** How many lines of what amount. */
export interface Sum {
  count: number;
  amountFen: number;
}

export type SumByStatus = Record<InstructionStatus, Sum>;

export interface BatchListRow extends Pick<
  Batch,
  'id' | 'number' | 'title' | 'status' | 'madeAt' | 'approvedOn'
> {
  madeByName: string;
  /** All that is not taken out. */
  whole: Sum;
  byStatus: SumByStatus;
}

export interface BatchList {
  rows: BatchListRow[];
  previous: string | null;
  next: string | null;
  statusCounts: Record<BatchStatus, number>;
}

/** Batches are numbered as they are made, and their ids are in order of time. */
const ORDER: KeyOrder = { columns: [batches.id], shape: ['text'], direction: 'desc' };

/** One page of the batches of a year, the latest first. */
export async function listBatches(
  read: Read,
  { year, status, ...cursor }: Cursor & { year: number; status?: BatchStatus | null },
): Promise<BatchList> {
  const ofYear = eq(projects.year, year);
  const page = await pageByKey({
    cursor,
    order: ORDER,
    size: LIST_SIZE,
    fetch: (part) =>
      read
        .select({ batch: batches })
        .from(batches)
        .innerJoin(projects, eq(projects.id, batches.projectId))
        .where(and(ofYear, status ? eq(batches.status, status) : undefined, part.where))
        .orderBy(...part.orderBy)
        .limit(part.limit),
    keyOf: ({ batch }) => [batch.id],
  });
  const found = page.rows.map(({ batch }) => batch);
  const sums = await sumsOf(read, inArray(instructions.batchId, [...found.map(({ id }) => id), '']));
  const names = await namesOfStaff(
    read,
    found.map(({ madeBy }) => madeBy),
  );
  const rows: BatchListRow[] = [];
  for (const { id, number, title, status: now, madeAt, approvedOn, madeBy } of found) {
    const byStatus = sums.get(id) ?? noSums();
    const whole = await wholeOf(read, { id, status: now }, byStatus);
    const madeByName = names[madeBy] ?? '';
    rows.push({ id, number, title, status: now, madeAt, approvedOn, madeByName, whole, byStatus });
  }
  return { ...page, rows, statusCounts: await batchCounts(read, year) };
}

/** How many batches of a year stand where. */
export async function batchCounts(read: Read, year: number): Promise<Record<BatchStatus, number>> {
  const rows = await read
    .select({ status: batches.status, count: count() })
    .from(batches)
    .innerJoin(projects, eq(projects.id, batches.projectId))
    .where(eq(projects.year, year))
    .groupBy(batches.status);
  const counts = new Map(rows.map((row) => [row.status, row.count]));
  return Object.fromEntries(BATCH_STATUSES.map((status) => [status, counts.get(status) ?? 0])) as Record<
    BatchStatus,
    number
  >;
}

export interface BatchLineRow {
  id: string;
  lineNumber: number;
  awardId: string;
  name: string;
  fileNumber: string;
  type: ReliefType;
  accountHolder: string;
  bankName: string;
  accountLast4: string;
  amountFen: number;
  status: InstructionStatus;
  resultOn: string | null;
  failureText: string | null;
  paymentId: string | null;
  /** After which correction it is paid again (补发); null for a first payment. */
  comingBack: ComingBack | null;
}

export interface BatchHead {
  batch: Omit<Batch, 'approvedBy' | 'projectId'>;
  year: number;
  campaignName: string | null;
  madeByName: string;
  approvedByName: string | null;
  whole: Sum;
  byStatus: SumByStatus;
  byType: (Sum & { type: ReliefType })[];
  byBank: (Sum & { bankName: string })[];
}

const LINE_ORDER: KeyOrder = { columns: [instructions.lineNumber], shape: ['number'], direction: 'asc' };

/** A line that has become wrong, by its id. */
export interface ShownFault extends Pick<FaultyLine, 'fault' | 'name' | 'fileNumber'> {
  lineId: string;
  lineNumber: number;
}

export interface BatchPage extends BatchHead, AccountWarnings {
  lines: BatchLineRow[];
  /** Cursors of the pages beside this one; null where there is none. */
  previous: string | null;
  next: string | null;
  total: number;
  /** What has become wrong since the batch was made. */
  faults: ShownFault[];
  /** How many lines of a batch that is not with the bank yet are paid again. */
  comingBackCount: number;
  files: BankFile[];
}

/**
 * A batch with one page of its lines.
 * @throws Refusal batch.not_found
 */
export async function batchPage(
  read: Read,
  { id, status, ...cursor }: Cursor & { id: string; status?: InstructionStatus | null },
): Promise<BatchPage> {
  const head = await batchHead(read, id);
  const where = await linesWhere(read, head.batch, status);
  const { rows: lines, ...beside } = await pageByKey({
    cursor,
    order: LINE_ORDER,
    size: PAGE_SIZE,
    fetch: (part) => lineRows(read, { ...part, where: and(where, part.where) }),
    keyOf: ({ lineNumber }) => [lineNumber],
  });
  const isOpen = BEFORE_THE_BANK.includes(head.batch.status);
  const told = isOpen ? await batchLines(read, id) : [];
  const accounts = isOpen ? await accountLinesOfBatch(read, id) : [];
  const faults = await faultyLines(read, told);
  return {
    ...head,
    lines,
    ...beside,
    total: status ? head.byStatus[status].count : head.whole.count,
    comingBackCount: await comingBackAmong(read, told),
    faults: faults.map(({ line: { id: lineId, lineNumber }, fault, name, fileNumber }) => ({
      lineId,
      lineNumber,
      fault,
      name,
      fileNumber,
    })),
    ...(await accountWarnings(read, accounts)),
    files: await bankFilesOf(read, id),
  };
}

async function comingBackAmong(read: Read, lines: readonly { awardId: string }[]): Promise<number> {
  const ledgers = await ledgersOf(
    read,
    lines.map(({ awardId }) => awardId),
  );
  return [...ledgers.values()].filter((rows) => comingBack(rows)).length;
}

/** As many lines as one sheet takes: more would be slow to open. */
const LINES_A_SHEET = 300;

export interface SignOff extends BatchHead {
  lines: BatchLineRow[];
  part: number;
  partCount: number;
}

/**
 * A batch with one part of its lines, for the sheet that is signed; most batches are one sheet.
 * @throws Refusal batch.not_found
 */
export async function signOffSheet(
  read: Read,
  { id, part: asked }: { id: string; part?: number | undefined },
): Promise<SignOff> {
  const head = await batchHead(read, id);
  const { page: part, pageCount: partCount, ...range } = pagingOf(head.whole.count, asked, LINES_A_SHEET);
  return {
    ...head,
    lines: await lineRows(read, { where: await linesWhere(read, head.batch), ...range }),
    part,
    partCount,
  };
}

/**
 * What a batch is and adds up to, without its lines.
 * @throws Refusal batch.not_found
 */
export async function batchHead(read: Read, id: string): Promise<BatchHead> {
  const { approvedBy, projectId, ...batch } = await batchRow(read, id);
  const [found] = await read
    .select({ year: projects.year, campaignName: campaigns.name })
    .from(projects)
    .leftJoin(campaigns, eq(campaigns.id, batch.campaignId ?? ''))
    .where(eq(projects.id, projectId));
  const names = await namesOfStaff(read, [batch.madeBy, ...(approvedBy ? [approvedBy] : [])]);
  const byStatus = (await sumsOf(read, eq(instructions.batchId, id))).get(id) ?? noSums();
  return {
    batch,
    year: found!.year,
    campaignName: found!.campaignName,
    madeByName: names[batch.madeBy] ?? '',
    approvedByName: approvedBy ? (names[approvedBy] ?? '') : null,
    whole: await wholeOf(read, batch, byStatus),
    byStatus,
    byType: await sumsByType(read, await linesWhere(read, batch)),
    byBank: await sumsByBank(read, await linesWhere(read, batch)),
  };
}

/** The lines of a batch in some status; without one those of the batch: what was taken out is not among them. */
async function linesWhere(
  read: Read,
  batch: Pick<Batch, 'id' | 'status'>,
  status?: InstructionStatus | null,
): Promise<SQL | undefined> {
  const ofBatch = eq(instructions.batchId, batch.id);
  if (status) return and(ofBatch, eq(instructions.status, status));
  if (batch.status !== 'cancelled') return and(ofBatch, ne(instructions.status, 'withdrawn'));
  // All of a cancelled batch is withdrawn; what was taken out before stands behind the others, and was audited.
  const [all] = await read.select({ count: count() }).from(instructions).where(ofBatch);
  const [takenOut] = await read
    .select({ count: count() })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, 'batch'),
        eq(auditEntries.subjectId, batch.id),
        eq(auditEntries.action, 'batch.line_removed'),
      ),
    );
  return and(ofBatch, lte(instructions.lineNumber, all!.count - takenOut!.count));
}

interface LinesAsked extends Omit<Part, 'orderBy'>, Partial<Pick<Part, 'orderBy'>> {
  /** Of the sheets that are signed, which are cut by number. */
  offset?: number;
}

async function lineRows(
  read: Read,
  { where, orderBy = [asc(instructions.lineNumber)], limit, offset = 0 }: LinesAsked,
): Promise<BatchLineRow[]> {
  const rows = await read
    .select({
      id: instructions.id,
      lineNumber: instructions.lineNumber,
      awardId: instructions.awardId,
      name: familyMembers.name,
      fileNumber: families.fileNumber,
      type: awards.type,
      accountHolder: instructions.accountHolder,
      bankName: instructions.bankName,
      accountLast4: instructions.accountLast4,
      amountFen: instructions.amountFen,
      status: instructions.status,
      resultOn: instructions.resultOn,
      failureText: instructions.failureText,
      paymentId: instructions.paymentId,
      madeAt: batches.madeAt,
    })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(where)
    .orderBy(...orderBy)
    .limit(limit)
    .offset(offset);
  const ledgers = await ledgersOf(
    read,
    rows.map(({ awardId }) => awardId),
  );
  return rows.map(({ madeAt, ...line }) => {
    // What came back later is no reason of this line.
    const before = (ledgers.get(line.awardId) ?? []).filter(({ recordedAt }) => recordedAt <= madeAt);
    return { ...line, comingBack: comingBack(before) };
  });
}

async function sumsOf(read: Read, where: SQL | undefined): Promise<Map<string, SumByStatus>> {
  const rows = await read
    .select({
      batchId: instructions.batchId,
      status: instructions.status,
      count: count(),
      amountFen: amount,
    })
    .from(instructions)
    .where(where)
    .groupBy(instructions.batchId, instructions.status);
  const sums = new Map<string, SumByStatus>();
  for (const { batchId, status, ...sum } of rows) {
    const own = sums.get(batchId) ?? noSums();
    own[status] = sum;
    sums.set(batchId, own);
  }
  return sums;
}

function noSums(): SumByStatus {
  return Object.fromEntries(
    INSTRUCTION_STATUSES.map((status) => [status, { count: 0, amountFen: 0 }]),
  ) as SumByStatus;
}

async function wholeOf(read: Read, batch: Pick<Batch, 'id' | 'status'>, byStatus: SumByStatus): Promise<Sum> {
  if (batch.status === 'cancelled') {
    const [sum] = await read
      .select({ count: count(), amountFen: amount })
      .from(instructions)
      .where(await linesWhere(read, batch));
    return sum!;
  }
  const told = INSTRUCTION_STATUSES.filter((status) => status !== 'withdrawn');
  const sums = told.map((status) => byStatus[status]);
  return {
    count: sums.reduce((sum, one) => sum + one.count, 0),
    amountFen: sums.reduce((sum, one) => sum + one.amountFen, 0),
  };
}

async function sumsByType(read: Read, where: SQL | undefined): Promise<(Sum & { type: ReliefType })[]> {
  return read
    .select({ type: awards.type, count: count(), amountFen: amount })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .where(where)
    .groupBy(awards.type)
    .orderBy(asc(awards.type));
}

async function sumsByBank(read: Read, where: SQL | undefined): Promise<(Sum & { bankName: string })[]> {
  return read
    .select({ bankName: instructions.bankName, count: count(), amountFen: amount })
    .from(instructions)
    .where(where)
    .groupBy(instructions.bankName)
    .orderBy(asc(instructions.bankName));
}
