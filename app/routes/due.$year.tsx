import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { businessDate, formatDate, isBusinessDate } from '../calendar/date';
import type { Cursor } from '../cursor';
import { projectYears } from '../fund/fund.server';
import { RELIEF_TYPES, yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { DUE_REASONS, dueQuestion } from '../indicators/due';
import { dueList } from '../indicators/due.server';
import { DueTable } from '../indicators/DueTable';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { offeredSteps } from '../relief/offeredSteps.server';
import { RuleLink } from '../rules/RuleLink';
import { may } from '../staff/permission';
import { Card, EmptyState, Figure, FigureRow, FilterBar, KeyPager, LinkButton, Page, Tabs } from '../ui';
import { DUE_REASON_LABELS } from '../zh/due';
import { reliefTypeLabels } from '../zh/fund';

export const meta: MetaFunction = () => [{ title: '应补未补名单 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.read');
  const given = new URL(request.url).searchParams;
  const year = yearOfAddress(params.year);
  const question = dueQuestion(given);
  const asOf = given.get('asOf');
  return store.read(async (read) => {
    const day = isBusinessDate(asOf) ? { asOf } : {};
    const list = await orExplained(dueList(read, { year, ...question, ...day }));
    const ids = list.rows.flatMap(({ applicationId }) => applicationId ?? []);
    return {
      year,
      years: await projectYears(read),
      question,
      asked: isBusinessDate(asOf) ? asOf : null,
      list,
      steps: await offeredSteps(read, { ids, person: actor }),
      roles: actor.roles,
      mayExport: may(actor.roles, 'list.export'),
      mayStart: may(actor.roles, 'relief.apply'),
    };
  });
}

export default function DuePeople() {
  const { year, years, question, asked, list, mayExport, mayStart } = useLoaderData<typeof loader>();
  const { type, reason, search } = question;
  const asOf = asked ?? undefined;
  const campaignType = type === 'living' || type === 'schooling' ? type : null;
  return (
    <Page
      title="应补未补名单"
      subtitle={
        <>
          {year} 年度应当救助、还没有发放的人，口径同应补尽补率；数据截至{' '}
          {formatDate(businessDate(list.asOf))}。 <RuleLink rule="coverage" of="应补尽补率" />
        </>
      }
      crumbs={[{ to: paths.indicators(year), label: `${year} 年绩效指标` }]}
      actions={
        <>
          {mayExport && list.rows.length > 0 ? (
            <ExportLink list="due" filter={{ year, type, reason, search, asOf }} />
          ) : null}
          {mayStart && campaignType && list.byReason.no_application > 0 ? (
            <LinkButton
              to={paths.campaignNewWith([
                ['year', String(year)],
                ['type', campaignType],
                ['onlyUnhelped', 'on'],
              ])}
              tone="primary"
            >
              为没有申请的人开展活动
            </LinkButton>
          ) : null}
        </>
      }
    >
      {years.length > 1 ? (
        <Tabs
          label="年度"
          items={years.map((one) => ({
            to: paths.due(one, { type }),
            label: `${one} 年`,
            current: one === year,
          }))}
        />
      ) : null}
      <Tabs
        label="救助类型"
        items={[
          {
            to: paths.due(year, { asOf }),
            label: '全部',
            count: RELIEF_TYPES.reduce((sum, one) => sum + list.byType[one], 0),
            current: !type,
          },
          ...RELIEF_TYPES.map((one) => ({
            to: paths.due(year, { type: one, asOf }),
            label: reliefTypeLabels[one],
            count: list.byType[one],
            current: one === type,
          })),
        ]}
      />
      <Reasons />
      <Narrowing />
      <Rows />
    </Page>
  );
}

/** How many each reason keeps waiting; a click leaves only those. */
function Reasons() {
  const { year, question, asked, list } = useLoaderData<typeof loader>();
  const counted = DUE_REASONS.filter((reason) => list.byReason[reason] > 0);
  if (counted.length === 0) return null;
  return (
    <FigureRow>
      {counted.map((reason) => (
        <Figure
          key={reason}
          label={DUE_REASON_LABELS[reason]}
          value={list.byReason[reason].toLocaleString('zh-CN')}
          unit="人"
          to={paths.due(year, { type: question.type, reason, asOf: asked ?? undefined })}
        />
      ))}
    </FigureRow>
  );
}

function Narrowing() {
  const { year, question, asked, list } = useLoaderData<typeof loader>();
  const { type, reason, search } = question;
  const counted = DUE_REASONS.filter((one) => list.byReason[one] > 0 || one === reason);
  return (
    <FilterBar
      action={paths.due(year)}
      keep={{ ...(type ? { type } : {}), ...(asked ? { asOf: asked } : {}) }}
      search={{ name: 'search', label: '查找', value: search ?? '', placeholder: '姓名或档案号' }}
      selects={[
        {
          name: 'reason',
          label: '原因',
          value: reason ?? '',
          options: counted.map((one) => ({ value: one, label: DUE_REASON_LABELS[one] })),
        },
      ]}
      resetTo={search || reason ? paths.due(year, { type, asOf: asked ?? undefined }) : undefined}
    />
  );
}

function Rows() {
  const { year, question, asked, list, roles, steps } = useLoaderData<typeof loader>();
  const { type, reason, search, after, before } = question;
  const to = (cursor: Cursor) =>
    paths.due(year, { type, reason, search, asOf: asked ?? undefined, ...cursor });
  return (
    <Card>
      {list.rows.length === 0 ? (
        <EmptyState title="没有应补未补的人">
          {search || reason ? '请换一个原因，或清除条件后再查。' : '应当救助的人都已经发放。'}
        </EmptyState>
      ) : (
        <>
          <DueTable year={year} rows={list.rows} roles={roles} steps={steps} />
          <KeyPager
            total={list.total ?? undefined}
            unit="人"
            first={after || before ? to({}) : null}
            previous={list.previous && to({ before: list.previous })}
            next={list.next && to({ after: list.next })}
          />
        </>
      )}
    </Card>
  );
}
