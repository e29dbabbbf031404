import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTargetForm } from './targetForm';
import type { TargetForm } from './targetForm';
import { compareTargetForms } from './targetFormDifferences';

const FORM = readFileSync(new URL('../../tests/fixtures/targetForm.txt', import.meta.url), 'utf8');

function formAfter(...replacements: readonly (readonly [string, string])[]): TargetForm {
  const text = replacements.reduce((form, [piece, other]) => form.replace(piece, () => other), FORM);
  const reading = readTargetForm(text.split('\n').map((line) => line.split('\t')));
  if (!reading.ok) throw new Error(reading.problems.map(({ code }) => code).join());
  return reading.form;
}

const BEFORE = formAfter();
const compared = (...replacements: readonly (readonly [string, string])[]) =>
  compareTargetForms(BEFORE, formAfter(...replacements));

describe('compareTargetForms', () => {
  it('finds nothing between a form and itself', () => {
    expect(compareTargetForms(BEFORE, formAfter())).toEqual([]);
  });

  it('finds changed fields, texts and amounts', () => {
    const differences = compared(
      ['990007', '990008'],
      ['样例甲', ''],
      ['=45人', '=46人'],
      ['足额、', ''],
      ['860000.00\t项目本', '870000.00\t项目本'],
    );
    expect(differences).toEqual([
      { path: 'unitCode', change: 'changed', subject: null, before: '990007', after: '990008' },
      { path: 'leader', change: 'changed', subject: null, before: '样例甲', after: null },
      { path: 'totalFen', change: 'changed', subject: null, before: 86_000_000, after: 87_000_000 },
      {
        path: 'annualGoal',
        change: 'changed',
        subject: null,
        before: '三类帮助按时、足额、到人。',
        after: '三类帮助按时、到人。',
      },
      {
        path: 'row.target',
        change: 'changed',
        subject: '产出目标 / 数量 / 助学救助人数',
        before: '=45人',
        after: '=46人',
      },
    ]);
  });

  it('finds components by their subject', () => {
    expect(compared(['生活补助\t700000.00', '慰问\t600000.00\t\n\t新项\t100000.00'])).toEqual([
      { path: 'component', change: 'removed', subject: '生活补助', before: 70_000_000, after: null },
      { path: 'component', change: 'added', subject: '慰问', before: null, after: 60_000_000 },
      { path: 'component', change: 'added', subject: '新项', before: null, after: 10_000_000 },
    ]);
    expect(compared(['700000.00', '690000.00'], ['160000.00', '170000.00'])).toEqual([
      { path: 'component', change: 'changed', subject: '生活补助', before: 70_000_000, after: 69_000_000 },
      { path: 'component', change: 'changed', subject: '助学金', before: 16_000_000, after: 17_000_000 },
    ]);
  });

  it('finds rows by their names on the three levels', () => {
    const differences = compared(
      ['职工队伍稳定\t得到增强', '职工队伍安定\t得到增强'],
      ['\t其它', '\t信息共享'],
    );
    expect(differences).toEqual([
      {
        path: 'row',
        change: 'removed',
        subject: '效果目标 / 社会效益 / 职工队伍稳定',
        before: '得到增强',
        after: null,
      },
      { path: 'row', change: 'removed', subject: '影响力目标 / 其它', before: null, after: null },
      {
        path: 'row',
        change: 'added',
        subject: '效果目标 / 社会效益 / 职工队伍安定',
        before: null,
        after: '得到增强',
      },
      { path: 'row', change: 'added', subject: '影响力目标 / 信息共享', before: null, after: null },
    ]);
  });

  it('finds what a changed target changes with it', () => {
    expect(compared(['=12人次', '=12户']).map(({ path, before, after }) => [path, before, after])).toEqual([
      ['row.target', '=12人次', '=12户'],
      ['row.countBasis', 'person_times', 'families'],
    ]);
    expect(compared(['得到增强', '=3项']).map(({ path }) => path)).toEqual(['row.target', 'row.kind']);
  });

  it('finds another order of the same rows, and no other when a row is added between', () => {
    const swapped = compared(
      ['预算执行率', '＠'],
      ['预算资金到位率', '预算执行率'],
      ['＠', '预算资金到位率'],
    );
    expect(swapped.map(({ path }) => path)).toContain('rows.order');
    const added = compared(['\t\t应补尽补率', '\t\t政策宣讲场次\t=4场\n\t\t应补尽补率']);
    expect(added.filter(({ path }) => path !== 'row.weight')).toEqual([
      {
        path: 'row',
        change: 'added',
        subject: '产出目标 / 数量 / 政策宣讲场次',
        before: null,
        after: '=4场',
      },
    ]);
  });

  it('matches rows of one name in their order', () => {
    const twice = formAfter(['助学救助人数\t=45人', '应补尽补率\t=90%']);
    expect(compareTargetForms(twice, twice)).toEqual([]);
    const after = formAfter(['助学救助人数\t=45人', '应补尽补率\t=95%']);
    expect(compareTargetForms(twice, after)).toMatchObject([
      { path: 'row.target', before: '=90%', after: '=95%' },
    ]);
  });
});
