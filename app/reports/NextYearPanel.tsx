import { Form } from '@remix-run/react';
import { CarryTable } from '../fund/CarriedFrom';
import { paths } from '../paths';
import { may } from '../staff/permission';
import type { Role } from '../staff/role';
import { RuleLink } from '../rules/RuleLink';
import { Facts, LinkButton, Money, Section, SubmitButton } from '../ui';
import { CASH_LABELS } from '../zh/fund';
import type { NextYear, TakenOver } from './nextYear.server';

interface NextYearPanelProps {
  closedYear: number;
  next: NextYear;
  roles: readonly Role[];
}

/** After the closing: the project of the next year by one button, what it took over, and the money that is left for it. */
export function NextYearPanel({ closedYear, next, roles }: NextYearPanelProps) {
  const { year, isPrepared, carry, taken } = next;
  const mayCarry = carry.lowest.usableFen > 0;
  return (
    <Section title={`准备 ${year} 年度`}>
      {taken ? (
        <Taken closedYear={closedYear} taken={taken} />
      ) : (
        <p>
          以 {closedYear} 年度为底本建立 {year}{' '}
          年度项目：金额填入“上年度”栏，指标、目标、分值、评分规则、评定依据和发放计划照搬，日期顺延一年；家庭档案继续有效。建立后可以逐项修改。
        </p>
      )}
      <div className="mt-3">
        <CarryTable year={closedYear} carry={carry} />
      </div>
      <p className="mt-2 text-ink-600">
        {mayCarry
          ? `由财务用“登记上年结转”转入 ${year} 年度，金额按“${CASH_LABELS.proposed}”填好。待发的核定仍从 ${closedYear} 年度的资金发放。`
          : `${closedYear} 年度没有可以结转的资金。`}{' '}
        <RuleLink rule="carry-forward" of="结转" />
      </p>
      <div className="no-print mt-3 flex flex-wrap gap-2">
        {isPrepared ? (
          <LinkButton to={paths.project(year)}>查看 {year} 年度目标</LinkButton>
        ) : may(roles, 'project.edit') ? (
          <Form method="post" action={paths.reportNext(closedYear)}>
            <SubmitButton>建立 {year} 年度项目</SubmitButton>
          </Form>
        ) : null}
        {isPrepared && mayCarry && may(roles, 'fund.receive') ? (
          <LinkButton to={paths.receiptCarried(year)}>登记上年结转</LinkButton>
        ) : null}
      </div>
    </Section>
  );
}

function Taken({ closedYear, taken }: { closedYear: number; taken: TakenOver }) {
  const money = (fen: number | null) => (fen === null ? '没有填' : <Money fen={fen} />);
  return (
    <Facts
      columns={3}
      items={[
        { label: '三级指标', value: `${taken.indicators} 项` },
        { label: '发放计划', value: `${taken.programmes} 类` },
        { label: '评分规则', value: taken.hasScoring ? '自行设定' : '系统默认' },
        { label: '在册家庭', value: `${taken.families.toLocaleString('zh-CN')} 户，继续有效` },
        { label: '上年度项目总金额', value: money(taken.previousTotalFen) },
        { label: '上年度项目金额', value: money(taken.previousCurrentFen) },
        { label: `已从 ${closedYear} 年度结转`, value: <Money fen={taken.carriedFen} /> },
      ]}
    />
  );
}
