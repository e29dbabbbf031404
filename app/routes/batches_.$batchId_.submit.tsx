import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { AccountsSeen } from '../payments/AccountDoubts';
import { AccountWarnings } from '../payments/AccountWarnings';
import { accountWarningsOfBatch } from '../payments/accountWarnings.server';
import { BatchForwardForm } from '../payments/batch.form';
import { batchHead } from '../payments/batchQueries.server';
import { submitBatch } from '../payments/batches.server';
import { BatchStepPage } from '../payments/BatchStepPage';
import { ClaimsSeen } from '../payments/ClaimedLines';
import { ExitedSeen } from '../payments/ExitedLines';
import { HiddenField } from '../ui';

export { afterRefusal as shouldRevalidate } from '../http/revalidate';

export const meta: MetaFunction = () => [{ title: '提交发放批次 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'batch.make');
  const id = params.batchId!;
  return store.read(async (read) => ({
    head: await orExplained(batchHead(read, id)),
    warnings: await accountWarningsOfBatch(read, id),
    commandId: newId(),
  }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'batch.make');
  const batchId = params.batchId!;
  return submit(request, BatchForwardForm, async (form) => {
    await submitBatch(desk, { batchId, ...form });
    return redirectWithNotice(paths.batch(batchId), 'batch.submitted');
  });
}

export default function SubmitBatch() {
  const { head, warnings, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(BatchForwardForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: BatchForwardForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, version: head.batch.version },
  });
  return (
    <BatchStepPage
      head={head}
      action="submit"
      form={form}
      explanation="提交后由另一位有审批权限的人审批，审批前不能再改动。提交时逐笔核对待发金额和收款账户。"
    >
      <div className="mb-4 space-y-4 empty:hidden">
        <AccountWarnings warnings={warnings} />
      </div>
      <HiddenField field={fields.commandId} />
      <HiddenField field={fields.version} value={String(head.batch.version)} />
      <ExitedSeen field={fields.exitedSeen} lines={warnings.exited} />
      <ClaimsSeen field={fields.claimsSeen} lines={warnings.claimed} />
      <AccountsSeen field={fields.accountsSeen} lines={warnings.doubts} />
    </BatchStepPage>
  );
}
