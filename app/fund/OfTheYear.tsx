import { MoneyText } from '../ui';

/** What of the money paid counts in the year, where something was paid outside its dates. */
export function OfTheYear({
  fund: { paidFen, paidInYearFen },
}: {
  fund: { paidFen: number; paidInYearFen: number };
}) {
  if (paidFen === paidInYearFen) return null;
  return (
    <>
      其中本年度 <MoneyText fen={paidInYearFen} />
    </>
  );
}
