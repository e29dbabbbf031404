import type { YearIndicators } from '../indicators/indicator';

/** 绩效监控 (domain definition, mid-year monitoring): the figures of a day and what is expected of the year. */

/** How likely the target is reached by the end of the year. */
export const LIKELIHOODS = ['certain', 'likely', 'unlikely'] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];

/** What the head says of an indicator as of a day. */
export interface MonitoringNote {
  indicatorId: string;
  expected: string;
  cause: string;
  likelihood: Likelihood;
  recordedByName: string;
  recordedAt: string;
}

export interface MonitoringRow {
  id: string;
  level1: string;
  level2: string;
  name: string;
  target: string;
  actual: string;
  /** What the program reckons for the end of the year; null of an indicator that is graded by hand. */
  reckoned: string | null;
  note: MonitoringNote | null;
  /** Reckoned to miss the target, and nobody has said why. */
  isOpen: boolean;
}

export interface MonitoringReport {
  year: number;
  asOf: string;
  title: string;
  /** Spending against the planned monthly curve. */
  money: string;
  rows: MonitoringRow[];
}

/** The indicators of a day with what is expected of each. */
export function monitoringRows(
  { now, forecast }: { now: YearIndicators; forecast: YearIndicators },
  notes: readonly MonitoringNote[],
): MonitoringRow[] {
  const noteOf = new Map(notes.map((note) => [note.indicatorId, note]));
  return now.rows.flatMap((row, index) => {
    if (row.level3 === null) return [];
    const expected = forecast.rows[index]!;
    const note = noteOf.get(row.id) ?? null;
    return [
      {
        id: row.id,
        level1: row.level1,
        level2: row.level2,
        name: row.level3,
        target: row.target.text,
        actual: row.actual.text,
        reckoned: row.metric === null ? null : expected.actual.text,
        note,
        isOpen: note === null && expected.outcome === 'missed',
      },
    ];
  });
}
