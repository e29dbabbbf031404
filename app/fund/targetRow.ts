import { standardTree } from '../zh/fund';
import type { CountBasis, IndicatorNames, Metric } from './target';
import {
  countBasisOfName,
  defaultWeights,
  guessCountBasis,
  guessMetric,
  isPeopleMetric,
  kindOfIndicator,
  parseTargetValue,
} from './target';
import { filterOfName } from './namedPart';
import type { TargetRow } from './targetForm';

/** What a person says of one row of the tree; the rest follows from it. */
export interface TargetRowInput extends IndicatorNames {
  /** As written, e.g. `>90%`; empty when there is none. */
  targetText: string;
  metric: Metric | null;
  countBasis: CountBasis | null;
  /** Hundredths of a point. */
  weight: number | null;
}

/** A row of the tree from what was typed: target read, kind derived, nothing but names where there is no indicator. */
export function targetRow(input: TargetRowInput, position: number): TargetRow {
  const { level1, level2, level3, metric } = input;
  if (level3 === null) {
    return {
      position,
      level1,
      level2,
      level3,
      target: null,
      kind: null,
      metric: null,
      countBasis: null,
      weight: null,
    };
  }
  const target = input.targetText.trim() === '' ? null : parseTargetValue(input.targetText);
  const filter = filterOfName(level3, metric);
  return {
    position,
    level1,
    level2,
    level3,
    target,
    kind: kindOfIndicator({ target, metric }),
    metric,
    countBasis: isPeopleMetric(metric) ? (input.countBasis ?? 'persons') : null,
    weight: input.weight ?? 0,
    ...(filter ? { filter } : {}),
  };
}

/** The tree of a project-year that is made from scratch, with proposed metrics and weights. */
export function standardRows(): TargetRow[] {
  const rows = standardTree.map((names) => ({ ...names, metric: guessMetric(names) }));
  const weights = defaultWeights(rows);
  return rows.map((row, index) => {
    const unit = parseTargetValue(row.target).unit;
    const countBasis = guessCountBasis(unit) ?? countBasisOfName(row.level3 ?? '');
    return targetRow(
      { ...row, targetText: row.target, countBasis, weight: weights[index] ?? null },
      index + 1,
    );
  });
}
