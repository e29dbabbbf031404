import { MoneyText } from '../ui';

/** What of the money paid counts in the year, where something was paid outside its dates. */
export function OfTheYear({
  fund: { paidFen, paidInYearFen },
  isBrief,
}: {
  fund: { paidFen: number; paidInYearFen: number };
  isBrief?: boolean;
}) {
  if (paidFen === paidInYearFen) return null;
  return (
    <span className="block">
      {isBrief ? '其中本年度内' : '全部已发放中，在本年度日期内的'} <MoneyText fen={paidInYearFen} />
    </span>
  );
}
