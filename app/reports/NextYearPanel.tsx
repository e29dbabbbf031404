import { paths } from '../paths';
import { may } from '../staff/permission';
import type { Role } from '../staff/role';
import { LinkButton, Money, Section } from '../ui';
import type { NextYear } from './nextYear.server';

interface NextYearPanelProps {
  closedYear: number;
  next: NextYear;
  roles: readonly Role[];
}

/** After the closing: the project of the next year, and the money that is left for it. */
export function NextYearPanel({ closedYear, next, roles }: NextYearPanelProps) {
  const { year, isPrepared, leftFen } = next;
  return (
    <Section title={`准备 ${year} 年度`}>
      {isPrepared ? (
        <p>{year} 年度项目已建立。</p>
      ) : (
        <p>
          以 {closedYear} 年度为底本建立 {year}{' '}
          年度项目：金额填入“上年度”栏，目标、分值和发放计划照搬，日期顺延；家庭档案继续有效。
        </p>
      )}
      <p className="mt-1">
        {closedYear} 年度到账未用 <Money fen={leftFen} /> 元
        {leftFen > 0 ? `，可在 ${year} 年度登记到账时勾选“上年结转”转入。` : '，没有可以结转的资金。'}
      </p>
      <div className="no-print mt-3 flex flex-wrap gap-2">
        {isPrepared ? (
          <LinkButton to={paths.project(year)}>查看 {year} 年度目标</LinkButton>
        ) : may(roles, 'project.edit') ? (
          <LinkButton to={paths.projectCopy(closedYear)}>建立 {year} 年度项目</LinkButton>
        ) : null}
        {isPrepared && leftFen > 0 && may(roles, 'fund.receive') ? (
          <LinkButton to={paths.receiptNew(year)}>登记上年结转</LinkButton>
        ) : null}
      </div>
    </Section>
  );
}
