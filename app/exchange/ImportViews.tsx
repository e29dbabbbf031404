import { formatInstant } from '../calendar/instant';
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
  TextLink,
  Th,
  THead,
  Tr,
  type Tone,
} from '../ui';
import { JOB_STATUS_LABELS } from '../zh/jobs';
import type { JobStatus } from './job';

/** What every import shows of itself, whatever it brings. */

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

/** The counts that every import ends with. */
interface Counts {
  rows: number;
  accepted: number;
  refused: number;
  unchanged: number;
  isApplied: boolean;
}

interface ImportFiguresProps {
  counts: Counts;
  /** 人 or 行. */
  unit: string;
  acceptedNote?: string | undefined;
  refusedNote?: string | undefined;
}

export function ImportFigures({ counts, unit, acceptedNote, refusedNote }: ImportFiguresProps) {
  const { rows, accepted, refused, unchanged, isApplied } = counts;
  return (
    <FigureRow>
      <Figure label="读到" value={rows.toLocaleString('zh-CN')} unit={unit} />
      <Figure
        label={isApplied ? '已导入' : '可导入'}
        value={accepted.toLocaleString('zh-CN')}
        unit={unit}
        tone={accepted > 0 ? 'success' : 'neutral'}
        note={acceptedNote}
      />
      <Figure
        label="退回"
        value={refused.toLocaleString('zh-CN')}
        unit={unit}
        tone={refused > 0 ? 'danger' : 'neutral'}
        note={refusedNote}
      />
      <Figure label="系统中已有，未改动" value={unchanged.toLocaleString('zh-CN')} unit={unit} />
    </FigureRow>
  );
}

interface ImportAlertProps {
  status: JobStatus;
  counts: Counts;
  isCheckOnly: boolean;
  /** What stays of an import that was cancelled. */
  cancelled: string;
  /** Why nothing came in although more than a check was asked for. */
  withheld: string;
}

/** In one sentence what came of an import; nothing while it runs. */
export function ImportAlert({ status, counts, isCheckOnly, cancelled, withheld }: ImportAlertProps) {
  if (status === 'cancelled')
    return (
      <Alert tone="neutral" title="已取消">
        {cancelled}
      </Alert>
    );
  if (status !== 'done') return null;
  if (!counts.isApplied)
    return (
      <Alert tone={counts.refused > 0 ? 'warning' : 'info'} title="检查完成，没有导入">
        {isCheckOnly ? '按您的选择只做了检查。' : withheld}
      </Alert>
    );
  return (
    <Alert tone="success" title="导入完成">
      {counts.refused > 0
        ? '有问题的行没有导入。请下载退回的行，按原因改正后再导入；已导入的不会重复。'
        : '全部处理完毕，没有退回的行。'}
    </Alert>
  );
}

/** What was read otherwise than it stands there. */
export function ImportNotes({ sheetName, notes }: { sheetName: string; notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <Alert tone="info" title={`读取工作表「${sheetName}」时请留意`}>
      <ul className="list-disc pl-5">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Alert>
  );
}

export function unknownColumnsNote(columns: readonly string[]): string[] {
  return columns.length > 0 ? [`没有读取这些列：${columns.join('、')}。`] : [];
}

interface RowTableProps {
  label: string;
  textTitle: string;
  rows: readonly { row: number; column: string | null; text: string }[];
}

/** Rows of a sheet, each with what is said of it. */
export function RowTable({ label, textTitle, rows }: RowTableProps) {
  return (
    <Table label={label} dense>
      <THead>
        <Tr>
          <Th numeric>行</Th>
          <Th>列</Th>
          <Th>{textTitle}</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map(({ row, column, text }, index) => (
          <Tr key={index}>
            <Td numeric>{row}</Td>
            <Td>{column ?? '整行'}</Td>
            <Td>{text}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

interface RefusedRowsProps {
  problems: RowTableProps['rows'];
  /** Of all problems: only the first are listed. */
  problemCount: number;
  /** Where the refused rows are downloaded; null where they cannot be. */
  fileTo: string | null;
}

export function RefusedRows({ problems, problemCount, fileTo }: RefusedRowsProps) {
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
        fileTo ? (
          <LinkButton to={fileTo} reloadDocument icon="download">
            下载退回的行
          </LinkButton>
        ) : null
      }
    >
      <RowTable label="退回的行" textTitle="原因与改正办法" rows={problems} />
    </Section>
  );
}

interface RecentImport {
  id: string;
  fileName: string;
  status: JobStatus;
  staffName: string;
  /** An instant. */
  createdAt: string;
}

interface RecentImportsProps<Job> {
  jobs: readonly Job[];
  to: (id: string) => string;
  countsOf: (job: Job) => Counts | null;
  /** 人数 or 行数. */
  rowsLabel: string;
}

/** Imports, the latest first. */
export function RecentImports<Job extends RecentImport>({
  jobs,
  to,
  countsOf,
  rowsLabel,
}: RecentImportsProps<Job>) {
  return (
    <Table label="最近的导入">
      <THead>
        <Tr>
          <Th>文件</Th>
          <Th>状态</Th>
          <Th numeric>{rowsLabel}</Th>
          <Th numeric>导入</Th>
          <Th numeric>退回</Th>
          <Th>上传</Th>
        </Tr>
      </THead>
      <TBody>
        {jobs.map((job) => {
          const counts = countsOf(job);
          return (
            <Tr key={job.id}>
              <Td>
                <TextLink to={to(job.id)}>{job.fileName}</TextLink>
              </Td>
              <Td>
                <JobStatusTag status={job.status} />
              </Td>
              <Td numeric>{counts?.rows ?? '—'}</Td>
              <Td numeric>{counts?.isApplied ? counts.accepted : '—'}</Td>
              <Td numeric>{counts?.refused ?? '—'}</Td>
              <Td>
                {job.staffName} {formatInstant(job.createdAt)}
              </Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}
