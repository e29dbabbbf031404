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
import { LineFailedForm } from '../payments/bankResult.form';
import { FAILURE_CAUSES } from '../payments/batch';
import { batchLinePage, rowOfAddress } from '../payments/batchLine.server';
import { BatchLineView, LINE_ANSWER_LABELS } from '../payments/BatchLineView';
import { confirmLineFailed } from '../payments/lineAnswers.server';
import { SelectField } from '../ui';
import { FAILURE_CAUSE_LABELS } from '../zh/bankResults';

export const meta: MetaFunction = () => [{ title: '确认未付 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'payment.record');
  const ids = { batchId: params.batchId!, lineId: params.lineId! };
  const from = rowOfAddress(request.url);
  const page = await orExplained(
    store.read((read) => batchLinePage(read, { ...ids, from, outcome: 'failed' })),
  );
  return { page, today: todayInChina(new Date()), commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'payment.record');
  const ids = { batchId: params.batchId!, lineId: params.lineId! };
  return submit(request, LineFailedForm, async (form) => {
    await orNotFound(confirmLineFailed(desk, { ...ids, ...form, from: rowOfAddress(request.url) }));
    return redirectWithNotice(paths.batch(ids.batchId), 'batch.line_failed');
  });
}

export default function ConfirmLineFailed() {
  const { page, today, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(LineFailedForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: LineFailedForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId },
  });
  return (
    <BatchLineView
      page={page}
      title="确认未付"
      explanation="对照银行回单确认没有付款；核定仍待发放，更正账户后可以补发。"
      form={form}
      fields={fields}
      today={today}
    >
      <SelectField
        field={fields.cause}
        label={LINE_ANSWER_LABELS.cause}
        options={FAILURE_CAUSES.map((value) => ({ value, label: FAILURE_CAUSE_LABELS[value] }))}
      />
    </BatchLineView>
  );
}
