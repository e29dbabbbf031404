import { isOverridable } from '../relief/ledgerAward';
import type { LedgerNote, LedgerProblem } from './ledgerProblem';
import type { LedgerColumn, LedgerHeader, LedgerKind } from './ledgerSheet';

/** What came of an old ledger, or would; the counts are of rows. */
export interface LedgerResult {
  kind: LedgerKind;
  rows: number;
  accepted: number;
  refused: number;
  unchanged: number;
  /** Awards that were made. */
  awards: number;
  /** Refused rows that a head may let in. */
  overridable: number;
  /** Whether anything was written: not by a check. */
  isApplied: boolean;
  isCancelled: boolean;
  problems: LedgerProblem[];
  notes: Partial<Record<LedgerNote, number>>;
  unknownColumns: string[];
  missingColumns: LedgerColumn[];
  sheetName: string;
}

type Counted = Pick<
  LedgerResult,
  'rows' | 'accepted' | 'unchanged' | 'isApplied' | 'isCancelled' | 'awards' | 'problems' | 'notes'
>;

/** What came of a file, with what its sheet was like. */
export function ledgerResult(
  { kind, header, sheetName }: { kind: LedgerKind; header: LedgerHeader; sheetName: string },
  counted: Counted,
): LedgerResult {
  const overridable = counted.problems.filter(({ code }) => isOverridable(code));
  return {
    ...counted,
    kind,
    refused: new Set(counted.problems.map(({ row }) => row)).size,
    overridable: new Set(overridable.map(({ row }) => row)).size,
    problems: [...counted.problems].sort((one, other) => one.row - other.row),
    unknownColumns: header.unknown,
    missingColumns: header.missing,
    sheetName,
  };
}
