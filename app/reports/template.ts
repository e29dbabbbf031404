import { fundLabels, footerTexts } from '../zh/reports';
import { chapterHeading, chapterLabels, narrativeTitle, sinceFrozenText } from '../zh/closing';
import { TEMPLATE_FIELDS, TEMPLATE_LOOPS } from '../zh/reportTemplate';
import type { ChapterText } from './chapter';
import type { SinceFrozen } from './frozen';
import { chapterLines } from './narrative';
import type { YearEndReport } from './report';

/** The placeholders that an office's own template of the narrative report may use; their names stand in app/zh. */

export type TemplateField =
  | 'title'
  | 'centreName'
  | 'projectName'
  | 'year'
  | 'asOf'
  | 'generated'
  | 'planned'
  | 'budget'
  | 'received'
  | 'paid'
  | 'committed'
  | 'execution'
  | 'inPlace'
  | 'score'
  | 'weight'
  | 'grade'
  | 'standing'
  | 'auditHead';

export type TemplateLoop = 'chapters' | 'paragraphs' | 'indicators' | 'funds' | 'signOff';

/** What is wrong with a template: a placeholder and where it stands, in the words of the page. */
export interface TemplateProblem {
  code: 'unknown' | 'unopened' | 'unclosed' | 'mismatched' | 'brace' | 'other';
  name: string;
  place: string;
}

/** What a template is filled with: texts, and lists of the same. */
export interface TemplateData {
  [name: string]: string | TemplateData[];
}

/** The figures and texts of a year under the names of the placeholders. */
export function templateData({
  report,
  chapters,
  since,
}: {
  report: YearEndReport;
  chapters: readonly ChapterText[];
  since?: SinceFrozen | null;
}): TemplateData {
  return {
    ...named(TEMPLATE_FIELDS, { ...fieldTexts(report), standing: sinceFrozenText(since) }),
    [TEMPLATE_LOOPS.chapters.name]: chapters.map((chapter, index) =>
      named(TEMPLATE_LOOPS.chapters.fields, {
        heading: chapterHeading(index, chapter.chapter),
        paragraphs: paragraphsOf(chapter),
      }),
    ),
    ...Object.fromEntries(chapters.map((chapter) => [chapterLabels[chapter.chapter], paragraphsOf(chapter)])),
    [TEMPLATE_LOOPS.indicators.name]: indicatorRows(report),
    [TEMPLATE_LOOPS.funds.name]: report.funds.map(({ label, amountText, capitalsText }) =>
      named(TEMPLATE_LOOPS.funds.fields, { label, amount: amountText, capitals: capitalsText }),
    ),
    [TEMPLATE_LOOPS.signOff.name]: report.signOff.map(({ label, text }) =>
      named(TEMPLATE_LOOPS.signOff.fields, { label, text }),
    ),
  };
}

function fieldTexts(report: YearEndReport): Record<Exclude<TemplateField, 'standing'>, string> {
  const { total, rates } = report;
  const amount = (label: string) => report.funds.find((line) => line.label === label)?.amountText ?? '';
  return {
    title: narrativeTitle(report.centreName),
    centreName: report.centreName,
    projectName: report.projectName,
    year: String(report.year),
    asOf: report.asOfText,
    generated: footerTexts.generated(report.generatedText),
    planned: amount(fundLabels.planned),
    budget: amount(fundLabels.budget),
    received: amount(fundLabels.received),
    paid: amount(fundLabels.paid),
    committed: amount(fundLabels.committed),
    execution: rates[0]?.text ?? '',
    inPlace: rates[1]?.text ?? '',
    score: total.score,
    weight: total.weight,
    grade: total.gradeText,
    auditHead: report.auditHeadText,
  };
}

/** The facts and the words of a chapter, line by line, as the paper prints them. */
function paragraphsOf(chapter: ChapterText): TemplateData[] {
  return chapterLines(chapter).map((text) => named(TEMPLATE_LOOPS.paragraphs.fields, { text }));
}

function indicatorRows({ rows }: YearEndReport): TemplateData[] {
  return rows.flatMap(({ indicator, level3, target, actual, weight, score, note }) =>
    indicator
      ? [
          named(TEMPLATE_LOOPS.indicators.fields, {
            level1: indicator.level1,
            level2: indicator.level2,
            ...{ level3, target, actual, weight, score, note },
          }),
        ]
      : [],
  );
}

function named(names: Record<string, { name: string }>, values: TemplateData): TemplateData {
  return Object.fromEntries(Object.entries(values).map(([code, value]) => [names[code]!.name, value]));
}

/** Every name that stands for something, wherever it may be used. */
export const TEMPLATE_NAMES: ReadonlySet<string> = new Set([
  ...Object.values(TEMPLATE_FIELDS).map(({ name }) => name),
  ...Object.values(TEMPLATE_LOOPS).flatMap(({ name, fields }) => [
    name,
    ...Object.values(fields).map((field) => field.name),
  ]),
  ...Object.values(chapterLabels),
]);

/** Placeholders by name, a loop with those inside it. */
export interface TagTree {
  [name: string]: TagTree;
}

/** Names of a template that nothing fills, each once; a loop may use what stands around it. */
export function unknownNames(tags: TagTree): string[] {
  return [...new Set(unknownIn(tags, { inside: topNames(), around: new Set() }))];
}

function unknownIn(
  tags: TagTree,
  { inside, around }: { inside: Known; around: ReadonlySet<string> },
): string[] {
  const visible = new Set([...around, ...Object.keys(inside)]);
  return Object.entries(tags).flatMap(([name, inner]) => {
    if (!visible.has(name)) return [name];
    const loop = inside[name] ?? topNames()[name] ?? null;
    // `{#name}` of a text shows what is inside when there is a text; it brings no names of its own.
    return unknownIn(inner, { inside: loop ?? {}, around: visible });
  });
}

/** Each name with what stands inside it: null for a text. */
interface Known {
  [name: string]: Known | null;
}

function topNames(): Known {
  const texts = Object.values(TEMPLATE_FIELDS).map(({ name }) => [name, null] as const);
  const loopOf = (code: TemplateLoop) => namesIn(TEMPLATE_LOOPS[code].fields);
  const paragraphs = loopOf('paragraphs');
  return {
    ...Object.fromEntries(texts),
    [TEMPLATE_LOOPS.chapters.name]: { ...loopOf('chapters'), [TEMPLATE_LOOPS.paragraphs.name]: paragraphs },
    [TEMPLATE_LOOPS.indicators.name]: loopOf('indicators'),
    [TEMPLATE_LOOPS.funds.name]: loopOf('funds'),
    [TEMPLATE_LOOPS.signOff.name]: loopOf('signOff'),
    ...Object.fromEntries(Object.values(chapterLabels).map((label) => [label, paragraphs])),
  };
}

function namesIn(fields: Record<string, { name: string }>): Known {
  return Object.fromEntries(Object.values(fields).map(({ name }) => [name, null]));
}
