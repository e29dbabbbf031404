import { paths } from '../paths';
import {
  Alert,
  Figure,
  FigureRow,
  LinkButton,
  Section,
  Table,
  TBody,
  Td,
  Tag,
  Th,
  THead,
  Tr,
  type Tone,
} from '../ui';
import { COLUMN_TITLES, IMPORT_NOTE_LABELS, importProblemText } from '../zh/familySheet';
import { JOB_STATUS_LABELS } from '../zh/jobs';
import type { FamilyImportNote } from './familyProblem';
import type { JobStatus } from './job';
import type { ExportOutcome, ImportOutcome, JobView } from './jobs.server';

const TONES: Record<JobStatus, Tone> = {
  waiting: 'neutral',
  running: 'info',
  checked: 'warning',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

export function JobStatusTag({ status }: { status: JobStatus }) {
  return <Tag tone={TONES[status]}>{JOB_STATUS_LABELS[status]}</Tag>;
}

/** What came of an import, or would. */
export function ImportResult({ job, outcome }: { job: JobView; outcome: ImportOutcome }) {
  return (
    <>
      <Outcome job={job} outcome={outcome} />
      <FigureRow>
        <Figure label="读到" value={outcome.rows.toLocaleString('zh-CN')} unit="人" />
        <Figure
          label={outcome.isApplied ? '已导入' : '可导入'}
          value={outcome.accepted.toLocaleString('zh-CN')}
          unit="人"
          tone={outcome.accepted > 0 ? 'success' : 'neutral'}
          note={`${outcome.families.toLocaleString('zh-CN')} 户`}
        />
        <Figure
          label="退回"
          value={outcome.refused.toLocaleString('zh-CN')}
          unit="人"
          tone={outcome.refused > 0 ? 'danger' : 'neutral'}
        />
        <Figure label="系统中已有，未改动" value={outcome.unchanged.toLocaleString('zh-CN')} unit="人" />
      </FigureRow>
      <Notes outcome={outcome} />
      {outcome.problemCount > 0 ? <Problems job={job} outcome={outcome} /> : null}
    </>
  );
}

function Outcome({ job, outcome }: { job: JobView; outcome: ImportOutcome }) {
  if (job.status === 'cancelled') {
    return (
      <Alert tone="neutral" title="已取消">
        {outcome.isApplied && outcome.accepted > 0
          ? '取消前已导入的家庭保留。再次导入同一文件时，已有的会跳过。'
          : '没有导入任何家庭。'}
      </Alert>
    );
  }
  if (job.status !== 'done') return null;
  if (outcome.isApplied) {
    return (
      <Alert tone="success" title="导入完成">
        {outcome.refused > 0
          ? '有问题的行没有导入。请下载退回的行，按原因改正后再导入；已导入的不会重复。'
          : '全部处理完毕，没有退回的行。'}
      </Alert>
    );
  }
  return (
    <Alert tone={outcome.refused > 0 ? 'warning' : 'info'} title="检查完成，没有导入">
      {job.isCheckOnly ? '按您的选择只做了检查。' : '文件有问题，按您的选择一户也没有导入。请改正后再导入。'}
    </Alert>
  );
}

/** What was read otherwise than it stands there. */
function Notes({ outcome }: { outcome: ImportOutcome }) {
  const notes = Object.entries(outcome.notes).map(([note, count]) =>
    IMPORT_NOTE_LABELS[note as FamilyImportNote](count),
  );
  const unknown =
    outcome.unknownColumns.length > 0 ? [`没有读取这些列：${outcome.unknownColumns.join('、')}。`] : [];
  const missing =
    outcome.missingColumns.length > 0
      ? [`表中没有这些列：${outcome.missingColumns.map((column) => COLUMN_TITLES[column]).join('、')}。`]
      : [];
  const all = [...unknown, ...missing, ...notes];
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

function Problems({ job, outcome }: { job: JobView; outcome: ImportOutcome }) {
  const { problems, problemCount } = outcome;
  return (
    <Section
      title="退回的行"
      description={
        problemCount > problems.length
          ? `共 ${problemCount} 处，以下列出前 ${problems.length} 处；全部原因见下载的文件。`
          : `共 ${problemCount} 处。行号与 Excel 中显示的一致。`
      }
      actions={
        job.offered.file ? (
          <LinkButton to={paths.jobFile(job.id)} reloadDocument icon="download">
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
              <Td>{column ? COLUMN_TITLES[column] : '整行'}</Td>
              <Td>{importProblemText(code, data)}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

/** A finished export. */
export function ExportResult({ job, outcome }: { job: JobView; outcome: ExportOutcome }) {
  if (!outcome.hasFile) return <Alert tone="neutral" title="已取消，没有生成文件" />;
  return (
    <Alert tone="success" title={`已生成：${outcome.families} 户、${outcome.rows} 人`}>
      <p>文件里有个人信息，请妥善保管，用毕删除。30 天后从服务器删除。</p>
      {job.offered.file ? (
        <p className="mt-2">
          <LinkButton to={paths.jobFile(job.id)} reloadDocument icon="download" tone="primary">
            下载
          </LinkButton>
        </p>
      ) : null}
    </Alert>
  );
}
