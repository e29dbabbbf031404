import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { businessDate } from '../calendar/date';
import { cursorOf } from '../cursor';
import { lastNoticeDay, NOTICE_VIEWS, noticeViewOf } from '../families/notice';
import { listNotices, type NoticeListRow } from '../families/noticeQueries.server';
import { NoticeStateTag } from '../families/NoticeTags';
import { guard } from '../http/guard.server';
import { ExportLink } from '../lists/ExportLink';
import { PUBLIC_NOTICE_WORKING_DAYS } from '../families/workflow';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Card,
  EmptyState,
  KeyPager,
  LinkButton,
  Page,
  Table,
  Tabs,
  Tag,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { NOTICE_VIEW_LABELS } from '../zh/notice';

export const meta: MetaFunction = () => [{ title: '认定公示 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const given = new URL(request.url).searchParams;
  const view = noticeViewOf(given);
  return {
    view,
    list: await store.read((read) => listNotices(read, { view, ...cursorOf(given) })),
    mayExport: may(actor.roles, 'list.export'),
    mayPublicise: may(actor.roles, 'family.record'),
  };
}

export default function Notices() {
  const { view, list, mayPublicise, mayExport } = useLoaderData<typeof loader>();
  return (
    <Page
      title="认定公示"
      subtitle={
        <>
          已入户核查的家庭成批公示，满 {PUBLIC_NOTICE_WORKING_DAYS} 个工作日后审批；期满及时撤下。{' '}
          <RuleLink rule="notice" of="公示期" />
        </>
      }
      actions={
        <>
          {mayExport && list.total > 0 ? <ExportLink list="notices" filter={{ view }} /> : null}
          {mayPublicise ? <NewLink /> : null}
        </>
      }
    >
      <Tabs
        label="公示状态"
        items={[
          { to: paths.notices(), label: '全部', count: list.allCount, current: view === null },
          ...NOTICE_VIEWS.map((one) => ({
            to: paths.notices({ view: one }),
            label: NOTICE_VIEW_LABELS[one],
            count: list.counts[one],
            current: view === one,
          })),
        ]}
      />
      <Card>
        {list.rows.length === 0 ? (
          <EmptyState
            title={view ? '没有这样的公示' : '还没有公示'}
            action={mayPublicise && !view ? <NewLink /> : null}
          >
            {view ? '请换一个状态查看。' : '家庭档案入户核查后，可以在这里成批公示。'}
          </EmptyState>
        ) : (
          <>
            <NoticeTable rows={list.rows} />
            <KeyPager
              total={list.total}
              unit="份"
              first={list.previous && paths.notices({ view })}
              previous={list.previous && paths.notices({ view, before: list.previous })}
              next={list.next && paths.notices({ view, after: list.next })}
            />
          </>
        )}
      </Card>
    </Page>
  );
}

function NewLink() {
  return (
    <LinkButton to={paths.noticeNew()} tone="primary" icon="plus">
      成批公示
    </LinkButton>
  );
}

function NoticeTable({ rows }: { rows: NoticeListRow[] }) {
  return (
    <Table label="公示列表" sticky dense>
      <THead>
        <Tr>
          <Th>公示编号</Th>
          <Th>状态</Th>
          <Th numeric>户数</Th>
          <Th>公示期</Th>
          <Th>可审批日期</Th>
          <Th>撤下日期</Th>
          <Th>异议</Th>
          <Th>公示地点</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td header nowrap>
              <TextLink to={paths.notice(row.id)}>{row.number}</TextLink>
            </Td>
            <Td nowrap>
              <NoticeStateTag state={row.state} />
            </Td>
            <Td numeric>{row.familyCount}</Td>
            <Td nowrap className="tabular-nums">
              {row.publishedOn} 至 {lastNoticeDay(businessDate(row.endsOn))}
            </Td>
            <Td nowrap className="tabular-nums">
              {row.endsOn}
            </Td>
            <Td nowrap className="tabular-nums">
              {row.takenDownOn ?? '—'}
            </Td>
            <Td nowrap>
              {row.openObjections > 0 ? <Tag tone="warning">{row.openObjections} 条待处理</Tag> : '—'}
            </Td>
            <Td>{row.place || '—'}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
