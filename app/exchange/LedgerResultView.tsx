import { paths } from '../paths';
import { LEDGER_NOTE_LABELS, LEDGER_TITLES, ledgerProblemText } from '../zh/ledgerSheet';
import { ImportAlert, ImportFigures, ImportNotes, RefusedRows, unknownColumnsNote } from './ImportViews';
import type { LedgerJobView, LedgerOutcome } from './ledgerJobs.server';
import type { LedgerNote } from './ledgerProblem';

/** What came of an import of an old ledger, or would. */
export function LedgerResultView({ job, outcome }: { job: LedgerJobView; outcome: LedgerOutcome }) {
  const { overridable } = outcome;
  return (
    <>
      <ImportAlert
        status={job.status}
        counts={outcome}
        isCheckOnly={job.isCheckOnly}
        cancelled="取消前已导入的行保留。再次导入同一文件时，已有的不会重复。"
        withheld="没有可以导入的行。"
      />
      <ImportFigures
        counts={outcome}
        unit="行"
        acceptedNote={
          job.kind === 'payments' ? `核定 ${outcome.awards.toLocaleString('zh-CN')} 笔` : undefined
        }
        refusedNote={overridable > 0 ? `其中 ${overridable} 行可由主任放行` : undefined}
      />
      <ImportNotes sheetName={outcome.sheetName} notes={notesOf(outcome)} />
      {outcome.problemCount > 0 ? (
        <RefusedRows
          problems={outcome.problems.map(({ row, column, code, data }) => ({
            row,
            column: (column && LEDGER_TITLES[job.kind][column]) ?? null,
            text: ledgerProblemText(code, data),
          }))}
          problemCount={outcome.problemCount}
          fileTo={job.offered.file ? paths.ledgerFile(job.id) : null}
        />
      ) : null}
    </>
  );
}

function notesOf({ unknownColumns, notes, isApplied }: LedgerOutcome): string[] {
  return [
    ...unknownColumnsNote(unknownColumns),
    ...Object.entries(notes).map(([note, count]) => LEDGER_NOTE_LABELS[note as LedgerNote](count, isApplied)),
  ];
}
