import type { BusinessDate } from '../calendar/date';
import { addMonths, lastDayOfMonth, monthOf, yearOf } from '../calendar/date';
import type { Fen } from '../money/fen';
import { sumFen } from '../money/fen';
import { Refusal } from '../refusal';
import type { ProgrammePlan } from './programme';
import { isSoundWindow, plannedProgrammes, withinProject } from './programme';
import type { IndicatorNames } from './target';
import { FULL_WEIGHT, isPeopleMetric, kindOfIndicator } from './target';
import type { Doubt, TargetForm, TargetRow } from './targetForm';

/** A project-year as a whole, as it is stored or about to be: a target form that is complete, and its programmes. */
export interface ProjectDraft extends TargetForm {
  totalFen: Fen;
  programmes: ProgrammePlan[];
}

/** What is said of a project-year beside its tree and its programmes. */
export type ProjectHead = Omit<ProjectDraft, 'year' | 'rows' | 'programmes' | 'planned'>;

/** A form made complete: a total that is not said is the year's amount, people are counted as persons unless it says otherwise. */
export function draftOf(form: TargetForm): ProjectDraft {
  return {
    ...form,
    totalFen: form.totalFen ?? form.currentFen,
    rows: form.rows.map((row) => ({
      ...row,
      countBasis: isPeopleMetric(row.metric) ? (row.countBasis ?? 'persons') : null,
    })),
    programmes: plannedProgrammes(form),
  };
}

/**
 * A stored project after its form is imported again. What the head decided and the form does not speak of stays:
 * metrics, count bases where the unit is the same, weights where the form brings none and the indicators are the
 * same, windows and headcounts where the plan says the same as before.
 */
export function reimported(
  stored: ProjectDraft,
  { form, doubts }: { form: TargetForm; doubts: readonly Doubt[] },
): ProjectDraft {
  const next = draftOf(form);
  const matches = matchByName(stored.rows, next.rows);
  const keepsWeights = !bringsWeights(doubts) && sameIndicators(stored.rows, next.rows);
  return {
    ...next,
    centreName: next.centreName || stored.centreName,
    projectName: next.projectName || stored.projectName,
    rows: next.rows.map((row, index) => {
      const before = stored.rows[matches[index] ?? -1];
      return before && row.level3 !== null ? withDecisions(row, before, keepsWeights) : row;
    }),
    programmes: next.programmes.map((programme) => keptProgramme(programme, { stored, next })),
  };
}

/**
 * A project-year copied into another year: dates moved by the years between, amounts kept and also filled in as
 * those of the year before.
 */
export function copiedTo(year: number, from: ProjectDraft): ProjectDraft {
  const moved = (date: BusinessDate) => movedYears(date, year - from.year);
  return {
    ...from,
    year,
    startOn: moved(from.startOn),
    endOn: moved(from.endOn),
    previousTotalFen: from.totalFen,
    previousCurrentFen: from.currentFen,
    programmes: from.programmes.map((programme) => ({
      ...programme,
      windowStartOn: moved(programme.windowStartOn),
      windowEndOn: moved(programme.windowEndOn),
    })),
  };
}

/**
 * Refuses a project-year that contradicts itself.
 * @throws Refusal project.name_missing, project.dates_reversed, project.year_outside, project.components_differ,
 * project.weights_differ, project.window_outside
 */
export function requireSound(draft: ProjectDraft): void {
  const { year, startOn, endOn, currentFen, components } = draft;
  if (draft.centreName === '') throw new Refusal('project.centre_name_missing', {}, 'centreName');
  if (draft.projectName === '') throw new Refusal('project.project_name_missing', {}, 'projectName');
  if (startOn > endOn) throw new Refusal('project.dates_reversed', { startOn, endOn }, 'endOn');
  if (yearOf(startOn) > year || yearOf(endOn) < year)
    throw new Refusal('project.year_outside', { year, startOn, endOn }, 'startOn');

  const componentsFen = sumFen(components.map((component) => component.amountFen));
  if (components.length > 0 && componentsFen !== currentFen) {
    throw new Refusal('project.components_differ', { componentsFen, currentFen }, 'components');
  }
  const weight = totalWeight(draft.rows);
  if (weight !== null && weight !== FULL_WEIGHT)
    throw new Refusal('project.weights_differ', { weight }, 'rows');

  const outside = draft.programmes.find((programme) => !isSoundWindow(programme, draft));
  if (outside) throw new Refusal('project.window_outside', { type: outside.type, startOn, endOn });
}

/** The weights of the rows with an indicator together, in hundredths of a point; null when no row has one. */
export function totalWeight(rows: readonly Pick<TargetRow, 'level3' | 'weight'>[]): number | null {
  const weighted = rows.filter((row) => row.level3 !== null);
  if (weighted.length === 0) return null;
  return weighted.reduce((sum, row) => sum + (row.weight ?? 0), 0);
}

/**
 * Which row of `before` each row of `after` continues, by the names on the three levels; of several with one name
 * the first goes with the first. Null for a new row.
 */
export function matchByName(
  before: readonly IndicatorNames[],
  after: readonly IndicatorNames[],
): (number | null)[] {
  const waiting = new Map<string, number[]>();
  for (const [index, row] of before.entries()) {
    waiting.set(nameOf(row), [...(waiting.get(nameOf(row)) ?? []), index]);
  }
  return after.map((row) => waiting.get(nameOf(row))?.shift() ?? null);
}

/** The same day in another year; the end of February stays the end of February. */
function movedYears(date: BusinessDate, years: number): BusinessDate {
  const moved = addMonths(date, years * 12);
  return date === lastDayOfMonth(monthOf(date)) ? lastDayOfMonth(monthOf(moved)) : moved;
}

function withDecisions(row: TargetRow, before: TargetRow, keepsWeights: boolean): TargetRow {
  const { metric } = before;
  const sameUnit = row.target?.unit === before.target?.unit;
  return {
    ...row,
    metric,
    filter: before.filter,
    kind: kindOfIndicator({ target: row.target, metric }),
    countBasis: isPeopleMetric(metric)
      ? ((sameUnit ? before.countBasis : row.countBasis) ?? 'persons')
      : null,
    weight: keepsWeights ? before.weight : row.weight,
  };
}

function bringsWeights(doubts: readonly Doubt[]): boolean {
  return !doubts.some(({ code }) => code === 'weights_defaulted' || code === 'weights_unusable');
}

function sameIndicators(before: readonly TargetRow[], after: readonly TargetRow[]): boolean {
  const names = (rows: readonly TargetRow[]) =>
    rows
      .filter((row) => row.level3 !== null)
      .map(nameOf)
      .sort();
  return names(before).join('\n') === names(after).join('\n');
}

function keptProgramme(
  programme: ProgrammePlan,
  { stored, next }: { stored: ProjectDraft; next: ProjectDraft },
): ProgrammePlan {
  const { type } = programme;
  const before = stored.programmes.find((one) => one.type === type);
  const saysTheSame = JSON.stringify(stored.planned[type]) === JSON.stringify(next.planned[type]);
  if (!before) return programme;
  if (saysTheSame) return { ...before, ...withinProject(before, next) };
  // No form says these two: what was decided for the year stays.
  return { ...programme, perHeadFen: before.perHeadFen, timelyDays: before.timelyDays };
}

function nameOf({ level1, level2, level3 }: IndicatorNames): string {
  return JSON.stringify([level1, level2, level3]);
}
