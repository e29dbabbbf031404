import { Money } from '../ui';
import { fractionLabels } from '../zh/indicators';
import { isMoneyMetric } from './evidence';
import { wholeText } from './figures';
import type { IndicatorResult } from './indicator';

type Fraction = Pick<IndicatorResult, 'metric' | 'numerator' | 'denominator'>;

/** What a rate is the quotient of, in words: 已补 1,181 ÷ 应补 1,184. */
export function FractionText({ result }: { result: Fraction }) {
  const { metric, numerator, denominator } = result;
  if (metric === null || numerator === null || denominator === null) return null;
  const labels = fractionLabels[metric];
  const amount = (value: number) => (isMoneyMetric(metric) ? <Money fen={value} /> : wholeText(value));
  return (
    <>
      {labels.numerator} {amount(numerator)} ÷ {labels.denominator} {amount(denominator)}
    </>
  );
}
