import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { useLoaderData } from '@remix-run/react';
import type { Cursor } from '../cursor';
import { projectOfYear, projectYears } from '../fund/fund.server';
import { NoProjectYet } from '../fund/NoProjectYet';
import { OtherYears } from '../fund/OtherYears';
import { waitingInOtherYears } from '../fund/otherYears.server';
import { chosenYear, RELIEF_TYPES } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { APPLICATION_STATUSES } from '../relief/application';
import {
  applicationFilters,
  applicationQuestion,
  USUAL_APPLICATION_COLUMNS,
} from '../relief/applicationFilter';
import { listApplications } from '../relief/applications.server';
import { ApplicationTable } from '../relief/ApplicationTable';
import { campaignNames } from '../relief/campaignQueries.server';
import { undecidedCount } from '../relief/waiting.server';
import { stepPagesFor } from '../relief/workflow';
import { ListOptions } from '../staff/ListOptions';
import { may } from '../staff/permission';
import { savedFiltersOf } from '../staff/savedFilters.server';
import { together } from '../together';
import { Card, EmptyState, FilterBar, KeyPager, LinkButton, Page, Tabs } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { APPLICATION_COLUMN_LABELS } from '../zh/listOptions';
import { APPLICATION_STATUS_LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '救助申请 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.read');
  const given = new URL(request.url).searchParams;
  const mayApply = may(actor.roles, 'relief.apply');
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(given.get('year'), { years, today: todayInChina(new Date()) });
    if (year === null) return { found: null, mayApply, mayEditProject: may(actor.roles, 'project.edit') };
    const { campaigns } = await orExplained(
      together({ project: projectOfYear(read, year), campaigns: campaignNames(read, year) }),
    );
    const asked = applicationQuestion(given);
    // A campaign of the year that was looked at before would leave an empty list.
    const campaignId = campaigns.find(({ id }) => id === asked.campaignId)?.id;
    const question = { ...asked, campaignId };
    const { list, saved } = await together({
      list: listApplications(read, { ...question, year }),
      saved: savedFiltersOf(read, { staffId: actor.staffId, list: 'applications' }),
    });
    const rows = list.rows.map((row) => ({ ...row, steps: stepPagesFor(row, actor) }));
    return {
      found: {
        years,
        year,
        question,
        campaigns,
        list,
        rows,
        otherYears:
          rows.length === 0 ? await waitingInOtherYears(read, { year, countOf: undecidedCount }) : [],
        saved,
        mayExport: may(actor.roles, 'list.export'),
      },
      mayApply,
      mayEditProject: false,
    };
  });
}

export default function Applications() {
  const { found, mayApply, mayEditProject } = useLoaderData<typeof loader>();
  return (
    <Page
      title="救助申请"
      subtitle="提出、审核、审批由三个人分别办理；批准后占用资金，等待发放。"
      actions={
        <>
          {found?.mayExport ? (
            <ExportLink
              list="applications"
              filter={{ year: found.year, ...applicationFilters(found.question) }}
            />
          ) : null}
          {mayApply ? <NewLink /> : null}
        </>
      }
    >
      {found ? <Found found={found} /> : <NoProjectYet mayEditProject={mayEditProject} />}
    </Page>
  );
}

function NewLink() {
  return (
    <LinkButton to={paths.applicationNew()} tone="primary" icon="plus">
      提出申请
    </LinkButton>
  );
}

type FoundApplications = NonNullable<Awaited<ReturnType<typeof loader>>['found']>;

function Found({ found }: { found: FoundApplications }) {
  const { year, question, list, rows } = found;
  const { status, column, after, before } = question;
  const { status: _, ...others } = applicationFilters(question);
  const filter = { year, ...others, column };
  const to = (cursor: Cursor) => paths.applications({ ...filter, status, ...cursor });
  const counts = list.statusCounts;
  return (
    <>
      <Filters found={found} />
      <ListOptions
        list="applications"
        address={paths.applications()}
        filters={applicationFilters(question)}
        along={{ year: String(year) }}
        columns={APPLICATION_COLUMN_LABELS}
        usual={USUAL_APPLICATION_COLUMNS}
        chosen={column}
        saved={found.saved}
      />
      <Tabs
        label="申请状态"
        items={[
          { to: paths.applications(filter), label: '全部', count: list.allCount, current: !status },
          ...APPLICATION_STATUSES.map((one) => ({
            to: paths.applications({ ...filter, status: one }),
            label: APPLICATION_STATUS_LABELS[one],
            count: counts[one],
            current: one === status,
          })),
        ]}
      />
      <Card>
        {rows.length === 0 ? (
          <NoApplications found={found} />
        ) : (
          <>
            <ApplicationTable
              rows={rows}
              total={list.total}
              amountFen={list.amountFen}
              columns={column.length > 0 ? column : USUAL_APPLICATION_COLUMNS}
            />
            <KeyPager
              total={list.total}
              unit="件"
              first={after || before ? to({}) : null}
              previous={list.previous && to({ before: list.previous })}
              next={list.next && to({ after: list.next })}
            />
          </>
        )}
      </Card>
    </>
  );
}

function Filters({ found: { years, year, question, campaigns } }: { found: FoundApplications }) {
  const { status, type, campaignId, search, column } = question;
  return (
    <FilterBar
      action={paths.applications()}
      keep={{ ...(status ? { status } : {}), column }}
      search={{
        name: 'search',
        label: '查找受助人',
        value: search,
        placeholder: '姓名、档案号或完整身份证号',
      }}
      selects={[
        {
          name: 'year',
          label: '年度',
          value: String(year),
          allLabel: null,
          options: years.map((one) => ({ value: String(one), label: `${one} 年` })),
        },
        {
          name: 'type',
          label: '救助类型',
          value: type ?? '',
          options: RELIEF_TYPES.map((value) => ({ value, label: reliefTypeLabels[value] })),
        },
        {
          name: 'campaign',
          label: '救助活动',
          value: campaignId ?? '',
          options: campaigns.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]}
      resetTo={type || campaignId || search ? paths.applications({ year, status }) : undefined}
    />
  );
}

function NoApplications({ found: { year, question, otherYears } }: { found: FoundApplications }) {
  const { mayApply } = useLoaderData<typeof loader>();
  const { status, type, campaignId, search } = question;
  const others = (
    <OtherYears
      years={otherYears}
      what="件申请没有办结"
      to={(other) => paths.applications({ year: other })}
    />
  );
  if (status || type || campaignId || search) {
    return (
      <EmptyState
        title="没有符合条件的申请"
        action={<LinkButton to={paths.applications({ year })}>查看 {year} 年度全部申请</LinkButton>}
      >
        请换一个状态，或清除条件后再查。按身份证号查找须填写完整的 18 位号码。
        {others}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`${year} 年度还没有救助申请`} action={mayApply ? <NewLink /> : null}>
      {mayApply ? '从在册家庭提出申请，或开展一次专项活动。' : '帮扶专员提出申请后，会显示在这里。'}
      {others}
    </EmptyState>
  );
}
