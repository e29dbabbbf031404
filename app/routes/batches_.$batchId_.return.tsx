import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { BatchReturnForm } from '../payments/batch.form';
import { batchHead } from '../payments/batchQueries.server';
import { returnBatch } from '../payments/batches.server';
import { BatchStepPage } from '../payments/BatchStepPage';
import { QueueBar } from '../queues/QueueBar';
import { afterActing, queuePlace } from '../queues/queues.server';
import { HiddenField, TextAreaField } from '../ui';
import { BATCH_LABELS as LABELS } from '../zh/batches';

export { afterRefusal as shouldRevalidate } from '../http/revalidate';

export const meta: MetaFunction = () => [{ title: '退回发放批次 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'batch.approve');
  const id = params.batchId!;
  return store.read(async (read) => ({
    head: await orExplained(batchHead(read, id)),
    place: await queuePlace(read, { request, kind: 'batch', actor, id }),
    commandId: newId(),
  }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'batch.approve');
  const batchId = params.batchId!;
  return submit(request, BatchReturnForm, async (form) => {
    const { actor, store } = desk;
    const to = await store.read((read) =>
      afterActing(read, paths.batch(batchId), { request, kind: 'batch', actor, id: batchId }),
    );
    await returnBatch(desk, { batchId, ...form });
    return redirectWithNotice(to, 'batch.returned');
  });
}

export default function ReturnBatch() {
  const { head, place, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(BatchReturnForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: BatchReturnForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, version: head.batch.version },
  });
  return (
    <>
      <QueueBar place={place} approveOn={paths.batchApprove(head.batch.id)} />
      <BatchStepPage
        head={head}
        action="return"
        form={form}
        explanation="退回后由制单人修改，再次提交后重新审批；已审批但还没有送银行的，审批随之作废。"
      >
        <HiddenField field={fields.commandId} />
        <HiddenField field={fields.version} value={String(head.batch.version)} />
        <TextAreaField field={fields.note} label={LABELS.note} />
      </BatchStepPage>
    </>
  );
}
