import { MoneyText } from '../ui';
import { storedRuleOf } from './campaignRule';

/** What each person of a campaign gets: one amount, or from the least to the most of its table of amounts. */
export function AmountEach({ campaign }: { campaign: { amountFen: number; rule: string | null } }) {
  const steps = campaign.rule === null ? [] : (storedRuleOf(campaign.rule).steps ?? []);
  const amounts = [campaign.amountFen, ...steps.map(({ amountFen }) => amountFen)];
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  if (least === most)
    return (
      <>
        每人 <MoneyText fen={most} />
      </>
    );
  return (
    <>
      每人 <MoneyText fen={least} /> 至 <MoneyText fen={most} />
      （按金额表）
    </>
  );
}
