import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { BatchCancelForm } from '../payments/batch.form';
import { batchHead } from '../payments/batchQueries.server';
import { cancelBatch } from '../payments/batches.server';
import { BatchStepPage } from '../payments/BatchStepPage';
import { HiddenField, TextAreaField } from '../ui';
import { BATCH_LABELS as LABELS } from '../zh/batches';

export { afterRefusal as shouldRevalidate } from '../http/revalidate';

export const meta: MetaFunction = () => [{ title: '作废发放批次 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'batch.make');
  const head = await orExplained(store.read((read) => batchHead(read, params.batchId!)));
  return { head, commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'batch.make');
  const batchId = params.batchId!;
  return submit(request, BatchCancelForm, async (form) => {
    await cancelBatch(desk, { batchId, ...form });
    return redirectWithNotice(paths.batch(batchId), 'batch.cancelled');
  });
}

export default function CancelBatch() {
  const { head, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(BatchCancelForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: BatchCancelForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, version: head.batch.version },
  });
  return (
    <BatchStepPage
      head={head}
      action="cancel"
      form={form}
      explanation="作废后批次号保留，不能恢复；其中的核定回到待发放，可以另做批次。"
      isDangerous
    >
      <HiddenField field={fields.commandId} />
      <HiddenField field={fields.version} value={String(head.batch.version)} />
      <TextAreaField field={fields.reason} label={LABELS.reason} />
    </BatchStepPage>
  );
}
