import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { alias } from '../../db/engine/kit';
import { receipts } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import { fundBalance, insertReceipt, projectOfYear } from '../fund/fund.server';
import { comparableReference } from '../fund/reference';
import { Refusal } from '../refusal';
import type { StaffActor } from '../staff/staff.server';
import type { LedgerFile } from './ledgerFile.server';
import type { LedgerProblem } from './ledgerProblem';
import { projectOn } from './ledgerRecords.server';
import { ledgerResult, type LedgerResult } from './ledgerResult';
import { readReceiptRow, type ReceiptRow } from './ledgerRow';

export interface ReceiptsTaking {
  actor: StaffActor;
  /** Whether somebody looked at receipts above the budget; left out, nobody is asked, and they are counted. */
  isAboveBudgetConfirmed?: boolean | undefined;
}

/** A ledger of receipts with what its rows say. */
export interface ReadReceipts {
  file: LedgerFile;
  entries: ReceiptRow[];
  problems: LedgerProblem[];
}

/**
 * Receipts of an old ledger, in the order of their days. A receipt is known again by day, source, amount and voucher.
 * There are few in a year: they come in one write.
 */
export async function recordReceipts(
  write: Write,
  { file, entries, problems: unread }: ReadReceipts,
  { actor, isAboveBudgetConfirmed }: ReceiptsTaking,
): Promise<LedgerResult> {
  const problems = [...unread];
  const known = await knownReceipts(write, entries);
  let accepted = 0;
  let unchanged = 0;
  let aboveBudget = 0;
  for (const entry of entries) {
    const remarks = known.get(nameOf(entry));
    if (remarks === entry.remarks) unchanged += 1;
    else if (remarks !== undefined)
      problems.push(problem(entry, 'remarks', new Refusal('ledger.receipt_differs')));
    else {
      const done = await recorded(write, actor, { ...entry, confirmed: isAboveBudgetConfirmed });
      if (done instanceof Refusal) problems.push(problem(entry, columnOf(done), done));
      else {
        accepted += 1;
        if (done.isAboveBudget) aboveBudget += 1;
      }
    }
  }
  const notes = {
    ...(file.skippedRows > 0 ? { lines_skipped: file.skippedRows } : {}),
    ...(aboveBudget > 0 ? { above_budget: aboveBudget } : {}),
  };
  const counts = { rows: file.rowCount, accepted, unchanged, awards: 0 };
  return ledgerResult(file, { ...counts, isApplied: true, isCancelled: false, problems, notes });
}

/** Reads every row of a ledger of receipts, before the write that others wait for. */
export async function readReceipts(file: LedgerFile): Promise<ReadReceipts> {
  const today = todayInChina(new Date());
  const byName = new Map<string, ReceiptRow>();
  const problems: LedgerProblem[] = [];
  for await (const line of file.lines()) {
    const { entry, problems: own } = readReceiptRow(line, today);
    problems.push(...own);
    if (!entry) continue;
    const first = byName.get(nameOf(entry));
    if (first)
      problems.push({ row: entry.row, column: null, code: 'row.duplicate', data: { first: first.row } });
    else byName.set(nameOf(entry), entry);
  }
  const entries = [...byName.values()].sort((one, other) => (one.receivedOn < other.receivedOn ? -1 : 1));
  return { file, entries, problems };
}

async function recorded(
  write: Write,
  actor: StaffActor,
  { receivedOn, year, ...given }: ReceiptRow & { confirmed: boolean | undefined },
): Promise<{ isAboveBudget: boolean } | Refusal> {
  const { source, amountFen, voucher, remarks, confirmed } = given;
  const booked = year ?? (await projectOn(write, receivedOn))?.year;
  if (booked === undefined) return new Refusal('ledger.no_project', { on: receivedOn, receipt: 1 });
  try {
    const { id: projectId } = await projectOfYear(write, booked);
    await insertReceipt(write, actor, {
      ...{ source, amountFen, voucher, remarks, confirmed, receivedOn },
      year: booked,
    });
    const { budgetFen, receivedFen } = await fundBalance(write, { projectId });
    return { isAboveBudget: receivedFen > budgetFen };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Which column a rule is about. */
function columnOf({ code }: Refusal): LedgerProblem['column'] {
  if (code === 'receipt.above_budget') return 'amount';
  return code === 'project.not_found' || code === 'fund.date_far' ? 'year' : 'receivedOn';
}

const correction = alias(receipts, 'correction');

/** The remarks of receipts that stand, by what they are known by; one that was taken back may come again. */
async function knownReceipts(read: Read, entries: readonly ReceiptRow[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const days of chunksOf([...new Set(entries.map(({ receivedOn }) => receivedOn))])) {
    const rows = await read
      .select({
        receivedOn: receipts.receivedOn,
        source: receipts.source,
        amountFen: receipts.amountFen,
        voucher: receipts.voucher,
        remarks: receipts.remarks,
      })
      .from(receipts)
      .leftJoin(correction, eq(correction.correctsId, receipts.id))
      .where(and(inArray(receipts.receivedOn, days), isNull(receipts.correctsId), isNull(correction.id)));
    for (const { remarks, ...receipt } of rows) found.set(nameOf(receipt), remarks);
  }
  return found;
}

function nameOf({
  receivedOn,
  source,
  amountFen,
  voucher,
}: Pick<ReceiptRow, 'source' | 'voucher'> & { receivedOn: string; amountFen: number }): string {
  return [receivedOn, source, amountFen, comparableReference(voucher)].join(' ');
}

function problem(
  { row }: ReceiptRow,
  column: LedgerProblem['column'],
  { code, data }: Refusal,
): LedgerProblem {
  return { row, column, code, data };
}
