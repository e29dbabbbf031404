import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { cursorOf } from '../cursor';
import { REVIEW_LIST } from '../families/bulk';
import { BulkBar } from '../families/BulkBar';
import { REVIEW_VIEWS, reviewQuestion } from '../families/review';
import { REVIEW_AHEAD_MONTHS, REVIEW_EVERY_MONTHS } from '../families/workflow';
import { listDueReviews, type DueReview } from '../families/reviews.server';
import { guard } from '../http/guard.server';
import { divisions } from '../identity/division';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Card,
  Checkbox,
  EmptyState,
  FilterBar,
  Hidden,
  KeyPager,
  Page,
  Table,
  Tabs,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  TickAll,
  Tr,
} from '../ui';
import { CATEGORY_LABELS, regionLabel } from '../zh/families';
import { divisionLabels } from '../zh/identity';
import { REVIEW_VIEW_LABELS } from '../zh/reviews';

export const meta: MetaFunction = () => [{ title: '年度审核 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const given = new URL(request.url).searchParams;
  const question = reviewQuestion(given);
  return {
    question,
    list: await store.read((read) => listDueReviews(read, { ...question, ...cursorOf(given) })),
    mayExport: may(actor.roles, 'list.export'),
    mayReview: may(actor.roles, 'family.approve'),
  };
}

export default function Reviews() {
  const { question, list, mayExport } = useLoaderData<typeof loader>();
  const { view, division } = question;
  return (
    <Page
      title="年度审核"
      subtitle={
        <>
          在册家庭每 {REVIEW_EVERY_MONTHS} 个月复核一次，提前 {REVIEW_AHEAD_MONTHS}{' '}
          个月可以办理；不再困难的办理退出。
          <RuleLink rule="review" of="年审" />
        </>
      }
      actions={mayExport && list.total > 0 ? <ExportLink list="reviews" filter={{ view, division }} /> : null}
    >
      <FilterBar
        action={paths.reviews()}
        selects={[
          {
            name: 'division',
            label: '行政区划',
            value: division ?? '',
            options: divisions.map((one) => ({ value: one, label: divisionLabels[one] })),
          },
        ]}
        keep={{ view }}
        resetTo={division ? paths.reviews({ view }) : undefined}
      />
      <Tabs
        label="年审时间"
        items={REVIEW_VIEWS.map((one) => ({
          to: paths.reviews({ view: one, division }),
          label: REVIEW_VIEW_LABELS[one],
          count: list.counts[one],
          current: one === view,
        }))}
      />
      <Card>
        {list.rows.length === 0 ? (
          <EmptyState title="没有这样的家庭">
            {view === 'overdue'
              ? '没有已到期的年审。可以查看三个月内到期的，提前办理。'
              : '请换一个时间查看。'}
          </EmptyState>
        ) : (
          <>
            <DueReviews />
            <KeyPager
              total={list.total}
              unit="户"
              first={list.previous && paths.reviews({ view, division })}
              previous={list.previous && paths.reviews({ view, division, before: list.previous })}
              next={list.next && paths.reviews({ view, division, after: list.next })}
            />
          </>
        )}
      </Card>
    </Page>
  );
}

function DueReviews() {
  const { question, list, mayReview } = useLoaderData<typeof loader>();
  const isOffered = mayReview && question.view !== 'later';
  if (!isOffered) return <ReviewTable rows={list.rows} isOffered={false} />;
  return (
    <Form method="get" action={paths.familiesBulk('review')} aria-label="批量办理">
      <BulkBar
        list={REVIEW_LIST}
        acts={['review']}
        filters={{ list: REVIEW_LIST, ...question }}
        total={list.total}
        onPage={list.rows.map(({ fileNumber }) => fileNumber)}
      />
      <ReviewTable rows={list.rows} isOffered />
    </Form>
  );
}

function ReviewTable({ rows, isOffered }: { rows: DueReview[]; isOffered: boolean }) {
  return (
    <Table label="年审列表" sticky dense>
      <THead>
        <Tr>
          {isOffered ? (
            <Th>
              <Hidden>选择</Hidden>
              <TickAll name="family" label="全选本页" />
            </Th>
          ) : null}
          <Th>年审日期</Th>
          <Th>档案编号</Th>
          <Th>档案主</Th>
          <Th>困难类别</Th>
          <Th>行政区划</Th>
          <Th>在册日期</Th>
          <Th numeric>已过期（天）</Th>
          {isOffered ? <Th actions>办理</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.familyId}>
            {isOffered ? (
              <Td>
                <Checkbox
                  name="family"
                  value={row.fileNumber}
                  label={`选择${row.name}（${row.fileNumber}）`}
                />
              </Td>
            ) : null}
            <Td nowrap className="tabular-nums">
              {row.dueOn}
            </Td>
            <Td nowrap className="tabular-nums">
              {row.fileNumber}
            </Td>
            <Td header nowrap>
              <TextLink to={paths.family(row.familyId)}>{row.name}</TextLink>
            </Td>
            <Td>{row.category ? CATEGORY_LABELS[row.category] : '—'}</Td>
            <Td>{regionLabel(row.division)}</Td>
            <Td nowrap className="tabular-nums">
              {row.registeredOn ?? '—'}
            </Td>
            <Td numeric>{row.daysOverdue > 0 ? row.daysOverdue : '—'}</Td>
            {isOffered ? (
              <Td actions>
                <TextLink to={paths.familyReview(row.familyId)} aria-label={`为 ${row.name} 办理年审`}>
                  办理年审
                </TextLink>
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
