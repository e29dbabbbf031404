import { MoneyText } from '../ui';

/** What of the money paid counts in the year, where something was paid outside its dates. */
export function OfTheYear({
  fund: { paidFen, paidInYearFen },
}: {
  fund: { paidFen: number; paidInYearFen: number };
}) {
  if (paidFen === paidInYearFen) return null;
  return (
    <span className="block">
      全部已发放中，在本年度日期内的 <MoneyText fen={paidInYearFen} />
    </span>
  );
}
