import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { IndicatorsForm } from './project.form';

function errorsOf(row: Record<string, string>): Record<string, string[] | null> | undefined {
  const form = new FormData();
  form.set('version', '1');
  const typed = { level1: '产出目标', level2: '数量', level3: '指标', weight: '100', ...row };
  for (const [name, text] of Object.entries(typed)) form.set(`rows[0].${name}`, text);
  return parseWithZod(form, { schema: IndicatorsForm }).reply().error ?? undefined;
}

describe('the form of the targets', () => {
  const living = { metric: 'people_helped.living' };

  it.each([
    ['people in people', { ...living, countBasis: 'persons', targetText: '≥1万人' }],
    ['families in families', { ...living, countBasis: 'families', targetText: '=300户' }],
    ['a rate in percent', { metric: 'coverage', targetText: '≥95%' }],
    ['what the head grades, in any unit', { targetText: '=12台' }],
  ])('takes %s', (_, row) => {
    expect(errorsOf(row)).toBeUndefined();
  });

  it.each([
    ['people in families', { ...living, countBasis: 'persons', targetText: '≥1000户' }],
    ['cases in people', { ...living, countBasis: 'person_times', targetText: '≥1000人' }],
    ['people in yuan', { ...living, countBasis: 'persons', targetText: '=200元' }],
    ['a rate in people', { metric: 'budget_execution', targetText: '≥90人' }],
    ['a rate in points', { metric: 'satisfaction', targetText: '≥4.5分' }],
  ])('refuses %s beside the target', (_, row) => {
    expect(Object.keys(errorsOf(row) ?? {})).toEqual(['rows[0].targetText']);
  });
});
