import type { RefusalData } from '../refusal';
import type { LedgerColumn } from './ledgerSheet';
import type { CellCode } from './sheetCells';

/** What the ledger itself has against a row; the sentences stand in app/zh/ledgerSheet.ts. */
export const LEDGER_CODES = [
  'row.duplicate',
  'row.reference_twice',
  'row.same_award_differs',
  'row.no_day',
  'amount.not_positive',
  'year.not_a_year',
  'original.unneeded',
] as const;
export type LedgerCode = (typeof LEDGER_CODES)[number] | CellCode;

/** Why a row of a ledger is refused: a code of its own, or that of the rule that refuses it on the screens too. */
export interface LedgerProblem {
  /** As Excel shows it. */
  row: number;
  /** Null when the row as a whole is meant. */
  column: LedgerColumn | null;
  code: string;
  data: RefusalData;
}

/** What was taken over otherwise than an entry of today would be, told once with a count. */
export const LEDGER_NOTES = [
  'cap_unknown',
  'id_converted',
  'lines_skipped',
  'overridden',
  'above_budget',
] as const;
export type LedgerNote = (typeof LEDGER_NOTES)[number];
