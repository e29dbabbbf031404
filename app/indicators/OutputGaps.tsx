import type { TargetOperator } from '../fund/target';
import { paths } from '../paths';
import { MoneyText, Progress, TextLink } from '../ui';
import { countBasisLabels } from '../zh/targetForm';
import type { OutputGap } from './dashboard';
import { wholeText } from './figures';

/** On the first screen; the tree has all of them. */
const MOST_OUTPUTS = 4;

interface OutputGapsProps {
  year: number;
  asOf: string;
  gaps: readonly OutputGap[];
}

/** The counts against their targets, what is not reached first. */
export function OutputGaps({ year, asOf, gaps }: OutputGapsProps) {
  if (gaps.length === 0) return <p className="text-sm text-ink-600">目标表中没有按人数计算的指标。</p>;
  const missed = gaps.filter(({ isMet }) => !isMet);
  const shown = [...missed, ...gaps.filter(({ isMet }) => isMet)].slice(0, MOST_OUTPUTS);
  const others = gaps.length - shown.length;
  const othersMissed = Math.max(0, missed.length - shown.length);
  return (
    <>
      {gaps.flatMap((gap) =>
        shown.includes(gap) ? <Output key={gap.id} gap={gap} to={paths.indicator(year, gap.id, asOf)} /> : [],
      )}
      {others > 0 ? (
        <p className="text-sm">
          <TextLink to={paths.indicators(year)}>
            另有 {others} 项人数指标，{othersMissed > 0 ? `其中 ${othersMissed} 项未达标` : '都已达标'}
          </TextLink>
        </p>
      ) : null}
    </>
  );
}

function Output({ gap, to }: { gap: OutputGap; to: string }) {
  const { name, basis, target, operator, actual, isMet, missing, beyond, missingFen } = gap;
  const unit = countBasisLabels[basis];
  const aim = target === null ? '' : ` ／ 目标 ${AIMS[operator]}${wholeText(target)}${unit}`;
  return (
    <div>
      <Progress
        label={<TextLink to={to}>{name}</TextLink>}
        valueText={`${wholeText(actual)}${unit}${aim}${target !== null && isMet ? '，已达到' : ''}`}
        ratio={target ? actual / target : 0}
        tone={isMet ? 'success' : beyond > 0 ? 'warning' : 'info'}
      />
      {missing > 0 ? (
        <p className="mt-0.5 text-sm text-ink-600">
          还差 {wholeText(missing)}
          {unit}
          {missingFen === null ? null : (
            <>
              ，约需 <MoneyText fen={missingFen} />
            </>
          )}
          。
        </p>
      ) : null}
      {beyond > 0 ? (
        <p className="mt-0.5 text-sm text-ink-600">
          超出 {wholeText(beyond)}
          {unit}。
        </p>
      ) : null}
    </div>
  );
}

const AIMS: Record<TargetOperator, string> = {
  '>=': '',
  '=': '',
  '>': '多于 ',
  '<=': '不超过 ',
  '<': '少于 ',
};
