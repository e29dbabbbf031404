import { paths } from '../paths';
import { Alert, LongList, TextLink } from '../ui';
import type { MistakenLine } from './paymentDraft.server';

/** The mistaken payments that still count on a day, because their reversals have a later one, each with its reversal. */
export function MistakenLines({ lines, on }: { lines: readonly MistakenLine[]; on: string | undefined }) {
  const counting = lines.filter(({ reversal }) => on && on < reversal.on);
  if (counting.length === 0) return null;
  return (
    <Alert tone="warning" title={`有 ${counting.length} 笔，${on} 那天还有登记错的发放没有冲正`}>
      <p>
        冲正的日期写晚了，在那之前原来的发放仍算已付，银行实际付的一笔可能登记不上。先打开这条冲正，登记更正把它冲正；再按原来的发放日期重新冲正，然后登记这一笔。
      </p>
      <LongList>
        {counting.map(({ awardId, name, fileNumber, reversal }) => (
          <li key={reversal.id}>
            <TextLink to={paths.award(awardId)}>
              {fileNumber} {name}
            </TextLink>
            ：{reversal.paidOn} 的发放，
            <TextLink to={paths.payment(reversal.id)}>{reversal.on} 的冲正</TextLink>
          </li>
        ))}
      </LongList>
    </Alert>
  );
}
