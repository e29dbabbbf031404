import { formatWeight } from '../indicators/figures';
import type { IndicatorResult } from '../indicators/indicator';
import { definitionTexts as texts } from '../zh/closing';
import { filterText } from '../zh/indicators';
import { countBasisLabels, metricLabels } from '../zh/targetForm';

/** What an indicator is computed by, or scored by, that was changed after a paper was frozen. */
export interface DefinitionChange {
  aspect: DefinitionAspect;
  frozen: string;
  now: string;
}

/** The first three change what is counted, all of them what it scores. */
const DEFINITION_ASPECTS = ['metric', 'countBasis', 'filter', 'target', 'weight'] as const;
export type DefinitionAspect = (typeof DEFINITION_ASPECTS)[number];

const COUNTING: readonly DefinitionAspect[] = ['metric', 'countBasis', 'filter'];

/** In which ways an indicator of a frozen paper is defined otherwise now; none where only the records differ. */
export function definitionChanges(frozen: IndicatorResult, now: IndicatorResult): DefinitionChange[] {
  return DEFINITION_ASPECTS.flatMap((aspect) => {
    const [was, is] = [SAID[aspect](frozen), SAID[aspect](now)];
    return was === is ? [] : [{ aspect, frozen: was, now: is }];
  });
}

/** Whether a change makes the figure itself another one, not only its points. */
export function changesFigure({ aspect }: DefinitionChange): boolean {
  return COUNTING.includes(aspect);
}

const SAID: Record<DefinitionAspect, (indicator: IndicatorResult) => string> = {
  metric: ({ metric }) => (metric === null ? texts.judged : metricLabels[metric]),
  countBasis: ({ countBasis }) => (countBasis === null ? texts.noBasis : countBasisLabels[countBasis]),
  filter: ({ filter }) => (filter ? filterText(filter) : texts.all),
  target: ({ target }) => target.text,
  weight: ({ weightHundredths }) => texts.points(formatWeight(weightHundredths)),
};
