import type { CorrectionKind, PaymentKind } from './payment';

/** The arithmetic of an award's payment rows; pure, so that rules, screens and `verify` agree. */

export interface LedgerRow {
  id: string;
  correctsId: string | null;
  amountFen: number;
  paidOn: string;
}

/** A row that knows what it is. */
export interface KindedRow extends LedgerRow {
  kind: PaymentKind;
}

export const LEDGER_FAULTS = ['overcorrected', 'overpaid', 'before_corrected'] as const;
export type LedgerFaultCode = (typeof LEDGER_FAULTS)[number];

export interface LedgerFault {
  code: LedgerFaultCode;
  /** The first day on which it does not add up. */
  on: string;
  /** The row that is corrected too far, or before its day; null where the award as a whole is overpaid. */
  rowId: string | null;
  overFen: number;
}

/** What a row is still worth after its corrections, which may have been corrected themselves. */
export function ownNet(rows: readonly LedgerRow[], id: string): number {
  return netsOf(rows).get(id) ?? 0;
}

/** `ownNet` of every row, by id. */
export function netsOf(rows: readonly LedgerRow[]): Map<string, number> {
  const nets = new Map<string, number>();
  const byCorrected = correctionsByRow(rows);
  const netOf = (row: LedgerRow): number => {
    const known = nets.get(row.id);
    if (known !== undefined) return known;
    const corrections = byCorrected.get(row.id) ?? [];
    const net = corrections.reduce((sum, correction) => sum + netOf(correction), row.amountFen);
    nets.set(row.id, net);
    return net;
  };
  rows.forEach(netOf);
  return nets;
}

/**
 * The first day on which the rows of one award contradict the rules of payment, or null: on every day each row is
 * worth between nothing and its amount, the award is paid at most once net, and nothing is corrected before its day.
 */
export function ledgerFault(rows: readonly LedgerRow[], awardFen: number): LedgerFault | null {
  const early = rows.find((row) => row.correctsId && row.paidOn < dayOf(rows, row.correctsId));
  if (early) return { code: 'before_corrected', on: early.paidOn, rowId: early.correctsId, overFen: 0 };
  for (const on of [...new Set(rows.map((row) => row.paidOn))].sort()) {
    const fault = faultOn(
      rows.filter((row) => row.paidOn <= on),
      awardFen,
    );
    if (fault) return { ...fault, on };
  }
  return null;
}

/**
 * The recovery that a row is or corrects, however many corrections lie between; null where there is none in its chain.
 */
export function recoveryAbove<Row extends KindedRow>(rows: readonly Row[], row: Row): Row | null {
  for (let one: Row | undefined = row; one; one = rows.find(({ id }) => id === one.correctsId)) {
    if (one.kind === 'recovery') return one;
  }
  return null;
}

/** What took money off an award that is to be paid again: its latest correction of a payment that stands. */
export interface ComingBack {
  kind: CorrectionKind;
  on: string;
  /** Above 0: what the correction still takes off. */
  amountFen: number;
}

/** After which correction an award would be paid again (补发); null where nothing came back. */
export function comingBack(rows: readonly KindedRow[]): ComingBack | null {
  const nets = netsOf(rows);
  const paid = new Set(rows.filter(({ kind }) => kind === 'payment').map(({ id }) => id));
  const standing = rows.filter(({ id, correctsId }) => paid.has(correctsId ?? '') && nets.get(id) !== 0);
  const latest = standing.reduce<KindedRow | null>(
    (last, row) => (last && `${last.paidOn} ${last.id}` > `${row.paidOn} ${row.id}` ? last : row),
    null,
  );
  if (!latest) return null;
  return { kind: latest.kind as CorrectionKind, on: latest.paidOn, amountFen: -nets.get(latest.id)! };
}

/** A payment that was recorded by mistake, and counts as made until its reversal. */
export interface LateReversal {
  id: string;
  /** The day of the payment, as which the reversal would leave nothing of it. */
  paidOn: string;
  on: string;
}

/** The reversals of payments that stand and are dated after what they reverse. */
export function lateReversals(rows: readonly KindedRow[]): LateReversal[] {
  const nets = netsOf(rows);
  const payments = new Map(rows.filter(({ kind }) => kind === 'payment').map((row) => [row.id, row]));
  return rows.flatMap(({ id, kind, correctsId, paidOn: on }) => {
    const payment = payments.get(correctsId ?? '');
    const isLate = kind === 'reversal' && nets.get(id) !== 0 && payment && payment.paidOn < on;
    return isLate ? [{ id, paidOn: payment.paidOn, on }] : [];
  });
}

function faultOn(rows: readonly LedgerRow[], awardFen: number): Omit<LedgerFault, 'on'> | null {
  const nets = netsOf(rows);
  for (const row of rows) {
    const overFen = overCorrected(row.amountFen, nets.get(row.id) ?? 0);
    if (overFen > 0) return { code: 'overcorrected', rowId: row.id, overFen };
  }
  const overFen = rows.reduce((sum, row) => sum + row.amountFen, 0) - awardFen;
  return overFen > 0 ? { code: 'overpaid', rowId: null, overFen } : null;
}

/** By how much a row's corrections go beyond it, 0 while they do not. */
function overCorrected(amountFen: number, netFen: number): number {
  return Math.max(0, amountFen > 0 ? -netFen : netFen);
}

function correctionsByRow(rows: readonly LedgerRow[]): Map<string, LedgerRow[]> {
  const found = new Map<string, LedgerRow[]>();
  for (const row of rows) {
    if (!row.correctsId) continue;
    const corrections = found.get(row.correctsId);
    if (corrections) corrections.push(row);
    else found.set(row.correctsId, [row]);
  }
  return found;
}

function dayOf(rows: readonly LedgerRow[], id: string): string {
  return rows.find((row) => row.id === id)?.paidOn ?? '';
}
