import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { projectYears } from '../fund/fund.server';
import { yearOfAddress } from '../fund/project';
import { projectPage } from '../fund/projects.server';
import { AmountFacts, ComponentTable, HeadFacts, ProgrammeTable, TextFacts } from '../fund/ProjectView';
import { scoringPage } from '../fund/scoring.server';
import { ScoringFacts } from '../fund/ScoringFacts';
import { TargetTree } from '../fund/TargetTree';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import { Alert, Columns, Figure, FigureRow, LinkButton, Money, Page, Section, Stack, Tabs } from '../ui';
import { AVAILABLE_LABEL, planGapSentence } from '../zh/fund';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.project.draft.year ?? ''} 年度目标 - 困难职工帮扶` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'project.read');
  const year = yearOfAddress(params.year);
  const project = await orExplained(store.read((read) => projectPage(read, year)));
  return {
    project,
    scoring: await store.read((read) => scoringPage(read, year)),
    years: await store.read(projectYears),
    mayEdit: may(actor.roles, 'project.edit'),
    mayReport: may(actor.roles, 'report.read'),
  };
}

export default function ProjectYearPage() {
  const { project, scoring, years, mayEdit, mayReport } = useLoaderData<typeof loader>();
  const { draft, indicators, planGaps } = project;
  const { year } = draft;
  const edit = (to: string, label: string) =>
    mayEdit ? (
      <LinkButton to={to} size="small" icon="edit">
        {label}
      </LinkButton>
    ) : null;
  return (
    <Page
      title={`${year} 年度目标`}
      subtitle={`${draft.projectName}，${draft.centreName}`}
      crumbs={[{ to: paths.projects, label: '年度目标' }]}
      actions={
        <>
          <LinkButton to={paths.indicators(year)}>绩效指标</LinkButton>
          {mayReport ? <LinkButton to={paths.report(year)}>绩效报告</LinkButton> : null}
          {mayEdit ? <LinkButton to={paths.projectCopy(year)}>复制到其他年度</LinkButton> : null}
        </>
      }
    >
      {years.length > 1 ? (
        <Tabs
          label="年度"
          items={years.map((one) => ({
            to: paths.project(one),
            label: `${one} 年`,
            current: one === year,
          }))}
        />
      ) : null}
      <MoneyFigures />
      {planGaps.length > 0 ? (
        <Alert tone="warning" title="实施计划与目标值不一致">
          {planGaps.map((gap) => (
            <p key={gap.type}>{planGapSentence(gap)}</p>
          ))}
        </Alert>
      ) : null}
      <Section title="绩效指标" flush actions={edit(paths.projectIndicators(year), '编辑指标和分值')}>
        <TargetTree label="绩效指标" rows={indicators} totalWeight={project.totalWeight} />
      </Section>
      <Section
        title="评分规则"
        description={
          <>
            <RuleLink rule="score" of="计分" /> <RuleLink rule="timeliness-word" of="及时性" />{' '}
            <RuleLink rule="grades" of="评级" /> <RuleLink rule="thin-sample" of="样本" />
          </>
        }
        actions={scoring.isClosed ? null : edit(paths.projectScoring(year), '修改评分规则')}
      >
        <ScoringFacts rules={scoring.rules} set={scoring.set} version={scoring.version} />
      </Section>
      <Columns>
        <Section
          title="发放计划"
          description={
            <>
              <RuleLink rule="pay-window" of="发放期" /> <RuleLink rule="due-date" of="应发日" />
            </>
          }
          flush
          actions={edit(paths.projectProgrammes(year), '修改发放计划')}
        >
          <ProgrammeTable programmes={draft.programmes} rows={indicators} />
        </Section>
        <Section title="金额和项目构成" flush>
          <div className="px-4 py-3">
            <AmountFacts head={draft} />
          </div>
          <ComponentTable head={draft} />
        </Section>
      </Columns>
      <Section title="项目信息" actions={edit(paths.projectEdit(year), '修改项目信息')}>
        <Stack>
          <HeadFacts head={draft} columns={3} />
          <TextFacts head={draft} />
        </Stack>
      </Section>
    </Page>
  );
}

function MoneyFigures() {
  const { draft, balance } = useLoaderData<typeof loader>().project;
  const to = paths.fund(draft.year);
  return (
    <FigureRow>
      <Figure
        label="预算（含调整）"
        unit="元"
        to={to}
        value={<Money fen={balance.budgetFen} />}
        note={
          <>
            目标表 <Money fen={draft.currentFen} />
          </>
        }
      />
      <Figure label="已到账" unit="元" to={to} value={<Money fen={balance.receivedFen} />} />
      <Figure label="已批待发" unit="元" to={to} value={<Money fen={balance.committedFen} />} />
      <Figure label="已发放" unit="元" to={to} value={<Money fen={balance.paidFen} />} />
      <Figure
        label={AVAILABLE_LABEL}
        unit="元"
        to={to}
        value={<Money fen={balance.availableFen} />}
        note={<RuleLink rule="budget" of="预算限制" />}
      />
    </FigureRow>
  );
}
