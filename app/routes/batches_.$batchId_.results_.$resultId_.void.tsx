import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { VoidResultForm } from '../payments/bankResult.form';
import { Contradictions } from '../payments/ClaimedLines';
import { voidableResult, voidResult } from '../payments/voidedResults.server';
import {
  ErrorSummary,
  FormActions,
  LinkButton,
  Page,
  Section,
  SeenTick,
  SubmitButton,
  TextAreaField,
} from '../ui';
import { RESULT_LABELS as LABELS, voidSeenLabel } from '../zh/bankResults';

export const meta: MetaFunction = () => [{ title: '作废结果文件 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'payment.record');
  const ids = { batchId: params.batchId!, resultId: params.resultId! };
  const { batch, file, open } = await orExplained(store.read((read) => voidableResult(read, ids)));
  const { fileName, uploadedAt, rows } = file;
  return { batch: { id: batch.id, number: batch.number }, file: { fileName, uploadedAt, rows }, open };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'payment.record');
  const ids = { batchId: params.batchId!, resultId: params.resultId! };
  return submit(request, VoidResultForm, async (form) => {
    await orNotFound(voidResult(desk, { ...ids, ...form }));
    return redirectWithNotice(paths.batchResults(ids.batchId), 'batch.result_voided');
  });
}

export default function VoidResult() {
  const { batch, file, open } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(VoidResultForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: VoidResultForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page
      title="作废结果文件"
      crumbs={[
        { to: paths.batches(), label: '发放批次' },
        { to: paths.batch(batch.id), label: batch.number },
        { to: paths.batchResults(batch.id), label: '银行结果' },
      ]}
    >
      <Section
        title={file.fileName}
        description={`${formatInstant(file.uploadedAt)} 上传，${file.rows.toLocaleString('zh-CN')} 行。传错了文件的，可以作废：文件内容随即删除，不能恢复；文件名、作废人和原因留在批次和操作日志里。批次各行不变，银行的正确文件可以再传。`}
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <TextAreaField field={fields.reason} label={LABELS.reason} rows={2} hint="不要写身份证号和账号" />
          {open.length > 0 ? (
            <div className="mt-3">
              <Contradictions found={open} maySettle={false} />
              <SeenTick
                field={fields.contradictionsSeen}
                count={open.length}
                label={voidSeenLabel(open.length)}
              />
            </div>
          ) : null}
          <FormActions>
            <SubmitButton tone="danger">作废</SubmitButton>
            <LinkButton to={paths.batchResults(batch.id)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
