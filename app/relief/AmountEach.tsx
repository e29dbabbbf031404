import { MoneyText } from '../ui';
import { amountRange } from './campaignRule';

/** What each person of a campaign gets: one amount, or from the least to the most of its table of amounts. */
export function AmountEach({ campaign }: { campaign: { amountFen: number; rule: string | null } }) {
  const { leastFen, mostFen } = amountRange(campaign);
  if (leastFen === mostFen)
    return (
      <>
        每人 <MoneyText fen={mostFen} />
      </>
    );
  return (
    <>
      每人 <MoneyText fen={leastFen} /> 至 <MoneyText fen={mostFen} />
      （按金额表）
    </>
  );
}
