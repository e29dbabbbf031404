import type { BusinessDate } from '../calendar/date';
import { businessDate, parseDate, yearOf } from '../calendar/date';
import type { Fen } from '../money/fen';
import type { YuanParse } from '../money/yuan';
import { parseYuan } from '../money/yuan';
import { textOfMarkup } from '../sheets/markup';
import type { SheetProblem } from '../sheets/sheet';
import { titleWords } from '../zh/targetForm';
import { FORM_FIELDS, NAME_FIELDS, TEXT_FIELDS } from './formFields';
import type { AmountField, DateField, FormField, NameField, TextField } from './formFields';
import type { FoundText, HeadReading } from './targetFormHead';
import { isInTenThousands, readHead } from './targetFormHead';
import type { IndicatorFilter } from './indicatorFilter';
import type { PlannedByType } from './plannedHelp';
import { readPlannedHelp } from './plannedHelp';
import type { ReliefType } from './project';
import { RELIEF_TYPES } from './project';
import type { CountBasis, IndicatorKind, IndicatorNames, Metric, TargetValue } from './target';
import { compactOf } from './target';
import { findIndicatorColumns, readTree } from './targetTree';

/** The yearly performance-target form of a fund: what it says, what is doubtful, why it is refused. */

/** One line of the project's composition by economic subject. */
export interface TargetComponent {
  subject: string;
  amountFen: Fen;
}

/** One line of the three-level tree; without indicator everything but the names is null. `weight`: 1/100 point. */
export interface TargetRow extends IndicatorNames {
  position: number;
  target: TargetValue | null;
  kind: IndicatorKind | null;
  metric: Metric | null;
  countBasis: CountBasis | null;
  weight: number | null;
  /** What the head narrowed the metric to; of a row that is new, what its name says. */
  filter?: IndicatorFilter | null;
}

/** A form as read. Texts keep their paragraphs as lines and are empty when blank; `projectName` may be empty too. */
export interface TargetForm {
  centreName: string;
  year: number;
  projectName: string;
  unitCode: string | null;
  useType: string | null;
  leader: string | null;
  contact: string | null;
  phone: string | null;
  startOn: BusinessDate;
  endOn: BusinessDate;
  totalFen: Fen | null;
  currentFen: Fen;
  previousTotalFen: Fen | null;
  previousCurrentFen: Fen | null;
  texts: Record<TextField, string>;
  components: TargetComponent[];
  rows: TargetRow[];
  planned: PlannedByType;
}

type NoData = Record<string, never>;

/** What each doubt tells; amounts in fen. */
export interface DoubtData {
  centre_name_missing: NoData;
  fields_missing: { fields: FormField[] };
  line_not_understood: { text: string };
  year_from_dates: { year: number };
  year_differs_from_dates: { year: number; startOn: string; endOn: string };
  dates_assumed: { startOn: string; endOn: string };
  components_missing: { currentFen: number };
  plan_differs_from_target: {
    type: ReliefType;
    planPeople: number;
    planBasis: CountBasis;
    targetText: string;
  };
  target_missing: { indicator: string };
  target_without_operator: { indicator: string; text: string };
  target_not_understood: { indicator: string; text: string };
  target_without_indicator: { text: string };
  indicator_without_level2: { indicator: string };
  level1_without_indicator: { level1: string };
  level1_unfamiliar: { level1: string };
  metric_not_recognised: { indicator: string };
  metric_repeated: { indicator: string; metric: Metric };
  count_basis_unknown: { indicator: string; text: string };
  count_basis_mixed: { indicator: string; unit: string };
  part_not_counted: { indicator: string; parts: string[] };
  indicator_repeated: { indicator: string; level2: string };
  weights_defaulted: NoData;
  weights_unusable: { totalText: string };
}
export type DoubtCode = keyof DoubtData;

/** Something to look at before the form is confirmed; `row` is the line of the file, counted from 1. */
export type Doubt = { [Code in DoubtCode]: { code: Code; row?: number; data: DoubtData[Code] } }[DoubtCode];

/** What each reason for refusal tells; amounts in fen. */
export interface FormProblemData {
  title_missing: NoData;
  indicator_header_missing: NoData;
  indicators_missing: NoData;
  year_missing: NoData;
  amount_missing: { field: AmountField };
  amount_unreadable: { name: string; text: string };
  component_subject_missing: { text: string };
  components_differ: { componentsFen: number; currentFen: number };
  date_unreadable: { field: DateField; text: string };
  dates_reversed: { startOn: string; endOn: string };
}
export type FormProblemCode = keyof FormProblemData;

/** Why a form is refused: its own problems, with the line counted from 1, or those of the file. */
export type FormProblem =
  | { [Code in FormProblemCode]: { code: Code; row?: number; data: FormProblemData[Code] } }[FormProblemCode]
  | { code: SheetProblem; row?: number; data: { fileName: string } };

export type TargetFormReading =
  { ok: true; form: TargetForm; doubts: Doubt[] } | { ok: false; problems: FormProblem[] };

/** Doubts and problems met so far; the parts of the reading add to it. */
interface Findings {
  doubts: Doubt[];
  problems: FormProblem[];
}

const LONGEST_TITLE = 80;

/**
 * Reads a target form from the cells of its file, row by row. Markup inside cells is removed. Never throws:
 * a form that cannot be used comes back with all its problems, a usable one with its doubts.
 * Two indicators of one name under one level-2 name are a doubt and no refusal, because an approved form is
 * binding as it stands and the office cannot change it.
 */
export function readTargetForm(cells: string[][]): TargetFormReading {
  const grid = cells.map((row) => row.map(textOfMarkup));
  const columns = findIndicatorColumns(grid);
  const title = findTitle(grid.slice(0, columns?.row));
  if (!title || !columns)
    return { ok: false, problems: notAForm({ hasTitle: !!title, hasHeader: !!columns }) };

  const tree = readTree(grid, columns);
  const head = readHead({ grid, firstRow: title.row + 1, headerRow: columns.row, tailRow: tree.endRow });
  const findings: Findings = { doubts: [...head.doubts], problems: [] };
  if (tree.rows.every((row) => row.level3 === null)) {
    findings.problems.push({ code: 'indicators_missing', row: columns.row + 1, data: {} });
  }

  const form = formOf({ title: title.text, head, rows: tree.rows, findings });
  if (!form || findings.problems.length > 0) return { ok: false, problems: findings.problems };
  return { ok: true, form, doubts: [...findings.doubts, ...tree.doubts, ...planDoubts(form)] };
}

function findTitle(grid: readonly (readonly string[])[]): { text: string; row: number } | null {
  for (const [row, cells] of grid.entries()) {
    const text = cells.find((cell) => cell.length <= LONGEST_TITLE && titleWords.title.test(compactOf(cell)));
    if (text !== undefined) return { text: compactOf(text), row };
  }
  return null;
}

function notAForm({ hasTitle, hasHeader }: { hasTitle: boolean; hasHeader: boolean }): FormProblem[] {
  const problems: FormProblem[] = [];
  if (!hasTitle) problems.push({ code: 'title_missing', data: {} });
  if (!hasHeader) problems.push({ code: 'indicator_header_missing', data: {} });
  return problems;
}

interface FormParts {
  title: string;
  head: HeadReading;
  rows: TargetRow[];
  findings: Findings;
}

function formOf({ title, head, rows, findings }: FormParts): TargetForm | null {
  const typedDates = readDates(head, findings);
  const year = readYear({ title, head, startOn: typedDates.startOn, findings });
  const dates = year === null ? null : completeDates({ year, ...typedDates, findings });
  const amounts = readAmounts(head, findings);
  const components = readComponents(head, amounts.currentFen, findings);
  if (year === null || dates === null || amounts.currentFen === null) return null;

  const textAt = (field: FormField) => head.fields[field]?.text ?? null;
  const names = Object.fromEntries(NAME_FIELDS.map((field) => [field, textAt(field)])) as Record<
    NameField,
    string | null
  >;
  const texts = Object.fromEntries(
    TEXT_FIELDS.map((field) => [field, textAt(field) ?? '']),
  ) as TargetForm['texts'];
  const centreName = centreNameIn(title) || (textAt('centreName') ?? '');
  if (centreName === '') findings.doubts.push({ code: 'centre_name_missing', data: {} });
  findings.doubts.push(...missingFields(head));
  return {
    centreName,
    year,
    ...names,
    projectName: names.projectName ?? '',
    ...dates,
    ...amounts,
    currentFen: amounts.currentFen,
    texts,
    components,
    rows,
    planned: readPlannedHelp(texts.plan),
  };
}

function centreNameIn(title: string): string {
  return title.replace(titleWords.lead, '').replace(titleWords.tail, '');
}

function missingFields({ fields }: HeadReading): Doubt[] {
  const optional: readonly FormField[] = ['year', 'centreName', 'startOn', 'endOn', 'currentFen', 'remarks'];
  const missing = FORM_FIELDS.filter((field) => !optional.includes(field) && !fields[field]);
  return missing.length > 0 ? [{ code: 'fields_missing', data: { fields: missing } }] : [];
}

interface YearParts {
  title: string;
  head: HeadReading;
  startOn: BusinessDate | null;
  findings: Findings;
}

function readYear({ title, head, startOn, findings }: YearParts): number | null {
  const written = titleWords.year.exec(title)?.[1] ?? head.yearText;
  if (written) return Number(written);
  if (startOn) {
    const year = yearOf(startOn);
    findings.doubts.push({ code: 'year_from_dates', data: { year } });
    return year;
  }
  findings.problems.push({ code: 'year_missing', data: {} });
  return null;
}

interface TypedDates {
  startOn: BusinessDate | null;
  endOn: BusinessDate | null;
}

function readDates(head: HeadReading, findings: Findings): TypedDates {
  const dateAt = (field: DateField) => {
    const found = head.fields[field];
    if (!found) return null;
    const parsed = parseDate(found.text.replace(/\s+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/, ''));
    if (parsed.ok) return parsed.date;
    findings.problems.push({
      code: 'date_unreadable',
      row: found.row,
      data: { field, text: shortened(found.text) },
    });
    return null;
  };
  return { startOn: dateAt('startOn'), endOn: dateAt('endOn') };
}

function completeDates({ year, findings, ...typed }: TypedDates & { year: number; findings: Findings }) {
  const startOn = typed.startOn ?? businessDate(`${year}-01-01`);
  const endOn = typed.endOn ?? businessDate(`${year}-12-31`);
  if (startOn > endOn) {
    findings.problems.push({ code: 'dates_reversed', data: { startOn, endOn } });
    return null;
  }
  if (!typed.startOn || !typed.endOn) {
    findings.doubts.push({ code: 'dates_assumed', data: { startOn, endOn } });
  }
  if (yearOf(startOn) !== year || yearOf(endOn) !== year) {
    findings.doubts.push({ code: 'year_differs_from_dates', data: { year, startOn, endOn } });
  }
  return { startOn, endOn };
}

function readAmounts(head: HeadReading, findings: Findings): Record<AmountField, Fen | null> {
  const amountAt = (field: AmountField) => {
    const found = head.fields[field];
    if (found) return amountOf(found, findings);
    if (field === 'currentFen') findings.problems.push({ code: 'amount_missing', data: { field } });
    return null;
  };
  return {
    totalFen: amountAt('totalFen'),
    currentFen: amountAt('currentFen'),
    previousTotalFen: amountAt('previousTotalFen'),
    previousCurrentFen: amountAt('previousCurrentFen'),
  };
}

function readComponents(head: HeadReading, currentFen: Fen | null, findings: Findings): TargetComponent[] {
  const problemsBefore = findings.problems.length;
  const components = head.components.flatMap(({ subject, amount }): TargetComponent[] => {
    if (subject === '') {
      findings.problems.push({
        code: 'component_subject_missing',
        row: amount.row,
        data: { text: shortened(amount.text) },
      });
      return [];
    }
    const amountFen = amountOf(amount, findings);
    return amountFen === null ? [] : [{ subject, amountFen }];
  });
  if (currentFen === null || findings.problems.length > problemsBefore) return components;

  const componentsFen = components.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (components.length === 0) findings.doubts.push({ code: 'components_missing', data: { currentFen } });
  else if (componentsFen !== currentFen) {
    findings.problems.push({ code: 'components_differ', data: { componentsFen, currentFen } });
  }
  return components;
}

function amountOf(found: FoundText, findings: Findings): Fen | null {
  const parsed = parseAmount(found);
  if (parsed.ok) return parsed.fen;
  findings.problems.push({
    code: 'amount_unreadable',
    row: found.row,
    data: { name: found.name, text: shortened(found.text) },
  });
  return null;
}

/** An amount in yuan, or in units of 10,000 yuan when the form says so; then it may have up to six decimals. */
function parseAmount(found: FoundText): YuanParse {
  const { text } = found;
  const [, whole, fraction = ''] = /^([\d,]+)(?:\.(\d+))?\D*$/.exec(compactOf(text)) ?? [];
  if (!whole || !isInTenThousands(found)) return parseYuan(text);
  const decimals = fraction.padEnd(4, '0');
  return parseYuan(`${whole.replaceAll(',', '')}${decimals.slice(0, 4)}.${decimals.slice(4) || '0'}`);
}

function planDoubts(form: TargetForm): Doubt[] {
  return RELIEF_TYPES.flatMap((type): Doubt[] => {
    const planned = form.planned[type];
    const row = form.rows.find(({ metric, target }) => metric === `people_helped.${type}` && target?.value);
    if (!planned || planned.people === null || !row?.target?.value) return [];
    if (Number(row.target.value) === planned.people) return [];
    const planBasis = planned.basis ?? 'persons';
    const data = { type, planPeople: planned.people, planBasis, targetText: row.target.text };
    return [{ code: 'plan_differs_from_target', data }];
  });
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 30 ? `${characters.slice(0, 30).join('')}\u2026` : text;
}
