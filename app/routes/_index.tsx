import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Read } from '../../db/client.server';
import { todayInChina } from '../calendar/date';
import { UrgentCases } from '../deskTime/LateCases';
import { keptPlaces } from '../families/keptPlaces';
import { projectOfYear, projectYears } from '../fund/fund.server';
import { fundStand } from '../fund/fundDetail.server';
import { OfTheYear } from '../fund/OfTheYear';
import { Dashboard } from '../indicators/Dashboard';
import { dashboardOf } from '../indicators/dashboard.server';
import { EndedYear } from '../indicators/YearNotes';
import { waitingUploads } from '../fund/targetUploads.server';
import { guardStaff } from '../http/guard.server';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { BackupNotice } from '../operations/BackupNotice';
import { currentBackupConcern } from '../operations/health.server';
import { paths } from '../paths';
import { workingYear } from '../relief/days';
import { may } from '../staff/permission';
import { OwnResets } from '../staff/OwnResets';
import { waitingRolesOf } from '../staff/roleChanges.server';
import { ownResets } from '../staff/toldHome.server';
import { WithoutRoles } from '../staff/WithoutRoles';
import { RuleLink } from '../rules/RuleLink';
import { together } from '../together';
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
  WaitingOnDevice,
} from '../ui';
import type { Task } from '../workList.server';
import { workList } from '../workList.server';
import { TASK_LABELS, taskLabel } from '../zh/tasks';
import { AVAILABLE_LABEL } from '../zh/fund';

export const meta: MetaFunction = () => [{ title: '首页 - 困难职工帮扶' }];

/**
 * The first screen holds all that needs a decision: where activities wait for one, what is late is told by its count,
 * which leads to the list.
 */
const MOST_URGENT_BESIDE_FIGURES = 3;

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guardStaff(request);
  const mayMakeBackup = may(actor.roles, 'backup.make');
  const answers = mayMakeBackup || may(actor.roles, 'indicator.assess');
  const backups = answers && may(actor.roles, 'backup.read') ? await currentBackupConcern() : null;
  return store.read(async (read) => {
    const years = may(actor.roles, 'fund.read') ? await projectYears(read) : [];
    const today = todayInChina(new Date());
    const asked = new URL(request.url).searchParams.get('year');
    const year = workingYear(years, { asked, today });
    // Who answers for the year's targets sees the year; the others see their work.
    const isHead = year !== null && may(actor.roles, 'indicator.assess');
    const { work, isFormWaiting, ...found } = await together({
      dashboard: isHead ? dashboardOf(read, { year, asOf: today }) : null,
      fund: year === null || isHead ? null : fundOf(read, year),
      ownResets: ownResets(read, actor.staffId, new Date()),
      work: workList(read, { roles: actor.roles, year, staffId: actor.staffId }),
      isFormWaiting: year === null && waitingUploads(read).then((uploads) => uploads.length > 0),
      waitingRoles: actor.roles.length > 0 ? null : waitingRolesOf(read, actor.staffId),
    });
    return {
      ...found,
      ...work,
      isFormWaiting,
      name: actor.name,
      backups,
      mayMakeBackup,
      year,
      otherYears: years.filter((one) => one !== year),
      canEditProject: may(actor.roles, 'project.edit'),
      hasRoles: actor.roles.length > 0,
      recorderId: may(actor.roles, 'family.record') ? actor.staffId : null,
      seesFamilies: may(actor.roles, 'family.read'),
    };
  });
}

async function fundOf(read: Read, year: number) {
  return fundStand(read, await projectOfYear(read, year));
}

export default function Home() {
  const { name, year, dashboard, fund, tasks, urgent, seesFamilies, hasRoles, ...found } =
    useLoaderData<typeof loader>();
  const { waitingRoles, recorderId, otherYears, ownResets, backups, mayMakeBackup } = found;
  const backupNotice = backups ? (
    <BackupNotice concern={backups} mayMake={mayMakeBackup} slim={dashboard !== null} />
  ) : null;
  if (dashboard) {
    return (
      <Page
        title={`${dashboard.year} 年度概览`}
        tag={
          <>
            <OtherYears years={otherYears} />
            {backupNotice}
          </>
        }
        subtitle={
          <>
            {name}，您好。数据截至 {dashboard.asOf}，由记录当场算出。
            <EndedYear {...dashboard} />
          </>
        }
      >
        <Stack gap="small">
          <OwnResets resets={ownResets} />
          <Dashboard
            view={dashboard}
            tasks={
              <>
                <TaskList tasks={tasks} />
                {dashboard.campaigns.length === 0 ? (
                  <UrgentCases cases={urgent} most={MOST_URGENT_BESIDE_FIGURES} />
                ) : null}
              </>
            }
          />
        </Stack>
      </Page>
    );
  }
  if (!hasRoles) {
    return (
      <Page title="首页" subtitle={`${name}，您好。`}>
        <Stack>
          <OwnResets resets={ownResets} />
          <WithoutRoles waiting={waitingRoles} />
        </Stack>
      </Page>
    );
  }
  return (
    <Page title="首页" subtitle={`${name}，您好。`}>
      <Stack>
        <OwnResets resets={ownResets} />
        {backupNotice}
        {recorderId ? <WaitingOnDevice {...keptPlaces(recorderId)} /> : null}
        {seesFamilies ? <Tasks tasks={tasks} /> : null}
        <UrgentCases cases={urgent} />
        {fund && year !== null ? <Fund year={year} fund={fund} /> : null}
        {seesFamilies && year === null ? <NoProject /> : null}
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

/** Beside the heading, which costs no line: the years that are over or prepared. */
function OtherYears({ years }: { years: readonly number[] }) {
  if (years.length === 0) return null;
  return (
    <nav aria-label="其他年度" className="no-print flex flex-wrap gap-x-3 text-sm">
      <span className="text-ink-500">其他年度：</span>
      {years.map((one) => (
        <TextLink key={one} to={paths.homeOf(one)}>
          {one} 年
        </TextLink>
      ))}
    </nav>
  );
}

function Tasks({ tasks }: { tasks: Task[] }) {
  if (tasks.length === 0) {
    return (
      <Section title="待办">
        <EmptyState title="没有等待您办理的事项">新的事项出现时会列在这里。</EmptyState>
      </Section>
    );
  }
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks" className="mb-2 text-lg font-semibold text-ink-900">
        待办
      </h2>
      <FigureRow>
        {tasks.map(({ code, count, to, year, note }) => (
          <Figure
            key={to}
            label={taskLabel({ code, year })}
            value={count.toLocaleString('zh-CN')}
            unit={TASK_LABELS[code].unit}
            to={to}
            note={note}
          />
        ))}
      </FigureRow>
    </section>
  );
}

/** What needs somebody today, one line each: beside the figures of the year. */
function TaskList({ tasks }: { tasks: Task[] }) {
  const otherYears = [...new Set(tasks.flatMap(({ year }) => year ?? []))];
  return (
    <Section title="今天要办">
      {tasks.length === 0 ? (
        <p className="text-sm text-ink-600">没有等待您办理的事项。新的事项出现时会列在这里。</p>
      ) : (
        <ul className="grid gap-1.5">
          {tasks.map(({ code, count, to, year, note }) => (
            <li key={to} className="flex items-baseline justify-between gap-3 text-sm">
              <span>
                <TextLink to={to}>{taskLabel({ code, year })}</TextLink>
                {note ? <span className="block text-ink-600">{note}</span> : null}
              </span>
              <span className="whitespace-nowrap font-semibold tabular-nums">
                {count.toLocaleString('zh-CN')} {TASK_LABELS[code].unit}
              </span>
            </li>
          ))}
        </ul>
      )}
      {otherYears.length > 0 ? (
        <p className="mt-1.5 flex flex-wrap gap-x-3 border-t border-ink-200 pt-1.5 text-sm">
          <span className="text-ink-600">还有未办完的年度：</span>
          {otherYears.map((year) => (
            <TextLink key={year} to={paths.fund(year)}>
              {year} 年度资金总览
            </TextLink>
          ))}
        </p>
      ) : null}
    </Section>
  );
}

type FundFigures = NonNullable<Awaited<ReturnType<typeof loader>>['fund']>;

function Fund({ year, fund }: { year: number; fund: FundFigures }) {
  return (
    <Section
      title={`${year} 年度帮扶资金`}
      description={
        <>
          <RuleLink rule="budget" of="资金限制" /> <RuleLink rule="budget_execution" of="执行率" />
        </>
      }
      actions={
        <>
          <TextLink to={paths.due(year)}>应补未补名单</TextLink>
          <TextLink to={paths.fund(year)}>资金总览</TextLink>
        </>
      }
    >
      <Stack>
        <FigureRow>
          <Figure
            label="预算（调整后，元）"
            value={<Money fen={fund.budgetFen} />}

            to={paths.fund(year)}
          />
          <Figure label="已到账（元）" value={<Money fen={fund.receivedFen} />} to={paths.fund(year)} />
          <Figure
            label="已批待发（元）"
            value={<Money fen={fund.committedFen} />}

            to={paths.awards({ year })}
          />
          <Figure
            label="已发放（元）"
            value={<Money fen={fund.paidFen} />}
            note={<OfTheYear fund={fund} />}
            to={paths.payments({ year })}
          />
          <Figure
            label={`${AVAILABLE_LABEL}（元）`}
            value={<Money fen={fund.availableFen} />}

            to={paths.fund(year)}
          />
        </FigureRow>
        <Progress
          label="预算执行率"
          valueText={`${fund.executed.text}（本年度 ${formatYuan(fen(fund.paidInYearFen))} ÷ ${formatYuan(fen(fund.budgetFen))} 元）`}
          ratio={Number(fund.executed.ratio ?? 0)}
        />
      </Stack>
    </Section>
  );
}

function NoProject() {
  const { tasks, isFormWaiting, canEditProject } = useLoaderData<typeof loader>();
  const waiting = tasks.find(({ code }) => code === 'project.waiting');
  if (isFormWaiting) {
    return (
      <Section title="年度目标">
        <EmptyState
          title={waiting ? '目标表已收到，等待核对' : '目标表已收到，等待中心主任核对'}
          action={
            waiting ? (
              <LinkButton to={waiting.to} tone="primary">
                去核对
              </LinkButton>
            ) : undefined
          }
        >
          核对并确认后成为年度目标，之后才能登记到账和救助。
        </EmptyState>
      </Section>
    );
  }
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
          : '请中心主任先上传并确认绩效目标表，之后才能登记到账和救助。'}
      </EmptyState>
    </Section>
  );
}
