import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Alert, LinkButton, Section } from '../ui';
import {
  COLUMN_TITLES,
  IMPORT_NOTE_LABELS,
  importProblemText,
  importWarningText,
  someWarningsText,
} from '../zh/familySheet';
import type { FamilyImportNote } from './familyProblem';
import {
  ImportAlert,
  ImportFigures,
  ImportNotes,
  RefusedRows,
  RowTable,
  unknownColumnsNote,
} from './ImportViews';
import { JOB_FILE_DAYS } from './job';
import type { ExportOutcome, ImportOutcome, JobView } from './jobs.server';

/** What came of an import of families, or would. */
export function ImportResult({ job, outcome }: { job: JobView; outcome: ImportOutcome }) {
  const hasSome = outcome.isApplied && outcome.accepted > 0;
  return (
    <>
      <ImportAlert
        status={job.status}
        counts={outcome}
        isCheckOnly={job.isCheckOnly}
        cancelled={
          hasSome ? '取消前已导入的家庭保留。再次导入同一文件时，已有的会跳过。' : '没有导入任何家庭。'
        }
        withheld="文件有问题，按您的选择一户也没有导入。请改正后再导入。"
      />
      <ImportFigures
        counts={outcome}
        unit="人"
        acceptedNote={`${outcome.families.toLocaleString('zh-CN')} 户`}
      />
      <ImportNotes sheetName={outcome.sheetName} notes={notesOf(outcome)} />
      <SharedRows outcome={outcome} />
      {outcome.problemCount > 0 ? (
        <RefusedRows
          problems={outcome.problems.map(({ row, column, code, data }) => ({
            row,
            column: column && COLUMN_TITLES[column],
            text: importProblemText(code, data),
          }))}
          problemCount={outcome.problemCount}
          fileTo={job.offered.file ? paths.jobFile(job.id) : null}
        />
      ) : null}
    </>
  );
}

/** Families that come in with the account or phone of another one: a person has to look at them. */
function SharedRows({ outcome: { warnings = [], warningCount = 0, isApplied } }: { outcome: ImportOutcome }) {
  if (warnings.length === 0) return null;
  const isSome = warningCount > warnings.length;
  return (
    <Section
      title="请核对：与别的家庭账户或电话相同"
      flush
      description={
        isSome
          ? someWarningsText(warnings.length, warningCount)
          : `共 ${warningCount} 处。这些行${isApplied ? '已经导入' : '可以导入'}，不算退回；是不是同一家，须有人核对。`
      }
      actions={<LinkButton to={paths.duplicates({ sign: 'account' })}>到「疑似重复」核对</LinkButton>}
    >
      <RowTable
        label="与别的家庭账户或电话相同的行"
        textTitle="与谁相同"
        rows={warnings.map(({ row, column, code, data }) => ({
          row,
          column: COLUMN_TITLES[column],
          text: importWarningText(code, data),
        }))}
      />
    </Section>
  );
}

function notesOf({ unknownColumns, missingColumns, notes }: ImportOutcome): string[] {
  const missing = missingColumns.map((column) => COLUMN_TITLES[column]).join('、');
  return [
    ...unknownColumnsNote(unknownColumns),
    ...(missing ? [`表中没有这些列：${missing}。`] : []),
    ...Object.entries(notes).map(([note, count]) => IMPORT_NOTE_LABELS[note as FamilyImportNote](count)),
  ];
}

/** A finished export. */
export function ExportResult({ job, outcome }: { job: JobView; outcome: ExportOutcome }) {
  if (!outcome.hasFile) return <Alert tone="neutral" title="已取消，没有生成文件" />;
  return (
    <Alert tone="success" title={`已生成：${outcome.families} 户、${outcome.rows} 人`}>
      <p>
        文件里有个人信息，请妥善保管，用毕删除。{JOB_FILE_DAYS} 天后从服务器删除。
        <RuleLink rule="kept" of="保留天数" />
      </p>
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
