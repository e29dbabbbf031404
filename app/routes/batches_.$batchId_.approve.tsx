import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { cursorOf } from '../cursor';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { QueueBar } from '../queues/QueueBar';
import { afterActing, queuePlace } from '../queues/queues.server';
import { AccountsSeen } from '../payments/AccountDoubts';
import { AccountWarnings } from '../payments/AccountWarnings';
import { BatchApprovalForm } from '../payments/batch.form';
import { BatchFaults } from '../payments/BatchFaults';
import { BatchLineTable } from '../payments/BatchLineTable';
import { batchPage } from '../payments/batchQueries.server';
import { unnoticedOfBatch } from '../payments/batchNotices.server';
import { windowsOfBatch } from '../payments/batchWindows.server';
import { approveBatch } from '../payments/batches.server';
import { BatchStepPage } from '../payments/BatchStepPage';
import { ClaimsSeen } from '../payments/ClaimedLines';
import { ExitedSeen } from '../payments/ExitedLines';
import { UnnoticedCampaigns, UnnoticedSeen } from '../payments/UnnoticedCampaigns';
import { WindowSeen } from '../payments/WindowSeen';
import { Refusal } from '../refusal';
import { HiddenField, KeyPager, Section } from '../ui';
import { noticeSeenAtApprovalLabel } from '../zh/batches';
import { refusalText } from '../zh/refusals';

export { afterRefusal as shouldRevalidate } from '../http/revalidate';

export const meta: MetaFunction = () => [{ title: '审批发放批次 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'batch.approve');
  const cursor = cursorOf(new URL(request.url).searchParams);
  const page = await orExplained(store.read((read) => batchPage(read, { id: params.batchId!, ...cursor })));
  const { id } = page.batch;
  const place = await store.read((read) => queuePlace(read, { request, kind: 'batch', actor, id }));
  const windows = await store.read((read) => windowsOfBatch(read, id));
  const unnoticed = await store.read((read) => unnoticedOfBatch(read, id));
  const isOwn = page.batch.madeBy === actor.staffId;
  return { page, place, isOwn, windows, unnoticed, today: todayInChina(new Date()), commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'batch.approve');
  const batchId = params.batchId!;
  return submit(request, BatchApprovalForm, async (form) => {
    const { actor, store } = desk;
    const to = await store.read((read) =>
      afterActing(read, paths.batch(batchId), { request, kind: 'batch', actor, id: batchId }),
    );
    await approveBatch(desk, { batchId, ...form });
    return redirectWithNotice(to, 'batch.approved');
  });
}

export default function ApproveBatch() {
  const { page, place, isOwn, windows, unnoticed, today, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(BatchApprovalForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: BatchApprovalForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, version: page.batch.version },
  });
  return (
    <>
      <QueueBar place={place} returnOn={paths.batchReturn(page.batch.id)} />
      <BatchStepPage
        head={page}
        action="approve"
        form={form}
        explanation="审批时再逐笔核对待发金额、撤销情况和收款账户，并核对到账资金；审批后内容封存，导出的银行文件必须与此一致。"
        obstacle={isOwn ? refusalText(new Refusal('batch.own')) : null}
        lines={<Lines />}
      >
        <div className="mb-4 space-y-4 empty:hidden">
          <BatchFaults batch={page.batch} faults={page.faults} mayChange={false}>
            {null}
          </BatchFaults>
          <AccountWarnings warnings={page} />
          <UnnoticedCampaigns campaigns={unnoticed} />
        </div>
        <HiddenField field={fields.commandId} />
        <HiddenField field={fields.version} value={String(page.batch.version)} />
        <ExitedSeen field={fields.exitedSeen} lines={page.exited} />
        <ClaimsSeen field={fields.claimsSeen} lines={page.claimed} />
        <AccountsSeen field={fields.accountsSeen} lines={page.doubts} />
        <WindowSeen field={fields.windowSeen} windows={windows} on={today} />
        <UnnoticedSeen field={fields.noticeSeen} campaigns={unnoticed} labelOf={noticeSeenAtApprovalLabel} />
      </BatchStepPage>
    </>
  );
}

function Lines() {
  const { page } = useLoaderData<typeof loader>();
  const { batch, faults, lines } = page;
  return (
    <Section
      title="批次明细"
      description={
        page.comingBackCount > 0
          ? `其中 ${page.comingBackCount} 笔是退票、冲正或追回以后再发的，已标明「再发」，请核对原因。`
          : null
      }
      flush
    >
      <BatchLineTable
        batchId={batch.id}
        lines={lines}
        faults={faults}
        shared={page.shared}
        exited={page.exited}
        mayAnswer={false}
      />
      <KeyPager
        total={page.total}
        unit="笔"
        first={page.previous && paths.batchApprove(batch.id)}
        previous={page.previous && paths.batchApprove(batch.id, { before: page.previous })}
        next={page.next && paths.batchApprove(batch.id, { after: page.next })}
      />
    </Section>
  );
}
