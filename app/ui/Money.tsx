import clsx from 'clsx';
import { fen as toFen } from '../money/fen';
import { formatYuan } from '../money/yuan';

/** Fen: a number, since what a loader sends has lost its brand. */
type Amount = number | null | undefined;

/**
 * An amount in yuan with thousands separators and two decimals, without its unit; a dash when there is none.
 * Negative amounts are red besides their minus sign. Throws when `fen` is no whole number.
 */
export function Money({ fen, signed }: { fen: Amount; signed?: boolean }) {
  if (fen === null || fen === undefined) return <span className="text-ink-500">—</span>;
  return (
    <span className={clsx('whitespace-nowrap tabular-nums', fen < 0 && 'text-danger-700')}>
      {signed && fen > 0 ? '+' : ''}
      {formatYuan(toFen(fen))}
    </span>
  );
}

/** The same with its unit, for running text. */
export function MoneyText({ fen }: { fen: Amount }) {
  return (
    <span className="whitespace-nowrap tabular-nums">
      <Money fen={fen} /> 元
    </span>
  );
}
