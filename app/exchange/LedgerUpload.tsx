import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { paths } from '../paths';
import { FileLimit } from '../rules/FileLimit';
import {
  CheckboxField,
  EmptyState,
  ErrorSummary,
  FileField,
  FormActions,
  LinkButton,
  Section,
  SubmitButton,
} from '../ui';
import { LedgerImportForm } from './exchange.form';
import { MOST_IMPORT_BYTES, MOST_LEDGER_ROWS } from './job';
import { RecentImports } from './ImportViews';
import type { LedgerJobView } from './ledgerJobs.server';

/** The form that takes an old ledger in. */
export function LedgerUpload({
  lastResult,
  description,
  label,
  back,
  asksAboutBudget = false,
}: {
  lastResult: SubmissionResult | undefined;
  description: string;
  label: string;
  back: string;
  asksAboutBudget?: boolean;
}) {
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(LedgerImportForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: LedgerImportForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section title="选择文件" description={description}>
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={{ file: label }} />
        <div className="grid max-w-prose gap-4">
          <FileField
            field={fields.file}
            label={label}
            hint={
              <>
                Excel 工作簿（.xlsx），
                <FileLimit bytes={MOST_IMPORT_BYTES} rows={MOST_LEDGER_ROWS} />
              </>
            }
            accept=".xlsx"
          />
          <CheckboxField field={fields.isCheckOnly} label="只检查，不导入" />
          {asksAboutBudget ? (
            <CheckboxField
              field={fields.isAboveBudgetConfirmed}
              label="到账合计超过调整后预算的也导入"
              hint="核对过金额和预算调整之后再勾选；不勾选时，超过预算的行退回。"
              required={false}
            />
          ) : null}
        </div>
        <FormActions>
          <SubmitButton icon="upload" pendingText="正在上传…">
            上传
          </SubmitButton>
          <LinkButton to={back}>取消</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}

/** Imports of old ledgers, the latest first. */
export function LedgerJobs({ jobs }: { jobs: LedgerJobView[] }) {
  return (
    <Section title="最近的导入" flush={jobs.length > 0}>
      {jobs.length === 0 ? (
        <EmptyState title="还没有导入过">上传的文件和导入结果会列在这里。</EmptyState>
      ) : (
        <RecentImports jobs={jobs} to={paths.ledger} countsOf={({ outcome }) => outcome} rowsLabel="行数" />
      )}
    </Section>
  );
}
