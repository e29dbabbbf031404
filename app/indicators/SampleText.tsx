import { formatPercent, rate } from '../money/rate';
import { sampleText } from '../zh/indicators';
import { wholeText } from './figures';
import type { Sample } from './indicator';

/** How many were heard, and which share of those paid that is. */
export function SampleText({ sample: { answers, paid } }: { sample: Sample }) {
  return (
    <>
      {sampleText({
        answers: wholeText(answers),
        paid: wholeText(paid),
        percent: formatPercent(rate(answers, paid)),
      })}
    </>
  );
}
