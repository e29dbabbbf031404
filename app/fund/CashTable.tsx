import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Figure, Money, MoneyText, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { CASH_LABELS } from '../zh/fund';

interface Cash {
  receivedFen: number;
  carriedOutFen: number;
  paidFen: number;
  cashFen: number;
  waitingFen: number;
  usableFen: number;
}

/** From what came in to what there is to pay from, column by column, as one reckons it; each opens its records. */
export function CashTable({ year, cash }: { year: number; cash: Cash }) {
  return (
    <Table label={`${year} 年度到账资金`} dense>
      <THead>
        <Tr>
          <Th numeric>{CASH_LABELS.received}（元）</Th>
          <Th numeric>− {CASH_LABELS.carriedOut}（元）</Th>
          <Th numeric>− {CASH_LABELS.paid}（元）</Th>
          <Th numeric>= {CASH_LABELS.cash}（元）</Th>
          <Th numeric>− {CASH_LABELS.waiting}（元）</Th>
          <Th numeric>= {CASH_LABELS.usable}（元）</Th>
        </Tr>
      </THead>
      <TBody>
        <Tr>
          <Amount fen={cash.receivedFen} to={paths.fundReceipts(year)} />
          <Amount fen={cash.carriedOutFen} to={paths.fundReceipts(year + 1)} />
          <Amount fen={cash.paidFen} to={paths.payments({ year })} />
          <Td numeric strong>
            <Money fen={cash.cashFen} />
          </Td>
          <Amount fen={cash.waitingFen} to={paths.batches({ year })} />
          <Td numeric strong>
            <Money fen={cash.usableFen} />
          </Td>
        </Tr>
      </TBody>
    </Table>
  );
}

/** What can be paid out now, and what it is made of. */
export function UsableFigure({ year, cash, isShort }: { year: number; cash: Cash; isShort: boolean }) {
  return (
    <Figure
      label={CASH_LABELS.usable}
      value={<Money fen={cash.usableFen} />}
      unit="元"
      tone={isShort ? 'danger' : 'neutral'}
      to={paths.fund(year)}
      note={
        <>
          {CASH_LABELS.cash} <MoneyText fen={cash.cashFen} /> − {CASH_LABELS.waiting}{' '}
          <MoneyText fen={cash.waitingFen} /> <RuleLink rule="budget" of="资金限制" />
        </>
      }
    />
  );
}

function Amount({ fen, to }: { fen: number; to: string }) {
  return (
    <Td numeric>
      {fen === 0 ? (
        <Money fen={0} />
      ) : (
        <TextLink to={to}>
          <Money fen={fen} />
        </TextLink>
      )}
    </Td>
  );
}
