import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Figure,
  FigureRow,
  FilterBar,
  Money,
  Section,
  Stack,
  Table,
  TBody,
  Td,
  TFoot,
  Th,
  THead,
  Tr,
} from '../ui';
import { fundAlertText } from '../zh/fundAlerts';
import { PlanChart } from './FundCharts';
import type { FundAlertCode } from './plan';

interface Month {
  month: string;
  plannedFen: number;
  plannedUntilFen: number;
  paidFen: number | null;
  paidUntilFen: number | null;
  expectedFen: number;
  expectedUntilFen: number;
}

interface FundOutlookProps {
  year: number;
  budgetFen: number;
  outlook: {
    asOf: string;
    isOver: boolean;
    months: Month[];
    plannedToDateFen: number;
    paidFen: number;
    projectedFen: number;
    leftFen: number;
    alerts: { code: FundAlertCode; on: string | null; amountFen: number }[];
  };
}

/** Where the year stands against its planned curve on a day, what it is expected to come to, and what to look after. */
export function FundOutlook({ year, budgetFen, outlook }: FundOutlookProps) {
  const { asOf, isOver, months, plannedToDateFen, paidFen, projectedFen, leftFen, alerts } = outlook;
  return (
    <Section
      title="执行与预测"
      id="outlook"
      description={
        <>
          按发放计划的月份比较，不按时间平均；没有填每人金额的救助类型，按预算余额和计划人数分摊。{' '}
          <RuleLink rule="forecast" of="预计" />
        </>
      }
      flush
    >
      <div className="no-print px-4 pt-3">
        <FilterBar
          action={paths.fund()}
          keep={{ year: String(year) }}
          dates={[{ name: 'asOf', label: '截至日期', value: asOf }]}
          submitLabel="查看"
        />
      </div>
      <div className="px-4 py-3">
        <Stack>
          {alerts.map((alert) => (
            <Alert key={alert.code} tone={alert.code === 'budget_runs_out' ? 'danger' : 'warning'}>
              {fundAlertText(alert)}
            </Alert>
          ))}
          {alerts.length === 0 ? <Alert tone="success">截至 {asOf}，执行与计划相符，资金够用。</Alert> : null}
          <FigureRow>
            <Figure label="已过月份的计划" value={<Money fen={plannedToDateFen} />} unit="元" />
            <Figure label={`截至 ${asOf} 本年度已发放`} value={<Money fen={paidFen} />} unit="元" />
            <Figure
              label={isOver ? '全年发放' : '预计全年发放'}
              value={<Money fen={projectedFen} />}
              unit="元"
              note={isOver ? '年度已经结束' : '已发放、已批待发和以后的计划，不超过预算'}
            />
            <Figure
              label={leftFen < 0 ? '预计缺口' : isOver ? '预算结余' : '预计结余'}
              value={<Money fen={Math.abs(leftFen)} />}
              unit="元"
              tone={leftFen < 0 ? 'danger' : 'neutral'}
            />
          </FigureRow>
        </Stack>
      </div>
      <PlanChart months={months} budgetFen={budgetFen} />
      <MonthlyPlan months={months} />
    </Section>
  );
}

function MonthlyPlan({ months }: { months: readonly Month[] }) {
  const sum = (key: 'plannedFen' | 'paidFen' | 'expectedFen') =>
    months.reduce((total, month) => total + (month[key] ?? 0), 0);
  return (
    <Table label="计划与实际（按月）" dense>
      <THead>
        <Tr>
          <Th>月份</Th>
          <Th numeric>计划（元）</Th>
          <Th numeric>累计计划（元）</Th>
          <Th numeric>发放（元）</Th>
          <Th numeric>累计发放（元）</Th>
          <Th numeric>预计再发（元）</Th>
          <Th numeric>预计累计（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {months.map((row) => (
          <Tr key={row.month}>
            <Td header nowrap className="tabular-nums">
              {row.month}
            </Td>
            <Td numeric muted>
              <Money fen={row.plannedFen} />
            </Td>
            <Td numeric muted>
              <Money fen={row.plannedUntilFen} />
            </Td>
            <Td numeric>
              <Money fen={row.paidFen} />
            </Td>
            <Td numeric>
              <Money fen={row.paidUntilFen} />
            </Td>
            <Td numeric muted>
              <Money fen={row.expectedFen} />
            </Td>
            <Td numeric>
              <Money fen={row.expectedUntilFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header>合计</Td>
          <Td numeric>
            <Money fen={sum('plannedFen')} />
          </Td>
          <Td />
          <Td numeric>
            <Money fen={sum('paidFen')} />
          </Td>
          <Td />
          <Td numeric>
            <Money fen={sum('expectedFen')} />
          </Td>
          <Td />
        </Tr>
      </TFoot>
    </Table>
  );
}
