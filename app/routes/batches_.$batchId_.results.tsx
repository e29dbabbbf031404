import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { MOST_RESULT_ROWS } from '../payments/bankResult';
import { ResultUploadForm } from '../payments/bankResult.form';
import { resultsOfBatch, uploadResult } from '../payments/bankResults.server';
import { batchStepFrom } from '../payments/batch';
import { batchRow } from '../payments/batchRows.server';
import { uncheckedFilesOfBatch } from '../payments/uncheckedList.server';
import { may } from '../staff/permission';
import { FileLimit } from '../rules/FileLimit';
import { MOST_FILE_BYTES } from '../sheets/sheet';
import {
  Alert,
  EmptyState,
  ErrorSummary,
  FileField,
  FormActions,
  Page,
  Section,
  SubmitButton,
  Table,
  Tag,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { BATCH_STATUS_LABELS } from '../zh/batches';
import { RESULT_LABELS as LABELS } from '../zh/bankResults';
import { uncheckedText } from '../zh/uncheckedResults';

export const meta: MetaFunction = () => [{ title: '银行结果 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const batchId = params.batchId!;
  return store.read(async (read) => {
    const { id, number, title, status } = await orExplained(batchRow(read, batchId));
    const unchecked = new Map((await uncheckedFilesOfBatch(read, batchId)).map((file) => [file.id, file]));
    const results = await resultsOfBatch(read, batchId);
    return {
      batch: { id, number, title, status },
      results: results.map((file) => ({ ...file, unchecked: unchecked.get(file.id) })),
      mayRecord: may(actor.roles, 'payment.record'),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'payment.record');
  const batchId = params.batchId!;
  return submit(request, ResultUploadForm, async ({ file }) => {
    const bytes = Buffer.from(await file.arrayBuffer());
    const { id, isMapped } = await orNotFound(uploadResult(desk, { batchId, bytes, fileName: file.name }));
    const next = isMapped ? paths.batchResult(batchId, id) : paths.batchResultMapping(batchId, id);
    return redirectWithNotice(next, 'batch.result_uploaded');
  });
}

export default function BatchResults() {
  const { batch, results, mayRecord } = useLoaderData<typeof loader>();
  const isAwaited = batchStepFrom(batch.status, 'import_result') !== null;
  return (
    <Page
      title="银行结果"
      subtitle={`批次 ${batch.number} ${batch.title}`}
      crumbs={[
        { to: paths.batches(), label: '发放批次' },
        { to: paths.batch(batch.id), label: batch.number },
      ]}
    >
      {mayRecord && isAwaited ? <Upload /> : null}
      {isAwaited ? null : (
        <Alert tone="info" title={`批次现在是「${BATCH_STATUS_LABELS[batch.status]}」`}>
          导出银行文件之后才有银行结果。
        </Alert>
      )}
      <Section title="结果文件" flush>
        {results.length > 0 ? (
          <Files batchId={batch.id} results={results} mayVoid={mayRecord} />
        ) : (
          <EmptyState title="还没有结果文件">银行处理完成后，下载结果明细在这里上传。</EmptyState>
        )}
      </Section>
    </Page>
  );
}

function Upload() {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ResultUploadForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ResultUploadForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section title="上传结果文件" description="上传只是读取，核对并点「登记结果」之后才会登记发放。">
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <div className="max-w-prose">
          <FileField
            field={fields.file}
            label={LABELS.file}
            hint={
              <>
                银行返回的明细：Excel（.xlsx）或 CSV（UTF-8、GBK），账号列要是文本格式，
                <FileLimit bytes={MOST_FILE_BYTES} rows={MOST_RESULT_ROWS} />
              </>
            }
            accept=".xlsx,.csv,.txt"
          />
        </div>
        <FormActions>
          <SubmitButton icon="upload" pendingText="正在读取…">
            上传并核对
          </SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}

type Results = ReturnType<typeof useLoaderData<typeof loader>>['results'];

function Files({ batchId, results, mayVoid }: { batchId: string; results: Results; mayVoid: boolean }) {
  return (
    <Table label="结果文件" stacked>
      <THead>
        <Tr>
          <Th>文件</Th>
          <Th>上传人</Th>
          <Th>上传时间</Th>
          <Th>状态</Th>
          {mayVoid ? <Th>办理</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {results.map(({ id, fileName, uploadedBy, uploadedAt, appliedAt, voided, unchecked }) => (
          <Tr key={id}>
            <Td header>
              {voided ? fileName : <TextLink to={paths.batchResult(batchId, id)}>{fileName}</TextLink>}
            </Td>
            <Td label="上传人" nowrap>
              {uploadedBy}
            </Td>
            <Td label="上传时间" nowrap className="tabular-nums">
              {formatInstant(uploadedAt)}
            </Td>
            <Td label="状态">
              <FileState isApplied={appliedAt !== null} voided={voided} />
              {unchecked ? <span className="ml-2 text-small">{uncheckedText(unchecked)}，待核对</span> : null}
            </Td>
            {mayVoid ? (
              <Td label="办理" nowrap>
                {appliedAt || voided ? null : (
                  <TextLink to={paths.batchResultVoid(batchId, id)}>作废</TextLink>
                )}
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function FileState({ isApplied, voided }: { isApplied: boolean; voided: Results[number]['voided'] }) {
  if (isApplied) return <Tag tone="success">已登记</Tag>;
  if (!voided) return <Tag tone="warning">待核对</Tag>;
  return (
    <>
      <Tag tone="neutral">已作废</Tag>
      <span className="ml-2 text-small">
        {voided.by}，{formatInstant(voided.at)}
        {voided.reason ? `：${voided.reason}` : ''}
      </span>
    </>
  );
}
