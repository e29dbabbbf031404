import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { parseDate, todayInChina, type BusinessDate } from '../calendar/date';
import { useLoaderData } from '@remix-run/react';
import { projectYears } from '../fund/fund.server';
import { fundPage } from '../fund/fundPage.server';
import { CashTable } from '../fund/CashTable';
import { AdjustmentTable, ReceiptTable } from '../fund/FundRecords';
import { FundBars } from '../fund/FundCharts';
import { FundOutlook } from '../fund/FundOutlook';
import { DivisionTable, MonthTable, SourceTable, TypeTable } from '../fund/FundTables';
import { NoProjectYet } from '../fund/NoProjectYet';
import { chosenYear } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Card,
  Columns,
  Figure,
  FigureRow,
  LinkButton,
  Money,
  MoneyText,
  Page,
  Progress,
  Section,
  Stack,
  Tabs,
} from '../ui';
import { AVAILABLE_LABEL, CASH_LABELS } from '../zh/fund';

export const meta: MetaFunction = () => [{ title: '资金总览 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'fund.read');
  const given = new URL(request.url).searchParams;
  const today = todayInChina(new Date());
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(given.get('year'), { years, today });
    const asOf = dayAsked(given.get('asOf')) ?? today;
    return {
      years,
      fund: year === null ? null : await orExplained(fundPage(read, { year, asOf })),
      mayReceive: may(actor.roles, 'fund.receive'),
      mayExport: may(actor.roles, 'list.export'),
      mayAdjust: may(actor.roles, 'fund.adjust'),
      mayEditProject: may(actor.roles, 'project.edit'),
    };
  });
}

/** A day that the address names; what is none is as if it were not there. */
function dayAsked(text: string | null): BusinessDate | null {
  const parsed = parseDate(text ?? '');
  return parsed.ok ? parsed.date : null;
}

export default function FundOverview() {
  const { years, fund, mayReceive, mayAdjust, mayEditProject, mayExport } = useLoaderData<typeof loader>();
  if (!fund) {
    return (
      <Page title="资金总览">
        <NoProjectYet mayEditProject={mayEditProject} />
      </Page>
    );
  }
  const { year } = fund;
  return (
    <Page
      title={`${year} 年度资金总览`}
      subtitle="所有金额都由到账、核定和发放记录加总得出，点开可看明细。"
      actions={
        <>
          {mayAdjust ? (
            <LinkButton to={paths.adjustmentNew(year)} icon="edit">
              预算调整
            </LinkButton>
          ) : null}
          {mayReceive ? (
            <LinkButton to={paths.receiptsImport} icon="upload">
              导入到账
            </LinkButton>
          ) : null}
          {mayReceive ? (
            <LinkButton to={paths.receiptNew(year)} tone="primary" icon="plus">
              登记到账
            </LinkButton>
          ) : null}
        </>
      }
    >
      {years.length > 1 ? (
        <Tabs
          label="年度"
          items={years.map((one) => ({ to: paths.fund(one), label: `${one} 年`, current: one === year }))}
        />
      ) : null}
      <Balance fund={fund} />
      <FundOutlook year={year} outlook={fund.outlook} budgetFen={fund.balance.budgetFen} />
      <Columns>
        <Stack>
          <Section title="到账来源" flush>
            <SourceTable
              year={year}
              sources={fund.sources}
              totalFen={fund.balance.receivedFen}
              carriedFen={fund.carriedFen}
            />
          </Section>
          <Section title="按救助类型" flush>
            <TypeTable
              year={year}
              types={fund.types}
              committedFen={fund.balance.committedFen}
              paidFen={fund.balance.paidFen}
              returnedFen={fund.returnedFen}
            />
          </Section>
          <Section title="按区县" flush description="按家庭现在所在的区县。">
            <DivisionTable divisions={fund.divisions} />
          </Section>
        </Stack>
        <Section title="按月发放" flush description="净额；更正记在更正发生的月份。">
          <MonthTable year={year} months={fund.months} types={fund.types} totalFen={fund.balance.paidFen} />
        </Section>
      </Columns>
      <Section
        title="到账记录"
        id="receipts"
        actions={
          mayExport && fund.receipts.length > 0 ? <ExportLink list="receipts" filter={{ year }} /> : null
        }
        flush
      >
        <ReceiptTable receipts={fund.receipts} totalFen={fund.balance.receivedFen} mayReceive={mayReceive} />
      </Section>
      <Section
        title="预算与调整"
        id="adjustments"
        actions={
          mayExport && fund.adjustments.length > 0 ? (
            <ExportLink list="adjustments" filter={{ year }} />
          ) : null
        }
        flush
      >
        <AdjustmentTable
          adjustments={fund.adjustments}
          originalFen={fund.originalFen}
          budgetFen={fund.balance.budgetFen}
        />
      </Section>
    </Page>
  );
}

type Fund = NonNullable<Awaited<ReturnType<typeof loader>>['fund']>;

function Balance({ fund }: { fund: Fund }) {
  const { year, balance, adjustedFen, cash, returnedFen, paidOutsideFen, received, executed } = fund;
  return (
    <>
      <FigureRow>
        <Figure
          label="预算（调整后）"
          value={<Money fen={balance.budgetFen} />}
          unit="元"
          to={paths.fundAdjustments(year)}
          note={
            adjustedFen === 0 ? (
              '本年没有调整'
            ) : (
              <>
                含调整 <Money fen={adjustedFen} signed />
              </>
            )
          }
        />
        <Figure
          label="已到账"
          value={<Money fen={balance.receivedFen} />}
          unit="元"
          to={paths.fundReceipts(year)}
          note={
            <>
              {CASH_LABELS.usable} <Money fen={cash.usableFen} />
            </>
          }
        />
        <Figure
          label="已批待发"
          value={<Money fen={balance.committedFen} />}
          unit="元"
          to={paths.awards({ year })}
          note="核定减去已发放"
        />
        <Figure
          label="已发放"
          value={<Money fen={balance.paidFen} />}
          unit="元"
          to={paths.payments({ year })}
          note={
            <>
              已减退回 <Money fen={returnedFen} />
            </>
          }
        />
        <Figure
          label={AVAILABLE_LABEL}
          value={<Money fen={balance.availableFen} />}
          unit="元"
          tone={balance.availableFen < 0 ? 'danger' : 'neutral'}
          note="预算 − 待发 − 已发"
        />
      </FigureRow>
      <Card padded>
        <Columns>
          <Progress label="预算资金到位率" valueText={received.text} ratio={Number(received.ratio ?? 0)} />
          <Progress label="预算执行率" valueText={executed.text} ratio={Number(executed.ratio ?? 0)} />
        </Columns>
        <p className="mt-1">
          <RuleLink rule="funds_in_place" of="到位率" /> <RuleLink rule="budget_execution" of="执行率" />
        </p>
        <FundBars balance={balance} />
        {paidOutsideFen === 0 ? null : (
          <p className="mt-2 text-ink-600">
            已发放中有 <MoneyText fen={paidOutsideFen} />
            在项目年度以外发放（净额）：用了预算，但不计入年度执行率，也不在下面「执行与预测」的已发放里。
          </p>
        )}
      </Card>
      <Section
        title="到账资金"
        description={
          <>
            银行在途是已审批的批次中银行还没有回复的金额，不能再用于其他发放。
            <RuleLink rule="budget" of="资金限制" />
          </>
        }
        flush
      >
        <CashTable year={year} cash={cash} />
      </Section>
      {balance.committedFen > cash.cashFen ? (
        <p className="text-ink-600">
          已批待发比到账未发多，发放前还需到账。待发 <MoneyText fen={balance.committedFen} />
          ，到账未发 <MoneyText fen={cash.cashFen} />。
        </p>
      ) : null}
    </>
  );
}
