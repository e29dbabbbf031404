import { Facts, Money, Section } from '../ui';
import { CASH_LABELS } from '../zh/fund';

interface Carry {
  cash: { cashFen: number; waitingFen: number; usableFen: number };
  reservedFen: number;
  proposedFen: number;
}

/** Above the form of a carry-forward: what the year before has, and what of it ought to stay there. */
export function CarriedFrom({ carry }: { carry: Carry & { fromYear: number } }) {
  const { fromYear, proposedFen } = carry;
  return (
    <Section
      title={`${fromYear} 年度可结转的资金`}
      description={
        proposedFen > 0
          ? `已批准、没有发放的核定仍从 ${fromYear} 年度的资金发放，建议只结转余下的部分。`
          : `${fromYear} 年度的资金都要用于已批准、没有发放的核定，发放或撤销之后再结转。`
      }
    >
      <CarryFacts year={fromYear} carry={carry} />
    </Section>
  );
}

/** The same figures, wherever a carry-forward is spoken of. */
export function CarryFacts({ year, carry }: { year: number; carry: Carry }) {
  const { cash, reservedFen, proposedFen } = carry;
  const amount = (label: string, fen: number) => ({ label, value: <Money fen={fen} /> });
  return (
    <Facts
      columns={3}
      items={[
        amount(`${year} 年度${CASH_LABELS.cash}`, cash.cashFen),
        amount(`− ${CASH_LABELS.waiting}`, cash.waitingFen),
        amount(`= ${CASH_LABELS.usable}`, cash.usableFen),
        amount(`− ${CASH_LABELS.reserved}`, reservedFen),
        amount('= 建议结转', proposedFen),
      ]}
    />
  );
}
