import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
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
import { AWARD_VIEWS, type AwardView } from '../relief/award';
import {
  awardFilters,
  awardQuestion,
  MOST_TICKED,
  TICKED_AWARDS,
  USUAL_AWARD_COLUMNS,
} from '../relief/awardFilter';
import { AwardTable } from '../relief/AwardTable';
import { listAwards } from '../relief/awards.server';
import { campaignNames } from '../relief/campaignQueries.server';
import { openAwardCount } from '../relief/waiting.server';
import { ListOptions } from '../staff/ListOptions';
import { may } from '../staff/permission';
import { savedFiltersOf } from '../staff/savedFilters.server';
import { RuleLink } from '../rules/RuleLink';
import {
  Button,
  Card,
  EmptyState,
  FilterBar,
  KeptTicks,
  KeyPager,
  LinkButton,
  MoneyText,
  Page,
  Tabs,
} from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { AWARD_COLUMN_LABELS } from '../zh/listOptions';
import { AWARD_VIEW_LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '待发放 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'payment.read');
  const given = new URL(request.url).searchParams;
  const asked = awardQuestion(given);
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(given.get('year'), { years, today: todayInChina(new Date()) });
    if (year === null) return { found: null, mayEditProject: may(actor.roles, 'project.edit') };
    await orExplained(projectOfYear(read, year));
    const campaigns = await campaignNames(read, year);
    // A campaign of the year that was looked at before would leave an empty list.
    const campaignId = campaigns.find(({ id }) => id === asked.campaignId)?.id;
    const question = { ...asked, campaignId };
    const list = await listAwards(read, { ...question, year });
    return {
      found: {
        years,
        year,
        question,
        campaigns,
        list,
        otherYears:
          list.total === 0 ? await waitingInOtherYears(read, { year, countOf: openAwardCount }) : [],
        saved: await savedFiltersOf(read, { staffId: actor.staffId, list: 'awards' }),
        mayRecord: may(actor.roles, 'payment.record'),
        mayBatch: may(actor.roles, 'batch.make'),
        mayExport: may(actor.roles, 'list.export'),
        today: todayInChina(new Date()),
      },
    };
  });
}

const TITLES: Record<AwardView, string> = {
  open: '待发放',
  paid: '已发放的核定',
  released: '已撤销或追回的核定',
  all: '全部核定',
};

export default function Awards() {
  const { found, mayEditProject } = useLoaderData<typeof loader>();
  return (
    <Page
      title={TITLES[found?.question.view ?? 'open']}
      subtitle={
        <>
          已批准的核定占用预算，直到发放或撤销；银行付款成功后登记发放。{' '}
          <RuleLink rule="due-date" of="应发日" />
        </>
      }
      actions={
        found?.mayExport ? (
          <ExportLink list="awards" filter={{ year: found.year, ...awardFilters(found.question) }} />
        ) : null
      }
    >
      {found ? <Found found={found} /> : <NoProjectYet mayEditProject={Boolean(mayEditProject)} />}
    </Page>
  );
}

type FoundAwards = NonNullable<Awaited<ReturnType<typeof loader>>['found']>;

function Found({ found }: { found: FoundAwards }) {
  const { years, year, question, campaigns, list } = found;
  const { view, type, campaignId, search, column, after, before } = question;
  const filter = { year, type, campaign: campaignId, search, column };
  const to = (cursor: Cursor) => paths.awards({ ...filter, view, ...cursor });
  return (
    <>
      <Tabs
        label="发放状态"
        items={AWARD_VIEWS.map((one) => ({
          to: paths.awards({ ...filter, view: one }),
          label: AWARD_VIEW_LABELS[one],
          count: one === view ? list.total : undefined,
          current: one === view,
        }))}
      />
      <FilterBar
        action={paths.awards()}
        keep={{ view, column }}
        search={{ name: 'search', label: '姓名、身份证号或档案号', value: search }}
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
            value: type,
            options: RELIEF_TYPES.map((value) => ({ value, label: reliefTypeLabels[value] })),
          },
          {
            name: 'campaign',
            label: '救助活动',
            value: campaignId,
            options: campaigns.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        resetTo={paths.awards({ year, view })}
      />
      <ListOptions
        list="awards"
        address={paths.awards()}
        filters={awardFilters(question)}
        along={{ year: String(year) }}
        columns={AWARD_COLUMN_LABELS}
        usual={USUAL_AWARD_COLUMNS}
        chosen={column}
        saved={found.saved}
      />
      <Card>
        {list.total === 0 ? <NoAwards found={found} /> : <AwardList found={found} />}
        {list.total === 0 ? null : (
          <KeyPager
            total={list.total}
            unit="笔"
            first={after || before ? to({}) : null}
            previous={list.previous && to({ before: list.previous })}
            next={list.next && to({ after: list.next })}
          />
        )}
      </Card>
    </>
  );
}

function AwardList({ found }: { found: FoundAwards }) {
  const { list, question, mayRecord, mayBatch, today } = found;
  const columns = question.column.length > 0 ? question.column : USUAL_AWARD_COLUMNS;
  if (!mayRecord || question.view !== 'open')
    return <AwardTable list={list} today={today} columns={columns} />;
  return (
    <Form method="get" action={paths.paymentsRecord()}>
      <div className="no-print flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-ink-200 px-3 py-2">
        {mayBatch ? (
          <Button tone="primary" icon="bank" formAction={paths.batchNew()}>
            所选的做成批次
          </Button>
        ) : null}
        <AllIntoBatch found={found} />
        <Button icon="money">登记所选的发放</Button>
        <AllMatching found={found} />
        <KeptTicks
          list={TICKED_AWARDS}
          name="award"
          onPage={list.rows.map(({ id }) => id)}
          unit="笔"
          most={MOST_TICKED}
        />
        <p className="text-sm text-ink-500">成批的做成批次交银行；已经付款成功的，勾选后直接登记。</p>
      </div>
      <AwardTable list={list} today={today} columns={columns} tickName="award" />
    </Form>
  );
}

function AllIntoBatch({ found: { year, question, list, mayBatch } }: { found: FoundAwards }) {
  if (question.search || !mayBatch || list.payable.count === 0) return null;
  const { type, campaignId: campaign } = question;
  return (
    <LinkButton to={paths.batchNew({ year, type, campaign })}>
      全部 {list.payable.count.toLocaleString('zh-CN')} 笔做成批次
    </LinkButton>
  );
}

/** A search narrows what is looked at, not what a filter can name: with one, only ticks can choose. */
function AllMatching({ found: { year, question, list } }: { found: FoundAwards }) {
  if (question.search || list.payable.count === 0) return null;
  const { type, campaignId: campaign } = question;
  return (
    <LinkButton to={paths.paymentsRecord({ year, type, campaign })}>
      <span>
        登记全部 {list.payable.count.toLocaleString('zh-CN')} 笔，合计{' '}
        <MoneyText fen={list.payable.restFen} />
      </span>
    </LinkButton>
  );
}

function NoAwards({ found: { year, question, otherYears } }: { found: FoundAwards }) {
  const { view, type, campaignId, search } = question;
  if (type || campaignId || search) {
    return <EmptyState title="没有符合条件的核定">请放宽条件，或换一个发放状态再查。</EmptyState>;
  }
  if (view !== 'open')
    return <EmptyState title={`${year} 年度没有这样的核定`}>可以换一个年度或发放状态。</EmptyState>;
  return (
    <EmptyState
      title={`${year} 年度没有等待发放的核定`}
      action={<LinkButton to={paths.applications({ year })}>查看救助申请</LinkButton>}
    >
      救助申请批准后，核定会列在这里。
      <OtherYears years={otherYears} what="笔待发放" to={(other) => paths.awards({ year: other })} />
    </EmptyState>
  );
}
