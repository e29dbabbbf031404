import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { isFinished } from '../exchange/job';
import { CancelJob, JobMoving } from '../exchange/JobMoving';
import { JobStatusTag } from '../exchange/ImportViews';
import { ledgerJobView } from '../exchange/ledgerJobs.server';
import { LedgerResultView } from '../exchange/LedgerResultView';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { Alert, ButtonRow, LinkButton, Page } from '../ui';
import { JOB_KIND_LABELS, JOB_STATUS_LABELS } from '../zh/jobs';
import { LEDGER_PHASE_LABELS, ledgerFailureText } from '../zh/ledgerSheet';

export const meta: MetaFunction = () => [{ title: '导入台账 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'ledger.import');
  return { job: await orExplained(store.read((read) => ledgerJobView(read, actor, params.jobId!))) };
}

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

function Moving() {
  const { job } = useLoaderData<typeof loader>();
  const isCounted = job.total > 0 && job.phase === 'importing';
  return (
    <JobMoving
      isCancelling={job.isCancelling}
      label={job.phase ? LEDGER_PHASE_LABELS[job.phase] : JOB_STATUS_LABELS[job.status]}
      ratio={isCounted ? job.done / job.total : 0}
      valueText={
        isCounted ? `${job.done.toLocaleString('zh-CN')} / ${job.total.toLocaleString('zh-CN')} 行` : '请稍候'
      }
      listedOn="导入"
      cancelTo={job.offered.cancel ? paths.ledgerCancel(job.id) : null}
    />
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
        {job.offered.cancel ? <CancelJob to={paths.ledgerCancel(job.id)} /> : null}
      </div>
    </Alert>
  );
}
