import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { BatchStepForm } from '../payments/batch.form';
import { batchHead } from '../payments/batchQueries.server';
import { approveBatch } from '../payments/batches.server';
import { BatchStepPage } from '../payments/BatchStepPage';
import { SharedLines } from '../payments/SharedLines';
import { sharedLinesOfBatch } from '../payments/sharedLines.server';
import { Refusal } from '../refusal';
import { HiddenField } from '../ui';
import { refusalText } from '../zh/refusals';

export const meta: MetaFunction = () => [{ title: '审批发放批次 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'batch.approve');
  const batchId = params.batchId!;
  const { head, shared } = await orNotFound(
    store.read(async (read) => ({
      head: await batchHead(read, batchId),
      shared: await sharedLinesOfBatch(read, batchId),
    })),
  );
  return { head, shared, isOwn: head.batch.madeBy === actor.staffId, commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'batch.approve');
  const batchId = params.batchId!;
  return submit(request, BatchStepForm, async (form) => {
    await approveBatch(desk, { batchId, ...form });
    return redirectWithNotice(paths.batch(batchId), 'batch.approved');
  });
}

export default function ApproveBatch() {
  const { head, shared, isOwn, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(BatchStepForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: BatchStepForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, version: head.batch.version },
  });
  return (
    <BatchStepPage
      head={head}
      action="approve"
      form={form}
      explanation="审批时再逐笔核对待发金额、撤销情况和收款账户，并核对到账资金；审批后内容封存，导出的银行文件必须与此一致。"
      obstacle={isOwn ? refusalText(new Refusal('batch.own')) : null}
    >
      <div className="mb-4 empty:hidden">
        <SharedLines lines={shared} />
      </div>
      <HiddenField field={fields.commandId} />
      <HiddenField field={fields.version} />
    </BatchStepPage>
  );
}
