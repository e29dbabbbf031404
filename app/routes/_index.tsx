import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Read } from '../../db/client.server';
import { listFamilies } from '../families/families.server';
import type { FamilyStatus } from '../families/family';
import { fundBalance, projectOfYear, projectYears } from '../fund/fund.server';
import { guardStaff } from '../http/guard.server';
import { plainYuan } from '../money/yuan';
import { formatPercent, rate } from '../money/rate';
import { paths } from '../paths';
import { listApplications } from '../relief/applicationQueries.server';
import { may, type Permission } from '../staff/permission';
import type { Role } from '../staff/role';
import {
  EmptyState,
  Figure,
  FigureRow,
  LinkButton,
  Money,
  Page,
  Progress,
  Section,
  Stack,
  TextLink,
} from '../ui';

export const meta: MetaFunction = () => [{ title: '首页 - 困难职工帮扶' }];

interface Task {
  text: string;
  count: number;
  to: string;
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guardStaff(request);
  return store.read(async (read) => {
    const [year = null] = may(actor.roles, 'fund.read') ? await projectYears(read) : [];
    return {
      name: actor.name,
      year,
      fund: year === null ? null : await fundOf(read, year),
      tasks: await tasksOf(read, { roles: actor.roles, year }),
      canEditProject: may(actor.roles, 'project.edit'),
      seesFamilies: may(actor.roles, 'family.read'),
    };
  });
}

async function fundOf(read: Read, year: number) {
  const { id } = await projectOfYear(read, year);
  const balance = await fundBalance(read, { projectId: id });
  const execution = rate(balance.paidFen, balance.budgetFen);
  return { ...balance, execution, executionText: formatPercent(execution) };
}

/** What waits for somebody with these roles, by the permission each task needs. */
async function tasksOf(
  read: Read,
  { roles, year }: { roles: readonly Role[]; year: number | null },
): Promise<Task[]> {
  if (!may(roles, 'family.read')) return [];
  const { statusCounts: files } = await listFamilies(read, { pageSize: 1 });
  const fileTask = (permission: Permission, status: FamilyStatus, text: string) => ({
    permission,
    task: { text, count: files[status], to: paths.families({ status }) },
  });
  const possible = [
    fileTask('family.record', 'draft', '份草稿待提交'),
    fileTask('family.record', 'returned', '份档案被退回，待补正'),
    fileTask('family.record', 'submitted', '份档案待入户核查'),
    fileTask('family.record', 'visited', '份档案待公示'),
    fileTask('family.approve', 'publicised', '份档案公示中，期满后审批'),
  ];
  if (year !== null) {
    const { statusCounts: cases } = await listApplications(read, { year });
    possible.push(
      {
        permission: 'relief.review',
        task: {
          text: '份救助申请待审核',
          count: cases.submitted,
          to: paths.applications({ year, status: 'submitted' }),
        },
      },
      {
        permission: 'relief.decide',
        task: {
          text: '份救助申请待审批',
          count: cases.reviewed,
          to: paths.applications({ year, status: 'reviewed' }),
        },
      },
      {
        permission: 'relief.apply',
        task: {
          text: '份救助申请被退回，待修改',
          count: cases.returned,
          to: paths.applications({ year, status: 'returned' }),
        },
      },
    );
  }
  return possible
    .filter(({ permission, task }) => may(roles, permission) && task.count > 0)
    .map(({ task }) => task);
}

export default function Home() {
  const { name, year, fund, tasks, canEditProject, seesFamilies } = useLoaderData<typeof loader>();
  return (
    <Page title="首页" subtitle={`${name},您好。`}>
      <Stack>
        {seesFamilies ? <Tasks tasks={tasks} /> : null}
        {fund && year !== null ? <Fund year={year} fund={fund} /> : null}
        {seesFamilies && year === null ? <NoProject canEditProject={canEditProject} /> : null}
        {seesFamilies ? null : (
          <Section title="系统管理">
            <EmptyState title="您的角色管理账号和单位信息">
              请从左侧菜单打开「账号管理」或「单位信息」。家庭资料和资金只对业务角色开放。
            </EmptyState>
          </Section>
        )}
      </Stack>
    </Page>
  );
}

function Tasks({ tasks }: { tasks: Task[] }) {
  return (
    <Section title="待办">
      {tasks.length === 0 ? (
        <EmptyState title="没有等待您办理的事项">新的事项出现时会列在这里。</EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {tasks.map(({ text, count, to }) => (
            <li key={to} className="py-2">
              <TextLink to={to}>
                <span className="tabular-nums font-semibold">{count}</span> {text}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

type FundFigures = NonNullable<Awaited<ReturnType<typeof loader>>['fund']>;

function Fund({ year, fund }: { year: number; fund: FundFigures }) {
  return (
    <Section title={`${year} 年度帮扶资金`} actions={<TextLink to={paths.fund(year)}>资金总览</TextLink>}>
      <Stack>
        <FigureRow>
          <Figure
            label="预算（调整后）"
            value={<Money fen={fund.budgetFen} />}
            unit="元"
            to={paths.fund(year)}
          />
          <Figure label="已到账" value={<Money fen={fund.receivedFen} />} unit="元" to={paths.fund(year)} />
          <Figure
            label="已批待发"
            value={<Money fen={fund.committedFen} />}
            unit="元"
            to={paths.awards({ year })}
          />
          <Figure
            label="已发放"
            value={<Money fen={fund.paidFen} />}
            unit="元"
            to={paths.payments({ year })}
          />
          <Figure
            label="可用余额"
            value={<Money fen={fund.availableFen} />}
            unit="元"
            to={paths.fund(year)}
          />
        </FigureRow>
        <Progress
          label="预算执行率"
          valueText={`${fund.executionText}(${plainYuan(fund.paidFen)} ÷ ${plainYuan(fund.budgetFen)} 元)`}
          ratio={Number(fund.execution ?? 0)}
        />
      </Stack>
    </Section>
  );
}

function NoProject({ canEditProject }: { canEditProject: boolean }) {
  return (
    <Section title="年度目标">
      <EmptyState
        title="还没有年度目标"
        action={
          canEditProject ? (
            <LinkButton to={paths.projectImport} tone="primary" icon="upload">
              上传绩效目标表
            </LinkButton>
          ) : undefined
        }
      >
        {canEditProject
          ? '上传财政绩效目标表，预算和指标会自动读出，核对后确认。'
          : '请中心主任先上传绩效目标表，之后才能登记到账和救助。'}
      </EmptyState>
    </Section>
  );
}
