import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { SOON_DAYS } from '../deskTime/desk';
import {
  LATE_DESK_CODES,
  LATE_STATES,
  lateQuestion,
  OWN_DESKS,
  ownDesks,
  type LateState,
} from '../deskTime/late';
import { LateName, lateSubject, LateTag } from '../deskTime/LateCases';
import { latePage, type LateCase } from '../deskTime/late.server';
import { guard } from '../http/guard.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Card,
  EmptyState,
  FilterBar,
  LinkButton,
  Page,
  Pager,
  Table,
  Tabs,
  TBody,
  Td,
  Th,
  THead,
  Tr,
} from '../ui';
import { DESK_LABELS, LATE_STATE_LABELS } from '../zh/deskTime';

export const meta: MetaFunction = () => [{ title: '逾期提醒 - 困难职工帮扶' }];

const PAGE_SIZE = 50;

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const given = new URL(request.url).searchParams;
  const asked = lateQuestion(given, actor);
  const { desks, state } = asked;
  const desk = desks && given.get('desk');
  const found = await store.read((read) =>
    latePage(read, { ...asked, page: Number(given.get('page')), size: PAGE_SIZE }),
  );
  return {
    ...found,
    desk,
    state,
    hasOwn: ownDesks(actor.roles).length > 0,
    mayExport: may(actor.roles, 'list.export'),
    maySet: may(actor.roles, 'standard.edit'),
  };
}

export default function Deadlines() {
  const { desk, state, counts, rows, page, pageCount, total, hasOwn, maySet, mayExport } =
    useLoaderData<typeof loader>();
  return (
    <Page
      title="逾期提醒"
      subtitle={
        <>
          已超过时限、或 {SOON_DAYS}{' '}
          个工作日内到期的档案、申请和核定，最早到期的在前。发放按年度计划的及时天数，其他环节按本中心设定的时限。{' '}
          <RuleLink rule="desk-limits" of="办理时限" /> <RuleLink rule="due-date" of="应发日" />
        </>
      }
      actions={
        <>
          {mayExport && total > 0 ? <ExportLink list="deadlines" filter={{ desk, state }} /> : null}
          {maySet ? <LinkButton to={paths.deskLimits}>设定办理时限</LinkButton> : null}
        </>
      }
    >
      <FilterBar
        action={paths.deadlines()}
        selects={[
          {
            name: 'desk',
            label: '环节',
            value: desk ?? '',
            options: [
              ...(hasOwn ? [{ value: OWN_DESKS, label: '我能办的各环节' }] : []),
              ...LATE_DESK_CODES.map((one) => ({ value: one, label: DESK_LABELS[one] })),
            ],
          },
        ]}
        keep={state ? { state } : {}}
        resetTo={desk ? paths.deadlines({ state }) : undefined}
      />
      <Tabs
        label="到期情况"
        items={[
          {
            to: paths.deadlines({ desk }),
            label: '全部',
            count: counts.late + counts.soon,
            current: state === null,
          },
          ...LATE_STATES.map((one) => ({
            to: paths.deadlines({ desk, state: one }),
            label: LATE_STATE_LABELS[one],
            count: counts[one],
            current: one === state,
          })),
        ]}
      />
      <Card>
        {rows.length === 0 ? (
          <NoneLate state={state} counts={counts} desk={desk} />
        ) : (
          <>
            <LateTable rows={rows} />
            <Pager
              page={page}
              pageCount={pageCount}
              total={total}
              unit="件"
              to={(one) => paths.deadlines({ desk, state, page: one })}
            />
          </>
        )}
      </Card>
    </Page>
  );
}

interface NoneLateProps {
  state: LateState | null;
  counts: Record<LateState, number>;
  desk: string | null;
}

/** A list of one state that is empty does not say that the other one is. */
function NoneLate({ state, counts, desk }: NoneLateProps) {
  const other = LATE_STATES.find((one) => one !== state && counts[one] > 0);
  if (state === null || !other)
    return <EmptyState title="没有将逾期或已逾期的">各环节都在时限之内。</EmptyState>;
  return (
    <EmptyState
      title={`没有${LATE_STATE_LABELS[state]}的`}
      action={
        <LinkButton to={paths.deadlines({ desk, state: other })}>
          查看{LATE_STATE_LABELS[other]}的 {counts[other]} 件
        </LinkButton>
      }
    >
      另有 {counts[other]} 件{LATE_STATE_LABELS[other]}。
    </EmptyState>
  );
}

function LateTable({ rows }: { rows: LateCase[] }) {
  return (
    <Table label="将逾期和已逾期" sticky>
      <THead>
        <Tr>
          <Th>姓名</Th>
          <Th>档案</Th>
          <Th>事项</Th>
          <Th>环节</Th>
          <Th>到手日期</Th>
          <Th>应办结日期</Th>
          <Th>时间</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((one) => (
          <Tr key={one.id}>
            <Td header nowrap>
              <LateName one={one} />
            </Td>
            <Td nowrap>{one.fileNumber}</Td>
            <Td nowrap>{lateSubject(one)}</Td>
            <Td nowrap>{DESK_LABELS[one.desk]}</Td>
            <Td nowrap>{one.since}</Td>
            <Td nowrap>{one.dueOn}</Td>
            <Td nowrap>
              <LateTag one={one} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
