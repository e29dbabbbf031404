import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { businessDate } from '../calendar/date';
import { cursorOf } from '../cursor';
import { lastNoticeDay, NOTICE_STATES, noticeStateOf } from '../families/notice';
import { NoticeStateTag } from '../families/NoticeTags';
import { guard } from '../http/guard.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { listRecipientNotices, type RecipientNoticeRow } from '../relief/recipientNotices.server';
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
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { NOTICE_STATE_LABELS } from '../zh/notice';

export const meta: MetaFunction = () => [{ title: '受助名单公示 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.read');
  const given = new URL(request.url).searchParams;
  const state = noticeStateOf(given);
  return {
    state,
    list: await store.read((read) => listRecipientNotices(read, { state, ...cursorOf(given) })),
    mayExport: may(actor.roles, 'list.export'),
    mayTakeDown: may(actor.roles, 'relief.apply'),
  };
}

export default function RecipientNotices() {
  const { state, list, mayExport } = useLoaderData<typeof loader>();
  return (
    <Page
      title="受助名单公示"
      subtitle={
        <>
          活动审批以后公示受助人；公示期满及时撤下，并登记撤下的日期。 <RuleLink rule="notice" of="公示期" />
        </>
      }
      crumbs={[{ to: paths.campaigns, label: '专项救助活动' }]}
      actions={
        mayExport && list.total > 0 ? <ExportLink list="recipient-notices" filter={{ view: state }} /> : null
      }
    >
      <Tabs
        label="公示状态"
        items={[
          { to: paths.recipientNotices(), label: '全部', count: list.allCount, current: state === null },
          ...NOTICE_STATES.map((one) => ({
            to: paths.recipientNotices({ view: one }),
            label: NOTICE_STATE_LABELS[one],
            count: list.counts[one],
            current: state === one,
          })),
        ]}
      />
      <Card>
        {list.rows.length === 0 ? (
          <EmptyState
            title={state ? '没有这样的公示' : '还没有公示过受助名单'}
            action={<LinkButton to={paths.campaigns}>专项救助活动</LinkButton>}
          >
            {state ? '请换一个状态查看。' : '活动审批以后，在活动的「公示受助名单」里打印并登记公示。'}
          </EmptyState>
        ) : (
          <>
            <NoticeTable rows={list.rows} />
            <KeyPager
              total={list.total}
              unit="份"
              first={list.previous && paths.recipientNotices({ view: state })}
              previous={list.previous && paths.recipientNotices({ view: state, before: list.previous })}
              next={list.next && paths.recipientNotices({ view: state, after: list.next })}
            />
          </>
        )}
      </Card>
    </Page>
  );
}

function NoticeTable({ rows }: { rows: RecipientNoticeRow[] }) {
  const { mayTakeDown } = useLoaderData<typeof loader>();
  return (
    <Table label="受助名单公示" sticky dense>
      <THead>
        <Tr>
          <Th>活动</Th>
          <Th>年度</Th>
          <Th>救助类型</Th>
          <Th>状态</Th>
          <Th>公示期</Th>
          <Th>撤下日期</Th>
          <Th>公示地点</Th>
          <Th actions>办理</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.campaignId}>
            <Td header>
              <TextLink to={paths.campaignNotice(row.campaignId)}>{row.name}</TextLink>
            </Td>
            <Td nowrap>{row.year}</Td>
            <Td nowrap>{reliefTypeLabels[row.type]}</Td>
            <Td nowrap>
              <NoticeStateTag state={row.state} />
            </Td>
            <Td nowrap className="tabular-nums">
              {row.noticedOn} 至 {lastNoticeDay(businessDate(row.endsOn))}
            </Td>
            <Td nowrap className="tabular-nums">
              {row.takenDownOn ?? '—'}
            </Td>
            <Td>{row.place || '—'}</Td>
            <Td actions>
              {mayTakeDown && row.state === 'expired' ? (
                <TextLink to={paths.campaignNoticeTakeDown(row.campaignId)}>登记撤下</TextLink>
              ) : null}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
