import { paths } from '../paths';
import { Alert, Figure, FigureRow, LinkButton, Section, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { LEDGER_NOTE_LABELS, LEDGER_TITLES, ledgerProblemText } from '../zh/ledgerSheet';
import type { LedgerJobView, LedgerOutcome } from './ledgerJobs.server';
import type { LedgerNote } from './ledgerProblem';

interface Shown {
  job: LedgerJobView;
  outcome: LedgerOutcome;
}

/** What came of an import of an old ledger, or would. */
export function LedgerResultView({ job, outcome }: Shown) {
  return (
    <>
      <Outcome job={job} outcome={outcome} />
      <FigureRow>
        <Figure label="读到" value={outcome.rows.toLocaleString('zh-CN')} unit="行" />
        <Figure
          label={outcome.isApplied ? '已导入' : '可导入'}
          value={outcome.accepted.toLocaleString('zh-CN')}
          unit="行"
          tone={outcome.accepted > 0 ? 'success' : 'neutral'}
          note={job.kind === 'payments' ? `核定 ${outcome.awards.toLocaleString('zh-CN')} 笔` : undefined}
        />
        <Figure
          label="退回"
          value={outcome.refused.toLocaleString('zh-CN')}
          unit="行"
          tone={outcome.refused > 0 ? 'danger' : 'neutral'}
          note={outcome.overridable > 0 ? `其中 ${outcome.overridable} 行可由主任放行` : undefined}
        />
        <Figure label="系统中已有，未改动" value={outcome.unchanged.toLocaleString('zh-CN')} unit="行" />
      </FigureRow>
      <Notes outcome={outcome} />
      {outcome.problemCount > 0 ? <Problems job={job} outcome={outcome} /> : null}
    </>
  );
}

function Outcome({ job, outcome }: Shown) {
  if (job.status === 'cancelled')
    return (
      <Alert tone="neutral" title="已取消">
        取消前已导入的行保留。再次导入同一文件时，已有的不会重复。
      </Alert>
    );
  if (job.status !== 'done') return null;
  if (!outcome.isApplied)
    return (
      <Alert tone={outcome.refused > 0 ? 'warning' : 'info'} title="检查完成，没有导入">
        {job.isCheckOnly ? '按您的选择只做了检查。' : '没有可以导入的行。'}
      </Alert>
    );
  return (
    <Alert tone="success" title="导入完成">
      {outcome.refused > 0
        ? '有问题的行没有导入。请下载退回的行，按原因改正后再导入；已导入的不会重复。'
        : '全部处理完毕，没有退回的行。'}
    </Alert>
  );
}

function Notes({ outcome }: { outcome: LedgerOutcome }) {
  const told = Object.entries(outcome.notes).map(([note, count]) =>
    LEDGER_NOTE_LABELS[note as LedgerNote](count, outcome.isApplied),
  );
  const unknown =
    outcome.unknownColumns.length > 0 ? [`没有读取这些列：${outcome.unknownColumns.join('、')}。`] : [];
  const all = [...unknown, ...told];
  if (all.length === 0) return null;
  return (
    <Alert tone="info" title={`读取工作表「${outcome.sheetName}」时请留意`}>
      <ul className="list-disc pl-5">
        {all.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Alert>
  );
}

function Problems({ job, outcome: { problems, problemCount } }: Shown) {
  return (
    <Section
      title="退回的行"
      flush
      description={
        problemCount > problems.length
          ? `共 ${problemCount} 处，以下列出前 ${problems.length} 处；全部原因见下载的文件。`
          : `共 ${problemCount} 处。行号与 Excel 中显示的一致。`
      }
      actions={
        job.offered.file ? (
          <LinkButton to={paths.ledgerFile(job.id)} reloadDocument icon="download">
            下载退回的行
          </LinkButton>
        ) : null
      }
    >
      <Table label="退回的行" dense>
        <THead>
          <Tr>
            <Th numeric>行</Th>
            <Th>列</Th>
            <Th>原因与改正办法</Th>
          </Tr>
        </THead>
        <TBody>
          {problems.map(({ row, column, code, data }, index) => (
            <Tr key={index}>
              <Td numeric>{row}</Td>
              <Td>{column ? LEDGER_TITLES[job.kind][column] : '整行'}</Td>
              <Td>{ledgerProblemText(code, data)}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}
