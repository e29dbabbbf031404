import { formatInstant } from '../calendar/instant';
import { Facts } from '../ui';
import {
  bandsText,
  filesText,
  measuredText,
  SCORING_FACT_LABELS as LABELS,
  scoringStands,
  thinSampleText,
  timelinessText,
  totalGradesText,
} from '../zh/scoring';
import type { ScoringRules } from './scoring';

export interface ScoringStandProps {
  /** How often rules were set; 0 while the usual ones count. */
  version: number;
  set: { by: string; at: string } | null;
}

/** Whose rules count. */
export function ScoringStand({ version, set }: ScoringStandProps) {
  return (
    <p className="text-sm text-ink-500">
      {set ? scoringStands.set({ ...set, at: formatInstant(set.at), version }) : scoringStands.usual}
    </p>
  );
}

/** By what a year is scored, in sentences. */
export function ScoringFacts({ rules, ...stand }: ScoringStandProps & { rules: ScoringRules }) {
  return (
    <>
      <Facts
        columns={1}
        items={[
          { label: LABELS.measured, value: measuredText(rules) },
          { label: LABELS.timeliness, value: timelinessText(rules) },
          { label: LABELS.sample, value: thinSampleText(rules) },
          { label: LABELS.graded, value: `${bandsText(rules)}。` },
          { label: LABELS.files, value: filesText(rules) },
          { label: LABELS.total, value: totalGradesText(rules) },
        ]}
      />
      <div className="mt-2">
        <ScoringStand {...stand} />
      </div>
    </>
  );
}
