import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { Form } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import {
  CheckboxField,
  EmptyState,
  ErrorSummary,
  FileField,
  FormActions,
  LinkButton,
  Section,
  SubmitButton,
  Table,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { LedgerImportForm } from './exchange.form';
import { JobStatusTag } from './JobResult';
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
            hint="Excel 工作簿（.xlsx），不超过 40 MB、5 万行。"
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
        <Table label="最近的导入">
          <THead>
            <Tr>
              <Th>文件</Th>
              <Th>状态</Th>
              <Th numeric>行数</Th>
              <Th numeric>导入</Th>
              <Th numeric>退回</Th>
              <Th>上传</Th>
            </Tr>
          </THead>
          <TBody>
            {jobs.map((job) => (
              <Tr key={job.id}>
                <Td>
                  <TextLink to={paths.ledger(job.id)}>{job.fileName}</TextLink>
                </Td>
                <Td>
                  <JobStatusTag status={job.status} />
                </Td>
                <Td numeric>{job.outcome?.rows ?? '—'}</Td>
                <Td numeric>{job.outcome?.isApplied ? job.outcome.accepted : '—'}</Td>
                <Td numeric>{job.outcome?.refused ?? '—'}</Td>
                <Td>
                  {job.staffName} {formatInstant(job.createdAt)}
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      )}
    </Section>
  );
}
