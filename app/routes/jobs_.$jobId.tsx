import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { isFinished } from '../exchange/job';
import { CancelJob, JobMoving } from '../exchange/JobMoving';
import { JobStatusTag } from '../exchange/ImportViews';
import { ExportResult, ImportResult } from '../exchange/JobResult';
import { jobView } from '../exchange/jobs.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { Alert, ButtonRow, LinkButton, Page, SubmitButton } from '../ui';
import { JOB_KIND_LABELS, JOB_PHASE_LABELS, JOB_STATUS_LABELS, jobFailureText } from '../zh/jobs';

export const meta: MetaFunction = () => [{ title: '导入导出 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.import');
  return { job: await orExplained(store.read((read) => jobView(read, actor, params.jobId!))) };
}

export default function Job() {
  const { job } = useLoaderData<typeof loader>();
  const isMoving = job.status === 'waiting' || job.status === 'running';
  const isImport = job.kind === 'families.import';
  return (
    <Page
      title={JOB_KIND_LABELS[job.kind]}
      subtitle={`${job.fileName}，${job.staffName}于 ${formatInstant(job.createdAt)} 提交`}
      crumbs={[
        job.kind === 'national.export'
          ? { to: paths.national, label: '全国系统' }
          : { to: paths.families(), label: '家庭档案' },
        ...(isImport ? [{ to: paths.familiesImport, label: '导入' }] : []),
      ]}
      tag={<JobStatusTag status={job.status} />}
    >
      {isMoving ? <Moving /> : null}
      {job.failure ? (
        <Alert tone="danger" title="没有完成">
          {jobFailureText(job.failure)}
        </Alert>
      ) : null}
      {job.status === 'checked' ? <Release /> : null}
      {!isMoving && job.importOutcome ? <ImportResult job={job} outcome={job.importOutcome} /> : null}
      {!isMoving && job.exportOutcome ? <ExportResult job={job} outcome={job.exportOutcome} /> : null}
      {isFinished(job.status) && isImport ? (
        <ButtonRow>
          <LinkButton to={paths.familiesImport}>导入另一个文件</LinkButton>
          <LinkButton to={paths.families()}>查看家庭档案</LinkButton>
        </ButtonRow>
      ) : null}
    </Page>
  );
}

function Moving() {
  const { job } = useLoaderData<typeof loader>();
  const isCounted = job.total > 0 && job.phase !== 'reading';
  const unit = job.kind === 'families.import' ? '人' : '户';
  return (
    <JobMoving
      isCancelling={job.isCancelling}
      label={job.phase ? JOB_PHASE_LABELS[job.phase] : JOB_STATUS_LABELS[job.status]}
      ratio={isCounted ? job.done / job.total : 0}
      valueText={
        isCounted
          ? `${job.done.toLocaleString('zh-CN')} / ${job.total.toLocaleString('zh-CN')} ${unit}`
          : job.done > 0
            ? `${job.done.toLocaleString('zh-CN')} ${unit}`
            : '请稍候'
      }
      listedOn={job.kind === 'national.export' ? '全国系统' : '导入'}
      cancelTo={job.offered.cancel ? paths.jobCancel(job.id) : null}
    />
  );
}

/** A checked file waits for another person: nobody takes families onto the register alone. */
function Release() {
  const { job } = useLoaderData<typeof loader>();
  const decided = job.importOutcome?.decidedFamilies ?? 0;
  const warningCount = job.importOutcome?.warningCount ?? 0;
  return (
    <Alert tone="warning" title="检查完成，等待核准，还没有导入">
      <p>
        文件中有 {decided.toLocaleString('zh-CN')}{' '}
        户将直接成为在册（或已退出）家庭。登记的人不能自己批准，须由另一位有审批权限的人核准后才导入。
      </p>
      {warningCount > 0 ? (
        <p>
          其中 {warningCount.toLocaleString('zh-CN')}{' '}
          处的收款账户或联系电话与别的家庭相同，列在下面，核准前请先核对。
        </p>
      ) : null}
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {job.offered.release ? (
          <Form method="post" action={paths.jobRelease(job.id)}>
            <SubmitButton icon="check">核准并导入</SubmitButton>
          </Form>
        ) : (
          <p>请把本页网址告诉中心主任，或请主任在「家庭档案 → 导入」中打开。</p>
        )}
        {job.offered.cancel ? <CancelJob to={paths.jobCancel(job.id)} /> : null}
      </div>
    </Alert>
  );
}
