import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { businessDate, todayInChina } from '../calendar/date';
import { FamilyStatusTag } from '../families/FamilyStatusTag';
import { isNoticeCovered, lastNoticeDay } from '../families/notice';
import { noticePage, type NoticeLine, type NoticeObjection } from '../families/noticeQueries.server';
import { NoticeStateTag, ObjectionTag } from '../families/NoticeTags';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import { Alert, Facts, LinkButton, Page, Section, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { CATEGORY_LABELS, regionLabel } from '../zh/families';
import { UNCOVERED_YEAR } from '../zh/notice';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `公示 ${data?.notice.number ?? ''} - 困难职工帮扶` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const notice = await orExplained(store.read((read) => noticePage(read, params.noticeId!)));
  const today = todayInChina(new Date());
  const isOver = today >= notice.endsOn || notice.waitingCount === 0;
  return {
    notice,
    mayTakeDown: !notice.takenDownOn && isOver && may(actor.roles, 'family.record'),
    isCovered: isNoticeCovered(businessDate(notice.publishedOn)),
  };
}

export default function Notice() {
  const { notice, mayTakeDown, isCovered } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`公示 ${notice.number}`}
      crumbs={[{ to: paths.notices(), label: '认定公示' }]}
      tag={<NoticeStateTag state={notice.state} />}
      subtitle={`${notice.lines.length} 户`}
      actions={
        <>
          {mayTakeDown ? (
            <LinkButton to={paths.noticeTakeDown(notice.id)} tone="primary">
              撤下公示
            </LinkButton>
          ) : null}
          <LinkButton to={paths.noticePrint(notice.id)} icon="print">
            打印公示
          </LinkButton>
          <LinkButton to={paths.noticeDocx(notice.id)} reloadDocument icon="download">
            导出 Word
          </LinkButton>
        </>
      }
    >
      {isCovered ? null : <Alert tone="warning">{UNCOVERED_YEAR}</Alert>}
      {notice.state === 'expired' ? (
        <Alert tone="warning" title="公示已期满">
          请把张贴的公示撤下，并在这里登记撤下日期。
        </Alert>
      ) : null}
      <Section title="公示安排">
        <Facts
          items={[
            {
              label: '公示期',
              value: (
                <>
                  {notice.publishedOn} 至 {lastNoticeDay(businessDate(notice.endsOn))}{' '}
                  <RuleLink rule="notice" of="公示期" />
                </>
              ),
            },
            { label: '可审批日期', value: notice.endsOn },
            { label: '公示地点', value: notice.place },
            { label: '撤下日期', value: notice.takenDownOn },
            { label: '登记人', value: notice.recordedByName },
            { label: '尚未审批', value: `${notice.waitingCount} 户` },
          ]}
        />
      </Section>
      <Section title="公示的家庭" flush>
        <Lines lines={notice.lines} />
      </Section>
      <Section title="异议" flush={notice.objections.length > 0}>
        {notice.objections.length > 0 ? (
          <Objections objections={notice.objections} />
        ) : (
          <p className="text-ink-500">没有收到异议。收到异议时，请打开那一户的档案登记。</p>
        )}
      </Section>
    </Page>
  );
}

function Lines({ lines }: { lines: NoticeLine[] }) {
  return (
    <Table label="公示的家庭" dense>
      <THead>
        <Tr>
          <Th numeric>序号</Th>
          <Th>档案编号</Th>
          <Th>姓名</Th>
          <Th>工作单位</Th>
          <Th>拟认定类别</Th>
          <Th>行政区划</Th>
          <Th>档案状态</Th>
        </Tr>
      </THead>
      <TBody>
        {lines.map((line, index) => (
          <Tr key={line.familyId}>
            <Td numeric>{index + 1}</Td>
            <Td header nowrap>
              <TextLink to={paths.family(line.familyId)}>{line.fileNumber}</TextLink>
            </Td>
            <Td nowrap>{line.shownName}</Td>
            <Td>{line.workUnit || '—'}</Td>
            <Td>{line.category ? CATEGORY_LABELS[line.category] : '待审批确定'}</Td>
            <Td>{regionLabel(line.division)}</Td>
            <Td nowrap>
              <FamilyStatusTag status={line.status} />
              {line.isCurrent ? null : <span className="ml-2 text-sm text-ink-500">已不在这份公示上</span>}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function Objections({ objections }: { objections: NoticeObjection[] }) {
  return (
    <Table label="异议" dense>
      <THead>
        <Tr>
          <Th>收到日期</Th>
          <Th>档案编号</Th>
          <Th>姓名</Th>
          <Th>处理结果</Th>
          <Th>处理日期</Th>
        </Tr>
      </THead>
      <TBody>
        {objections.map((one) => (
          <Tr key={one.id}>
            <Td nowrap className="tabular-nums">
              {one.receivedOn}
            </Td>
            <Td header nowrap>
              <TextLink to={paths.family(one.familyId)}>{one.fileNumber}</TextLink>
            </Td>
            <Td nowrap>{one.shownName}</Td>
            <Td nowrap>
              <ObjectionTag outcome={one.outcome} />
            </Td>
            <Td nowrap className="tabular-nums">
              {one.handledOn ?? '—'}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
