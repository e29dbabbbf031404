import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { LinePaidForm } from '../payments/bankResult.form';
import { batchLinePage, rowOfAddress } from '../payments/batchLine.server';
import { BatchLineView, LINE_ANSWER_LABELS } from '../payments/BatchLineView';
import { confirmLinePaid } from '../payments/lineAnswers.server';
import { RuleLink } from '../rules/RuleLink';
import { TextAreaField, TextField } from '../ui';

export const meta: MetaFunction = () => [{ title: '确认已付 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'payment.record');
  const ids = { batchId: params.batchId!, lineId: params.lineId! };
  const from = rowOfAddress(request.url);
  const page = await orExplained(
    store.read((read) => batchLinePage(read, { ...ids, from, outcome: 'succeeded' })),
  );
  return { page, today: todayInChina(new Date()), commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'payment.record');
  const ids = { batchId: params.batchId!, lineId: params.lineId! };
  return submit(request, LinePaidForm, async (form) => {
    await orNotFound(confirmLinePaid(desk, { ...ids, ...form, from: rowOfAddress(request.url) }));
    return redirectWithNotice(paths.batch(ids.batchId), 'batch.line_paid');
  });
}

export default function ConfirmLinePaid() {
  const { page, today, commandId } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const isDoubted = lastResult?.error?.anotherReason ?? lastResult?.initialValue?.anotherReason;
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(LinePaidForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: LinePaidForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId },
  });
  return (
    <BatchLineView
      page={page}
      title="确认已付"
      explanation={
        <>
          只在银行回单写明全额付款成功时办理；登记后成为发放记录，有误另记更正。付款日为止的发放不能多于到账。
          <RuleLink rule="budget" of="资金限制" />
        </>
      }
      form={form}
      fields={fields}
      today={today}
    >
      <TextField field={fields.bankReference} label={LINE_ANSWER_LABELS.bankReference} spellCheck={false} />
      {isDoubted ? (
        <TextAreaField field={fields.anotherReason} label={LINE_ANSWER_LABELS.anotherReason} wide rows={2} />
      ) : null}
    </BatchLineView>
  );
}
