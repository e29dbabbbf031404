import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { cursorOf } from '../cursor';
import { JobMoving } from '../exchange/JobMoving';
import { JobStatusTag } from '../exchange/ImportViews';
import { NATIONAL_LISTS } from '../exchange/national';
import { NationalItems } from '../exchange/NationalItems';
import { itemCounts, pageOfItems } from '../exchange/nationalItems.server';
import { comparisonView } from '../exchange/nationalJobs.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { Alert, EmptyState, KeyPager, LinkButton, Page, Section, Tabs, TextLink } from '../ui';
import { JOB_PHASE_LABELS, JOB_STATUS_LABELS } from '../zh/jobs';
import {
  NATIONAL_LIST_LABELS,
  NATIONAL_LIST_NOTES,
  householdsUntoldText,
  NATIONAL_TITLES,
  nationalFailureText,
} from '../zh/national';

export const meta: MetaFunction = () => [{ title: '全国系统比对结果 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'national.exchange');
  const given = new URL(request.url).searchParams;
  const jobId = params.jobId!;
  return orExplained(
    store.read(async (read) => {
      const job = await comparisonView(read, actor, jobId);
      const counts = await itemCounts(read, jobId);
      const usual = NATIONAL_LISTS.find((one) => counts[one].open > 0) ?? NATIONAL_LISTS[0];
      const list = NATIONAL_LISTS.find((one) => one === given.get('list')) ?? usual;
      const isExplained = given.get('view') === 'explained';
      const page = await pageOfItems(read, { jobId, list, isExplained, ...cursorOf(given) });
      return {
        job,
        counts,
        list,
        isExplained,
        page,
        mayRecord: may(actor.roles, 'family.record'),
        mayExport: may(actor.roles, 'list.export'),
      };
    }),
  );
}

export default function Comparison() {
  const { job } = useLoaderData<typeof loader>();
  const isMoving = job.status === 'waiting' || job.status === 'running';
  return (
    <Page
      title="全国系统比对结果"
      subtitle={`${job.fileName}，${job.staffName}于 ${formatInstant(job.createdAt)} 上传`}
      crumbs={[{ to: paths.national, label: '全国系统' }]}
      tag={<JobStatusTag status={job.status} />}
    >
      {isMoving ? <Moving /> : null}
      {job.failure ? (
        <Alert tone="danger" title="没有完成">
          {nationalFailureText(job.failure.problem, job.failure.columns)}
        </Alert>
      ) : null}
      {job.status === 'cancelled' ? <Alert tone="neutral" title="已取消，没有比对结果" /> : null}
      {job.outcome ? <Found /> : null}
      {isMoving ? null : (
        <div>
          <LinkButton to={paths.nationalCompare}>比对另一个文件</LinkButton>
        </div>
      )}
    </Page>
  );
}

function Moving() {
  const { job } = useLoaderData<typeof loader>();
  return (
    <JobMoving
      isCancelling={job.isCancelling}
      label={job.phase ? JOB_PHASE_LABELS[job.phase] : JOB_STATUS_LABELS[job.status]}
      ratio={0}
      valueText={job.done > 0 ? `${job.done.toLocaleString('zh-CN')} 人` : '请稍候'}
      listedOn="全国系统"
      cancelTo={job.mayCancel ? paths.comparisonCancel(job.id) : null}
    />
  );
}

function Found() {
  const { job, counts, list, isExplained, page, mayRecord, mayExport } = useLoaderData<typeof loader>();
  const view = isExplained ? 'explained' : null;
  const to = (cursor: { after?: string | null; before?: string | null } = {}) =>
    paths.comparison(job.id, { list, view, ...cursor });
  return (
    <>
      <Summary />
      <Tabs
        label="比对结果"
        items={NATIONAL_LISTS.map((one) => ({
          to: paths.comparison(job.id, { list: one, view }),
          label: NATIONAL_LIST_LABELS[one],
          current: one === list,
          count: isExplained ? counts[one].explained : counts[one].open,
        }))}
      />
      <Section
        title={`${NATIONAL_LIST_LABELS[list]}${isExplained ? '，已说明' : ''}`}
        description={NATIONAL_LIST_NOTES[list]}
        actions={
          <>
            {mayExport && page.rows.length > 0 ? (
              <ExportLink list="national-items" filter={{ job: job.id, list, view }} />
            ) : null}
            <TextLink to={paths.comparison(job.id, { list, view: isExplained ? null : 'explained' })}>
              {isExplained
                ? '看没有说明的'
                : `看已说明的（${counts[list].explained.toLocaleString('zh-CN')}）`}
            </TextLink>
          </>
        }
        flush
      >
        {page.rows.length > 0 ? (
          <>
            <NationalItems
              jobId={job.id}
              items={page.rows}
              label={NATIONAL_LIST_LABELS[list]}
              mayRecord={mayRecord}
            />
            <KeyPager
              total={isExplained ? counts[list].explained : counts[list].open}
              first={page.previous && to()}
              previous={page.previous && to({ before: page.previous })}
              next={page.next && to({ after: page.next })}
            />
          </>
        ) : (
          <EmptyState title={isExplained ? '还没有写过说明' : '没有要处理的'}>
            {isExplained
              ? '在没有说明的列表里点「记为已说明」，写下原因。'
              : '可以看其他几类，或处理后再下载比对一次。'}
          </EmptyState>
        )}
      </Section>
    </>
  );
}

/** What was read and what was not compared. */
function Summary() {
  const { job } = useLoaderData<typeof loader>();
  const { rows, agreeing, untold = 0, unknownColumns, missingFields } = job.outcome!;
  const notes = [
    unknownColumns.length > 0 ? `没有比对文件里的这些列：${unknownColumns.join('、')}。` : null,
    missingFields.length > 0
      ? `文件里没有这些列，没有比对：${missingFields.map((field) => NATIONAL_TITLES[field]).join('、')}。`
      : null,
    untold > 0 ? householdsUntoldText(untold) : null,
  ].filter((note) => note !== null);
  return (
    <Alert
      tone={notes.length > 0 ? 'info' : 'success'}
      title={`读到 ${rows.toLocaleString('zh-CN')} 人，其中 ${agreeing.toLocaleString('zh-CN')} 人两边一致`}
    >
      <p>结果是比对那时的。更正以后，重新下载再比对一次，就知道是否都一致了。</p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Alert>
  );
}
