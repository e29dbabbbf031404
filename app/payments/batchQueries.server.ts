import { and, asc, count, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, type KeyOrder } from '../../db/engine/keyset';
import { awards, batches, campaigns, instructions, projects } from '../../db/schema';
import type { Cursor } from '../cursor';
import type { ReliefType } from '../fund/project';
import { pagingOf } from '../relief/paging';
import { namesOfStaff } from '../relief/people.server';
import { accountWarnings, type AccountWarnings } from './accountWarnings.server';
import {
  BATCH_STATUSES,
  INSTRUCTION_STATUSES,
  OPEN_BATCH_STATUSES,
  type BatchStatus,
  type InstructionStatus,
} from './batch';
import { bankFilesOf, type BankFile } from './batchExport.server';
import { faultyLines, type FaultyLine } from './batchFaults.server';
import { batchLines, batchRow, type Batch } from './batchRows.server';
import type { Contradiction } from './contradiction';
import { claimsOnBatch, contradictionsOfBatch } from './contradictions.server';
import { comingBack } from './ledger';
import { linesAfter, linesWhere, pageOfLines, type BatchLineRow } from './linesOfBatch.server';
import { ledgersOf } from './payables.server';
import { accountLinesOfBatch } from './sharedLines.server';
import { uncheckedFilesOfBatch, type UncheckedFile } from './uncheckedList.server';

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
  {
    year,
    status,
    size = LIST_SIZE,
    ...cursor
  }: Cursor & { year: number; status?: BatchStatus | null; size?: number },
): Promise<BatchList> {
  const ofYear = eq(projects.year, year);
  const page = await pageByKey({
    cursor,
    order: ORDER,
    size,
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

/** How many batches of a project still lead somewhere. */
export async function openBatchCount(read: Read, projectId: string): Promise<number> {
  const [open] = await read
    .select({ count: count() })
    .from(batches)
    .where(and(eq(batches.projectId, projectId), inArray(batches.status, OPEN_BATCH_STATUSES)));
  return open!.count;
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

/** How many of the batches of a year that wait for their approval somebody made, who does not approve them. */
export async function ownWaitingBatches(
  read: Read,
  { year, staffId }: { year: number; staffId: string },
): Promise<number> {
  const [own] = await read
    .select({ count: count() })
    .from(batches)
    .innerJoin(projects, eq(projects.id, batches.projectId))
    .where(and(eq(projects.year, year), eq(batches.status, 'submitted'), eq(batches.madeBy, staffId)));
  return own!.count;
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
  /** What the bank says elsewhere against what is booked of its lines, and of other batches' lines of its awards. */
  contradictions: Contradiction[];
  /** Its result files with rows at which nobody has looked. */
  unchecked: UncheckedFile[];
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
  const { rows: lines, ...beside } = await pageOfLines(read, { batch: head.batch, status, ...cursor });
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
    contradictions: isOpen
      ? []
      : [...(await contradictionsOfBatch(read, id)), ...(await claimsOnBatch(read, id))],
    unchecked: await uncheckedFilesOfBatch(read, id),
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
    lines: await linesAfter(read, head.batch, range),
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
