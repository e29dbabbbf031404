import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { formatInstant } from '../calendar/instant';
import { isFinished } from '../exchange/job';
import { JobStatusTag } from '../exchange/JobResult';
import { ledgerJobView } from '../exchange/ledgerJobs.server';
import { LedgerResultView } from '../exchange/LedgerResultView';
import { guard } from '../http/guard.server';
import { orNotFound } from '../http/submit.server';
import { paths } from '../paths';
import { Alert, Button, ButtonRow, LinkButton, Page, Progress, Section } from '../ui';
import { JOB_KIND_LABELS, JOB_STATUS_LABELS } from '../zh/jobs';
import { LEDGER_PHASE_LABELS, ledgerFailureText } from '../zh/ledgerSheet';

export const meta: MetaFunction = () => [{ title: '导入台账 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'ledger.import');
  return { job: await orNotFound(store.read((read) => ledgerJobView(read, actor, params.jobId!))) };
}

const LOOK_EVERY_MS = 1_500;

export default function LedgerJob() {
  const { job } = useLoaderData<typeof loader>();
  const isMoving = job.status === 'waiting' || job.status === 'running';
  const isPayments = job.kind === 'payments';
  const upload = isPayments ? paths.paymentsImport : paths.receiptsImport;
  const list = isPayments
    ? { to: paths.payments(), label: '发放记录' }
    : { to: paths.fund(), label: '资金总览' };
  return (
    <Page
      title={JOB_KIND_LABELS[`${job.kind}.import`]}
      subtitle={`${job.fileName}，${job.staffName}于 ${formatInstant(job.createdAt)} 提交`}
      crumbs={[list, { to: upload, label: '导入' }]}
      tag={<JobStatusTag status={job.status} />}
    >
      {isMoving ? <Moving /> : null}
      {job.failure ? (
        <Alert tone="danger" title="没有完成">
          {ledgerFailureText(job.kind, job.failure)}
        </Alert>
      ) : null}
      {job.status === 'checked' ? <Release /> : null}
      {!isMoving && job.outcome ? <LedgerResultView job={job} outcome={job.outcome} /> : null}
      {isFinished(job.status) ? (
        <ButtonRow>
          <LinkButton to={upload}>导入另一个文件</LinkButton>
          <LinkButton to={list.to}>查看{list.label}</LinkButton>
        </ButtonRow>
      ) : null}
    </Page>
  );
}

/** How far it is; looks again by itself, without JavaScript by reloading the page. */
function Moving() {
  const { job } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
  const isCounted = job.total > 0 && job.phase === 'importing';
  return (
    <Section title={job.isCancelling ? '正在取消' : '正在处理'}>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <div className="max-w-prose" aria-live="polite">
        <Progress
          label={job.phase ? LEDGER_PHASE_LABELS[job.phase] : JOB_STATUS_LABELS[job.status]}
          ratio={isCounted ? job.done / job.total : 0}
          valueText={
            isCounted
              ? `${job.done.toLocaleString('zh-CN')} / ${job.total.toLocaleString('zh-CN')} 行`
              : '请稍候'
          }
        />
      </div>
      <p className="mt-3 text-sm text-ink-500">
        可以离开这个页面去做别的事，处理会继续；回来时从「导入」页的列表打开。
      </p>
      {job.offered.cancel ? <Cancel /> : null}
    </Section>
  );
}

function Cancel() {
  const { job } = useLoaderData<typeof loader>();
  return (
    <Form method="post" action={paths.ledgerCancel(job.id)} className="mt-3">
      <Button tone="danger">取消</Button>
    </Form>
  );
}

/** A checked ledger waits for another person: it brings approvals. */
function Release() {
  const { job } = useLoaderData<typeof loader>();
  return (
    <Alert tone="warning" title="检查完成，等待核准，还没有导入">
      <p>
        文件里是已经批准的救助。登记的人不能自己核准，须由上传人以外的中心主任核对原审批材料后核准，才会导入。
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {job.offered.release ? (
          <LinkButton to={paths.ledgerRelease(job.id)} tone="primary" icon="check">
            去核准
          </LinkButton>
        ) : (
          <p>请把本页网址告诉中心主任，或请主任在「发放记录 → 导入台账」中打开。</p>
        )}
        {job.offered.cancel ? <Cancel /> : null}
      </div>
    </Alert>
  );
}
