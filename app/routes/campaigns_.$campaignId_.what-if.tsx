import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { campaignWhatIf } from '../indicators/campaignWhatIf.server';
import { formatScore, wholeText } from '../indicators/figures';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  EmptyState,
  Money,
  MoneyText,
  Page,
  Section,
  Table,
  TBody,
  Td,
  TextLink,
  TFoot,
  Th,
  THead,
  Tr,
} from '../ui';
import { CASH_LABELS } from '../zh/fund';
import { indicatorName } from '../zh/indicators';

export const meta: MetaFunction = () => [{ title: '如果批准会怎样 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'indicator.read');
  const asOf = todayInChina(new Date());
  return store.read(async (read) => ({
    asOf,
    ...(await orExplained(campaignWhatIf(read, { id: params.campaignId!, asOf }))),
  }));
}

export default function WhatIf() {
  const { campaign, year, people, amountFen, asOf } = useLoaderData<typeof loader>();
  return (
    <Page
      title="如果批准会怎样"
      subtitle={
        <>
          {campaign.name}：{wholeText(people)} 人，
          <MoneyText fen={amountFen} />
          ；按 {asOf} 批准并发放推算，不改动任何记录。
        </>
      }
      crumbs={[
        { to: paths.campaignsOf(year), label: '专项救助活动' },
        { to: paths.campaign(campaign.id), label: campaign.name },
      ]}
    >
      {people === 0 ? (
        <EmptyState title="这次活动没有待审批的申请">全部申请都已有结果，没有可以推算的。</EmptyState>
      ) : (
        <>
          <MoneyTable />
          <IndicatorTable />
        </>
      )}
    </Page>
  );
}

function MoneyTable() {
  const { money } = useLoaderData<typeof loader>();
  const columns = [money.now, money.approved, money.paid];
  return (
    <Section title="资金" description={<RuleLink rule="budget" of="预算限制" />} flush>
      <MoneyAlerts />
      <Table label="资金" dense>
        <Heads />
        <TBody>
          {(['budgetFen', 'receivedFen', 'committedFen', 'paidFen'] as const).map((key) => (
            <Tr key={key}>
              <Td header>{MONEY_LABELS[key]}（元）</Td>
              {columns.map((budget, index) => (
                <Td key={STAGES[index]} numeric>
                  <Money fen={budget[key]} />
                </Td>
              ))}
            </Tr>
          ))}
        </TBody>
        <TFoot>
          <Tr>
            <Td header>可用预算（元）</Td>
            {columns.map((budget, index) => (
              <Td key={STAGES[index]} numeric>
                <Money fen={budget.availableFen} />
              </Td>
            ))}
          </Tr>
        </TFoot>
      </Table>
    </Section>
  );
}

/** What would stand in the way of approving and of paying. */
function MoneyAlerts() {
  const { approved, usableFen, reservedFen, unreceivedFen } = useLoaderData<typeof loader>().money;
  if (approved.availableFen >= 0 && unreceivedFen === 0) return null;
  return (
    <div className="grid gap-2 p-3">
      {approved.availableFen < 0 ? (
        <Alert tone="danger">
          批准后会超出预算 <MoneyText fen={-approved.availableFen} />
          ，系统不会允许。请先减少人数或金额，或者调整预算。
        </Alert>
      ) : null}
      {unreceivedFen > 0 ? (
        <Alert tone="warning">
          已到账的资金不够发放这次活动，还差 <MoneyText fen={unreceivedFen} />：{CASH_LABELS.usable}{' '}
          <MoneyText fen={usableFen} />
          ，其中{CASH_LABELS.reserved}要用 <MoneyText fen={reservedFen} />
          。资金到账后才能发放。
        </Alert>
      ) : null}
    </div>
  );
}

const MONEY_LABELS = {
  budgetFen: '预算',
  receivedFen: '已到账',
  committedFen: '已批待发',
  paidFen: '已发放',
} as const;

const STAGES = ['现在', '批准后', '发放后'] as const;

function Heads() {
  return (
    <THead>
      <Tr>
        <Th>项目</Th>
        {STAGES.map((stage) => (
          <Th key={stage} numeric>
            {stage}
          </Th>
        ))}
      </Tr>
    </THead>
  );
}

function IndicatorTable() {
  const { now, approved, paid, asOf, endOn } = useLoaderData<typeof loader>();
  if (asOf > endOn) return <EndedProject />;
  const rows = now.rows.flatMap((row, index) =>
    row.level3 === null || row.metric === null
      ? []
      : [{ row, texts: [row, approved.rows[index]!, paid.rows[index]!].map(({ actual }) => actual.text) }],
  );
  return (
    <Section
      title="指标"
      description={
        <>
          <RuleLink rule="score" of="计分" /> <RuleLink rule="budget_execution" of="执行率" />{' '}
          <RuleLink rule="coverage" of="应补尽补率" /> <RuleLink rule="timeliness" of="及时率" />
        </>
      }
      flush
    >
      <NotBegun />
      <Table label="指标" dense>
        <Heads />
        <TBody>
          {rows.map(({ row, texts }) => (
            <Tr key={row.id}>
              <Td header>
                {indicatorName(row)}（目标 {row.target.text}）
              </Td>
              {texts.map((text, index) => (
                <Td key={STAGES[index]} numeric muted={index > 0 && text === texts[0]}>
                  {text}
                </Td>
              ))}
            </Tr>
          ))}
        </TBody>
        <TFoot>
          <Tr>
            <Td header>总得分</Td>
            {[now, approved, paid].map(({ totalScoreHundredths }, index) => (
              <Td key={STAGES[index]} numeric>
                {formatScore(totalScoreHundredths)}
              </Td>
            ))}
          </Tr>
        </TFoot>
      </Table>
    </Section>
  );
}

/** The papers of the year are of its last day: what is approved today gains it nothing, and no score is promised. */
function EndedProject() {
  const { asOf, year, endOn } = useLoaderData<typeof loader>();
  return (
    <Section title="指标">
      <Alert tone="info" title={`项目已于 ${endOn} 结束，不推算指标和得分`}>
        {year} 年度的报告按项目最后一天计。今天（{asOf}
        ）批准、发放的款项计入资金，不改变报告里的指标和得分：
        <TextLink to={paths.indicators(year, endOn)}>最后一天的指标</TextLink>
        。补录项目期内已经批准、发放的，按当时的日期登记，指标以登记后为准。
      </Alert>
    </Section>
  );
}

/** Today a payment would be none of the year's: the indicators stay as they are, and the page says why. */
function NotBegun() {
  const { asOf, year, startOn } = useLoaderData<typeof loader>();
  if (startOn <= asOf) return null;
  return (
    <div className="p-3">
      <Alert tone="info">
        今天（{asOf}）还没有到项目开始日 {startOn}：现在发放的款项计入资金，但不计入 {year}{' '}
        年度的预算执行率、救助人数和应补尽补率，这些指标不会变化。补贴发放及时性按每笔核定计算，不受此限。
      </Alert>
    </div>
  );
}
