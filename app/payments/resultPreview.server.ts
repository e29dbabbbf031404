import type { Read } from '../../db/client.server';
import { sumFen, fen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { requireDay } from '../relief/days';
import { pagingOf } from '../relief/paging';
import { refusalText } from '../zh/refusals';
import {
  causeOf,
  readingOf,
  readRows,
  type ResultFile,
  type ResultMapping,
  type ResultRow,
} from './bankResult';
import { PREVIEW_TABS, type Doubt, type PreviewTab, type VerdictKind } from './bankResultMatch';
import { storedResult, type StoredResult } from './bankResults.server';
import type { Booking } from './bookings.server';
import type { Contradiction } from './contradiction';
import { claimsOnBatch } from './contradictions.server';
import type { FailureCause } from './batch';
import type { Batch } from './batchRows.server';
import type { BookedPlace } from './bookedElsewhere.server';
import { bookedUnsaid } from './bookedUnsaid.server';
import { isDealtWith } from './dealtWith';
import { earlyRows, type EarlyRows } from './earlyRows.server';
import { judgedRows, type JudgedRow } from './judgedRows.server';
import { withRowsApart, type RowApart } from './rowsApart.server';
import { othersOf, placesOf, type OtherBooked } from './otherBooked.server';
import { strangeFile, type StrangeFile } from './otherBatch.server';
import { otherFit, type OtherFit } from './otherFit.server';
import { payablesByIds, paymentFault, type Payable } from './payables.server';
import { withStanding, type RowStanding } from './rowStanding.server';
import { sentLines, type BatchLine } from './sentLines.server';
import { uncheckedRows, type Unchecked } from './uncheckedRows.server';
import { usedRows, type UsedRows } from './usedRows.server';

/** What a result file says about the lines of its batch. Nothing here writes. */

export interface RuledVerdict extends JudgedRow {
  /** What the rules of payment say against it. */
  ruleText: string | null;
  /** The award of a row that says paid. */
  payable: Payable | null;
}

export interface Preview {
  verdicts: RuledVerdict[];
  missing: BatchLine[];
  early: EarlyRows;
  used: UsedRows;
  otherFit: OtherFit;
  /** Those that other batches are answered by. */
  apart: RowApart[];
  /** What nobody has looked at yet. */
  unchecked: Unchecked;
}

/** Judges a file against the batch as it stands now, and against the rules of payment. */
export async function previewOf(
  read: Read,
  {
    batch,
    file,
    sha256,
    mapping,
  }: { batch: Batch; file: ResultFile; sha256: string; mapping: ResultMapping },
): Promise<Preview> {
  const lines = await sentLines(read, batch);
  const judgedFile = await judgedRows(read, { rows: readRows(file, mapping), lines });
  const unchecked = await uncheckedRows(read, {
    ...{ batchId: batch.id, verdicts: judgedFile.verdicts },
    unsaid: () => bookedUnsaid(read, { batchId: batch.id, lines }),
  });
  const { verdicts, missing, apart } = await withRowsApart(read, { batch, lines, judged: judgedFile });
  const paid = verdicts.flatMap(({ kind, line }) => (kind === 'succeeded' ? [line!.awardId] : []));
  const payables = new Map((await payablesByIds(read, paid)).map((one) => [one.awardId, one]));
  const dayFault = dayFaults();
  const judged = verdicts.map((verdict) => ruled(verdict, { payables, dayFault }));
  const early = await earlyRows(read, {
    ...{ batchId: batch.id, sha256 },
    ...{ defaultOn: mapping.defaultOn, verdicts: judged },
  });
  const fit = await otherFit(read, { batchId: batch.id, verdicts: judged, early });
  const batchIds = [batch, ...fit.batches].map(({ id }) => id);
  const used = await usedRows(read, { batchIds, verdicts: judged, lines });
  return { verdicts: judged, missing, early, used, otherFit: fit, apart, unchecked };
}

interface Rules {
  payables: ReadonlyMap<string, Payable>;
  dayFault: (on: string) => Refusal | null;
}

function ruled(verdict: JudgedRow, { payables, dayFault }: Rules): RuledVerdict {
  const { kind, line, row } = verdict;
  const unpaid = { ruleText: null, payable: null };
  if (kind !== 'succeeded') return { ...verdict, ...unpaid };
  const payable = payables.get(line!.awardId)!;
  const refusal = dayFault(row.on!) ?? faultAlone({ payable, amountFen: line!.amountFen, on: row.on! });
  if (!refusal) return { ...verdict, ...unpaid, payable };
  const ruleText = refusalText(refusal);
  return { ...verdict, ...unpaid, kind: 'doubtful', doubt: 'breaks_rule', ruleText, payable };
}

/** What speaks against a day: asked once for each, of which a file has few. */
function dayFaults(): (on: string) => Refusal | null {
  const known = new Map<string, Refusal | null>();
  return (on) => {
    const fault = known.get(on);
    if (fault !== undefined) return fault;
    const found = dayFaultOf(on);
    known.set(on, found);
    return found;
  };
}

function dayFaultOf(on: string): Refusal | null {
  try {
    // As for a payment by hand: what the bank pays after the year is late, and outside the year's figures.
    requireDay(on);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The other rows are entered although this one is not. */
function faultAlone({
  payable,
  amountFen,
  on,
}: {
  payable: Payable;
  amountFen: number;
  on: string;
}): Refusal | null {
  const fault = paymentFault(payable, { amountFen, paidOn: on });
  return fault && new Refusal(fault.code, { ...fault.data, alone: 1 });
}

export interface Totals {
  count: number;
  amountFen: Fen;
}

/** A row or a missing line as the page shows it: no account beyond its last digits. */
export interface PreviewLine {
  rowNumber: number | null;
  rowLine: number | null;
  rowAccountLast4: string;
  rowAmountText: string;
  rowFen: number | null;
  word: string;
  outcome: ResultRow['outcome'];
  reason: string;
  cause: FailureCause | null;
  on: string | null;
  reference: string;
  /** A number of the bank is there that has lost its last digits. */
  isReferenceLost: boolean;
  doubt: Doubt | null;
  ruleText: string | null;
  booking: Booking | null;
  /** The line of another batch as which it is booked. */
  place: BookedPlace | null;
  /** Null where it does not go against what is booked. */
  standing: RowStanding | null;
  /** In doubt, and its line is answered as it says. */
  isDealtWith: boolean;
  line: Omit<BatchLine, 'account' | 'booked' | 'failedOn' | 'failure'> | null;
  /** The lines that it fits alike, where they are several. */
  fits: Pick<BatchLine, 'id' | 'status' | 'lineNumber' | 'paymentId'>[];
}

export interface FailureReason {
  text: string;
  count: number;
  cause: FailureCause;
}

export interface PreviewPage {
  batch: Pick<Batch, 'id' | 'number' | 'title' | 'status'>;
  result: { id: string; fileName: string; uploadedAt: string; applied: { by: string; at: string } | null };
  isMapped: boolean;
  /** How its columns are read; empty as long as nobody said it. */
  readAs: string;
  tab: PreviewTab;
  totals: Record<PreviewTab, Totals>;
  /** How many rows in doubt nobody has dealt with. */
  openDoubts: number;
  early: EarlyRows;
  used: UsedRows;
  otherFit: OtherFit;
  /** How many of its rows nobody has looked at: those that tell another payment, and those that cannot be read. */
  unchecked: { differing: number; unread: number };
  /** Where no row fits the batch. */
  strange: StrangeFile | null;
  /** The batches in which rows of it are booked. */
  others: OtherBooked[];
  /** What is open of the same awards in other batches. */
  claims: Contradiction[];
  lines: PreviewLine[];
  page: number;
  pageCount: number;
  reasons: FailureReason[];
}

/** More different reasons than this are proposed by their words alone. */
const MOST_REASONS = 60;
/** Before the columns are known. */
const NOTHING_YET: Preview = {
  verdicts: [],
  missing: [],
  early: { count: 0, rowNumbers: [], sentOn: null, otherBatch: null },
  used: { count: 0, rows: [] },
  otherFit: { count: 0, batches: [] },
  apart: [],
  unchecked: { differing: [], unread: [] },
};

/**
 * A page of what a file says, by what becomes of its rows.
 * @throws Refusal batch.not_found, result.not_found
 */
export async function previewPage(
  read: Read,
  {
    tab: asked,
    page: askedPage,
    ...ids
  }: { batchId: string; resultId: string; tab: string | null; page: number },
): Promise<PreviewPage> {
  const stored = await storedResult(read, ids);
  const { mapping } = stored;
  const preview = mapping
    ? await previewOf(read, { ...stored, sha256: stored.result.sha256, mapping })
    : NOTHING_YET;
  const totals = totalsOf(preview);
  const tab = PREVIEW_TABS.find((one) => one === asked) ?? PREVIEW_TABS.find((one) => totals[one].count > 0);
  const shown = tab ?? 'doubtful';
  const places = await placesOf(read, { batchId: ids.batchId, ...preview });
  const { page, pageCount, limit, offset } = pagingOf(totals[shown].count, askedPage);
  const ofPage = <T>(all: readonly T[]): T[] => all.slice(offset, offset + limit);
  const lines =
    shown === 'missing'
      ? ofPage(preview.missing).map(missingLine)
      : ofPage(openFirst(preview.verdicts.filter(({ kind }) => kind === shown))).map((one) => ({
          ...rowLine(one, mapping!),
          place: places.get(one.row) ?? null,
        }));
  return {
    ...headOf(stored),
    isMapped: mapping !== null,
    readAs: mapping ? readingOf(mapping) : '',
    tab: shown,
    totals,
    openDoubts: preview.verdicts.filter((one) => one.kind === 'doubtful' && !isDealtWith(one)).length,
    early: preview.early,
    used: preview.used,
    otherFit: preview.otherFit,
    unchecked: {
      differing: preview.unchecked.differing.length,
      unread: preview.unchecked.unread.length,
    },
    others: othersOf(preview.apart, places),
    strange: await strangeFile(read, { batchId: ids.batchId, verdicts: preview.verdicts }),
    claims: await claimsOnBatch(read, ids.batchId),
    lines: await withStanding(read, { resultId: ids.resultId, rows: lines }),
    page,
    pageCount,
    reasons: mapping ? reasonsOf(preview, mapping) : [],
  };
}

function openFirst<One extends RuledVerdict>(verdicts: readonly One[]): One[] {
  return [...verdicts].sort((one, other) => Number(isDealtWith(one)) - Number(isDealtWith(other)));
}

function headOf({
  batch,
  result: { id: resultId, fileName, uploadedAt, appliedAt },
  appliedBy,
}: StoredResult): Pick<PreviewPage, 'batch' | 'result'> {
  const { id, number, title, status } = batch;
  const applied = appliedAt && appliedBy ? { by: appliedBy, at: appliedAt } : null;
  return { batch: { id, number, title, status }, result: { id: resultId, fileName, uploadedAt, applied } };
}

/** How many rows of each kind there are, and what they add up to; of rows without an amount, nothing. */
export function totalsOf({ verdicts, missing }: Preview): Record<PreviewTab, Totals> {
  const of = (kind: VerdictKind): Totals => {
    const found = verdicts.filter((verdict) => verdict.kind === kind);
    return { count: found.length, amountFen: sumFen(found.map(({ row }) => fen(row.amountFen ?? 0))) };
  };
  return {
    doubtful: of('doubtful'),
    differing: of('differing'),
    unknown: of('unknown'),
    succeeded: of('succeeded'),
    failed: of('failed'),
    applied: of('applied'),
    missing: {
      count: missing.length,
      amountFen: sumFen(missing.map(({ amountFen }) => fen(amountFen))),
    },
  };
}

function reasonsOf({ verdicts }: Preview, mapping: ResultMapping): FailureReason[] {
  const counts = new Map<string, number>();
  for (const { kind, row } of verdicts) {
    if (kind === 'failed') counts.set(row.reason, (counts.get(row.reason) ?? 0) + 1);
  }
  return [...counts]
    .slice(0, MOST_REASONS)
    .map(([text, count]) => ({ text, count, cause: causeOf(text, mapping) }));
}

function rowLine(verdict: RuledVerdict, mapping: ResultMapping): PreviewLine {
  const { row, line, doubt, fits, ruleText, booking, kind } = verdict;
  return {
    rowNumber: row.rowNumber,
    rowLine: row.lineNumber,
    rowAccountLast4: last4Of(row),
    rowAmountText: row.amountText,
    rowFen: row.amountFen,
    word: row.word,
    outcome: row.outcome,
    reason: row.reason,
    cause: kind === 'failed' ? causeOf(row.reason, mapping) : null,
    on: row.on,
    reference: row.reference,
    isReferenceLost: row.isReferenceLost,
    doubt,
    ruleText,
    booking,
    place: null,
    standing: null,
    isDealtWith: isDealtWith(verdict),
    line: line && shownLine(line),
    fits: fits.map(({ id, status, lineNumber, paymentId }) => ({ id, status, lineNumber, paymentId })),
  };
}

function missingLine(line: BatchLine): PreviewLine {
  return {
    rowNumber: null,
    rowLine: null,
    rowAccountLast4: '',
    rowAmountText: '',
    rowFen: null,
    word: '',
    outcome: null,
    reason: '',
    cause: null,
    on: null,
    reference: '',
    isReferenceLost: false,
    doubt: null,
    ruleText: null,
    booking: null,
    place: null,
    standing: null,
    isDealtWith: false,
    line: shownLine(line),
    fits: [],
  };
}

function shownLine(line: BatchLine): NonNullable<PreviewLine['line']> {
  const { id, lineNumber, holder, amountFen, status, awardId, accountLast4, paymentId } = line;
  return { id, lineNumber, holder, amountFen, status, awardId, accountLast4, paymentId };
}

/** The last digits of an account as far as the file has them. */
export function last4Of({ account, accountReading }: ResultRow): string {
  return accountReading === 'whole' || accountReading === 'masked' ? account.slice(-4) : '';
}
