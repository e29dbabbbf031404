import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { cursorOf } from '../cursor';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { newId } from '../ids.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { AccountWarnings } from '../payments/AccountWarnings';
import { BankFileTable } from '../payments/BankFileTable';
import { batchActionsFor, INSTRUCTION_STATUSES, lineStatusOf, type BatchAction } from '../payments/batch';
import { BatchFaults } from '../payments/BatchFaults';
import { BatchLineTable } from '../payments/BatchLineTable';
import { batchPage } from '../payments/batchQueries.server';
import { BatchFacts } from '../payments/BatchStepPage';
import { BatchSums } from '../payments/BatchSums';
import { BatchStatusTag } from '../payments/BatchTags';
import { Contradictions } from '../payments/ClaimedLines';
import { UncheckedFiles } from '../payments/UncheckedFiles';
import { may } from '../staff/permission';
import { Button, EmptyState, KeyPager, LinkButton, Page, Section, Tabs } from '../ui';
import { BATCH_ACTION_LABELS, INSTRUCTION_STATUS_LABELS } from '../zh/batches';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.page.batch.number ?? ''} 发放批次 - 困难职工帮扶` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const given = new URL(request.url).searchParams;
  const status = lineStatusOf(given);
  const page = await orExplained(
    store.read((read) => batchPage(read, { id: params.batchId!, status, ...cursorOf(given) })),
  );
  return {
    page,
    status,
    actions: batchActionsFor(page.batch, actor),
    maySign:
      page.whole.count > page.byStatus.failed.count &&
      page.batch.status !== 'cancelled' &&
      may(actor.roles, 'list.export'),
    mayExport: may(actor.roles, 'list.export'),
    mayNotify: page.byStatus.succeeded.count > 0 && may(actor.roles, 'list.export'),
    maySettle: may(actor.roles, 'payment.record'),
    commandId: newId(),
  };
}

export default function BatchView() {
  const { page, actions, mayNotify, maySign, maySettle } = useLoaderData<typeof loader>();
  const { batch } = page;
  return (
    <Page
      title={`${batch.number} ${batch.title}`}
      crumbs={[{ to: paths.batches({ year: page.year }), label: '发放批次' }]}
      tag={<BatchStatusTag status={batch.status} />}
      actions={
        <>
          <StepLinks batchId={batch.id} actions={actions} />
          {mayNotify ? (
            <LinkButton to={paths.batchPaidNotices(batch.id)} reloadDocument icon="download">
              到账告知
            </LinkButton>
          ) : null}
          {maySign ? (
            <LinkButton to={paths.batchSigning(batch.id)} icon="print">
              签收表
            </LinkButton>
          ) : null}
          <LinkButton to={paths.batchPrint(batch.id)} icon="print">
            签批单
          </LinkButton>
        </>
      }
    >
      <BatchFaults batch={batch} faults={page.faults} mayChange={actions.includes('change')}>
        <TakeOutFaulty />
      </BatchFaults>
      <AccountWarnings warnings={page} />
      <Contradictions found={page.contradictions} maySettle={maySettle} />
      <Section title="批次内容">
        <BatchFacts head={page} />
      </Section>
      <UncheckedFiles files={page.unchecked} />
      <BankFileTable batchId={batch.id} files={page.files} mayDownload={actions.includes('export')} />
      <Lines />
      <BatchSums head={page} />
    </Page>
  );
}

const STEP_PATHS: Partial<Record<BatchAction, (id: string) => string>> = {
  submit: paths.batchSubmit,
  approve: paths.batchApprove,
  export: paths.batchExport,
  import_result: paths.batchResults,
  return: paths.batchReturn,
  cancel: paths.batchCancel,
};
const FORWARD: readonly BatchAction[] = ['submit', 'approve', 'export', 'import_result'];

function StepLinks({ batchId, actions }: { batchId: string; actions: BatchAction[] }) {
  const offered = actions.filter((action) => STEP_PATHS[action]);
  const next = offered.filter((action) => FORWARD.includes(action)).at(-1);
  return offered.map((action) => (
    <LinkButton
      key={action}
      to={STEP_PATHS[action]!(batchId)}
      tone={action === next ? 'primary' : action === 'cancel' ? 'danger' : 'plain'}
    >
      {BATCH_ACTION_LABELS[action]}
    </LinkButton>
  ));
}

function TakeOutFaulty() {
  const { page, commandId } = useLoaderData<typeof loader>();
  return (
    <Form method="post" action={paths.batchTakeOut(page.batch.id)} className="mt-2">
      <StepFields commandId={commandId} version={page.batch.version} />
      {page.faults.map(({ lineId }) => (
        <input key={lineId} type="hidden" name="lineIds" value={lineId} />
      ))}
      <Button size="small">移出这 {page.faults.length} 笔</Button>
    </Form>
  );
}

function StepFields({ commandId, version }: { commandId: string; version: number }) {
  return (
    <>
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}

function Lines() {
  const { page, status, actions, commandId, mayExport } = useLoaderData<typeof loader>();
  const { batch, lines } = page;
  const mayChange = actions.includes('change') && status !== 'withdrawn' && lines.length > 0;
  return (
    <Section
      title="批次明细"
      actions={
        mayExport && page.total > 0 ? (
          <ExportLink list="batch-lines" filter={{ batch: page.batch.id, status }} />
        ) : null
      }
      flush
    >
      <LineTabs />
      {lines.length === 0 ? (
        <EmptyState title="没有这样的明细">请换一个状态查看。</EmptyState>
      ) : mayChange ? (
        <Form method="post" action={paths.batchTakeOut(batch.id)}>
          <div className="flex flex-wrap items-center gap-3 border-b border-ink-200 px-3 py-2">
            <StepFields commandId={commandId} version={batch.version} />
            <Button size="small">移出勾选的明细</Button>
            <p className="text-sm text-ink-500">移出的核定回到待发放，可以另做批次。</p>
          </div>
          <LineTable tickName="lineIds" />
        </Form>
      ) : (
        <LineTable />
      )}
      <KeyPager
        total={page.total}
        unit="笔"
        first={page.previous && paths.batch(batch.id, { status })}
        previous={page.previous && paths.batch(batch.id, { status, before: page.previous })}
        next={page.next && paths.batch(batch.id, { status, after: page.next })}
      />
    </Section>
  );
}

function LineTabs() {
  const { page, status } = useLoaderData<typeof loader>();
  const { batch, byStatus, whole } = page;
  const present = INSTRUCTION_STATUSES.filter((one) => byStatus[one].count > 0);
  if (present.length < 2 && status === null) return null;
  return (
    <div className="px-3 pt-2">
      <Tabs
        label="明细状态"
        items={[
          { to: paths.batch(batch.id), label: '全部', count: whole.count, current: status === null },
          ...present.map((one) => ({
            to: paths.batch(batch.id, { status: one }),
            label: INSTRUCTION_STATUS_LABELS[one],
            count: byStatus[one].count,
            current: one === status,
          })),
        ]}
      />
    </div>
  );
}

function LineTable({ tickName }: { tickName?: string }) {
  const { page, actions } = useLoaderData<typeof loader>();
  return (
    <BatchLineTable
      batchId={page.batch.id}
      lines={page.lines}
      faults={page.faults}
      shared={page.shared}
      exited={page.exited}
      tickName={tickName}
      mayAnswer={actions.includes('import_result')}
    />
  );
}
