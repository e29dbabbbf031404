import { Money } from '../ui';
import { fractionLabels } from '../zh/indicators';
import { isMoneyMetric } from './evidence';
import { wholeText } from './figures';
import type { IndicatorResult } from './indicator';

type Fraction = Pick<IndicatorResult, 'metric' | 'numerator' | 'denominator'>;

/** What a rate is the quotient of, in words: 已补 1,181 ÷ 应补 1,184; amounts without words where it is short. */
export function FractionText({ result, isShort }: { result: Fraction; isShort?: boolean }) {
  const { metric, numerator, denominator } = result;
  if (metric === null || numerator === null || denominator === null) return null;
  const isMoney = isMoneyMetric(metric);
  const labels = fractionLabels[metric];
  const amount = (value: number) => (isMoney ? <Money fen={value} /> : wholeText(value));
  if (isShort && isMoney) {
    return (
      <>
        {amount(numerator)} ÷ {amount(denominator)}
      </>
    );
  }
  return (
    <>
      {labels.numerator} {amount(numerator)} ÷ {labels.denominator} {amount(denominator)}
    </>
  );
}
