import type { ProgrammePlan } from '../fund/programme';
import type { CountBasis, IndicatorKind, Metric } from '../fund/target';
import type { Difference, DifferencePath } from '../fund/targetFormDifferences';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { programmeFieldLabels, reliefTypeLabels } from './fund';
import {
  countBasisLabels,
  differenceChangeLabels,
  differencePathLabels,
  indicatorKindLabels,
  metricLabels,
} from './targetForm';

/** Long texts of the form are told by their beginning. */
const LONGEST = 60;
const NOTHING = '（空）';
const NAMES: Record<string, Record<string, string>> = {
  'row.metric': metricLabels satisfies Record<Metric, string>,
  'row.countBasis': countBasisLabels satisfies Record<CountBasis, string>,
  'row.kind': indicatorKindLabels satisfies Record<IndicatorKind, string>,
};

interface ProjectChange {
  year?: number;
  differences?: readonly Difference[];
  programmes?: { before: readonly ProgrammePlan[]; after: readonly ProgrammePlan[] };
}

/** What a change of a project-year did, as one line: `年度：2019；修改「产出 / 数量 / 人数」目标值（≥100人 → ≥90人）`. */
export function projectChangeText({ year, differences = [], programmes }: ProjectChange): string {
  const changes = [
    ...differences.map(differenceText),
    ...(programmes ? programmeTexts(programmes.before, programmes.after) : []),
  ];
  const told = changes.length > 0 ? changes : ['保存，内容没有变化'];
  return [...(year === undefined ? [] : [`年度：${year}`]), ...told].join('；');
}

/** One value of a target form that differs, in words. */
export function differenceValueText(path: DifferencePath, value: string | number): string {
  if (path.endsWith('Fen') || path === 'component') return `${formatYuan(fen(Number(value)))} 元`;
  if (path === 'row.weight') return `${Number(value) / 100} 分`;
  return NAMES[path]?.[value] ?? String(value);
}

function differenceText({ path, change, subject, before, after }: Difference): string {
  const what = `${differenceChangeLabels[change]}${subject ? `「${subject}」` : ''}${differencePathLabels[path]}`;
  if (path === 'rows.order') return what;
  return `${what}（${valueText(path, before)} → ${valueText(path, after)}）`;
}

function valueText(path: DifferencePath, value: Difference['before']): string {
  return value === null || value === '' ? NOTHING : shortened(differenceValueText(path, value));
}

function shortened(text: string): string {
  const letters = [...text.replaceAll(/\s+/g, ' ')];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : letters.join('');
}

type ProgrammeField = keyof typeof programmeFieldLabels;

function programmeTexts(before: readonly ProgrammePlan[], after: readonly ProgrammePlan[]): string[] {
  const fields = Object.keys(programmeFieldLabels) as ProgrammeField[];
  return after.flatMap((plan) => {
    const earlier = before.find(({ type }) => type === plan.type);
    const changed = fields.filter((field) => earlier?.[field] !== plan[field]);
    return changed.map((field) => {
      const values = `${planText(field, earlier?.[field])} → ${planText(field, plan[field])}`;
      return `${differenceChangeLabels.changed}「${reliefTypeLabels[plan.type]}」${programmeFieldLabels[field]}（${values}）`;
    });
  });
}

function planText(field: ProgrammeField, value: string | number | null | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  return field === 'perHeadFen' ? formatYuan(fen(Number(value))) : String(value);
}
