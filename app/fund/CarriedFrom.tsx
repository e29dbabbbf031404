import { RuleLink } from '../rules/RuleLink';
import { Money, Section, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { CASH_LABELS } from '../zh/fund';

interface Carry {
  cash: { cashFen: number; waitingFen: number; usableFen: number };
  lowest: { on: string; usableFen: number };
  reservedFen: number;
  proposedFen: number;
}

type CarryFrom = Carry & { fromYear: number };

/** Above the form of a carry-forward: what the year before has, and what of it ought to stay there. */
export function CarriedFrom({ carry }: { carry: CarryFrom }) {
  return (
    <Section
      title={`${carry.fromYear} 年度可结转的资金`}
      description={
        <>
          {adviceOf(carry)} <RuleLink rule="carry-forward" of="结转" />
        </>
      }
      flush
    >
      <CarryTable year={carry.fromYear} carry={carry} />
    </Section>
  );
}

function adviceOf({ fromYear, proposedFen, lowest }: CarryFrom): string {
  if (lowest.usableFen <= 0) return `${fromYear} 年度没有可以结转的资金。`;
  return proposedFen > 0
    ? `已批准、没有发放的核定仍从 ${fromYear} 年度的资金发放，建议只结转余下的部分。`
    : `${fromYear} 年度的资金都要用于已批准、没有发放的核定，发放或撤销之后再结转。`;
}

/** The figures of the fund page, column by column, wherever a carry-forward is spoken of; a day with less limits it. */
export function CarryTable({ year, carry }: { year: number; carry: Carry }) {
  const { cash, lowest, reservedFen, proposedFen } = carry;
  const isLimited = lowest.usableFen < cash.usableFen - reservedFen;
  return (
    <Table label={`${year} 年度可结转的资金`} dense>
      <THead>
        <Tr>
          <Th numeric>
            {year} 年度{CASH_LABELS.cash}（元）
          </Th>
          <Th numeric>− {CASH_LABELS.waiting}（元）</Th>
          <Th numeric>= {CASH_LABELS.usable}（元）</Th>
          <Th numeric>− {CASH_LABELS.reserved}（元）</Th>
          {isLimited ? (
            <Th numeric>
              不超过 {lowest.on} {CASH_LABELS.usable}（元）
            </Th>
          ) : null}
          <Th numeric>= {CASH_LABELS.proposed}（元）</Th>
        </Tr>
      </THead>
      <TBody>
        <Tr>
          <Td numeric>
            <Money fen={cash.cashFen} />
          </Td>
          <Td numeric>
            <Money fen={cash.waitingFen} />
          </Td>
          <Td numeric>
            <Money fen={cash.usableFen} />
          </Td>
          <Td numeric>
            <Money fen={reservedFen} />
          </Td>
          {isLimited ? (
            <Td numeric>
              <Money fen={lowest.usableFen} />
            </Td>
          ) : null}
          <Td numeric strong>
            <Money fen={proposedFen} />
          </Td>
        </Tr>
      </TBody>
    </Table>
  );
}
