import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Words by which a page gives the figure of a rule, and the rule to which it leads then. */
const FIGURES: Record<string, RegExp> = {
  notice: /公示[^\n]*\d+ 个工作日/,
  'due-date': /及时天数|及时期限/,
  password: /至少 \d+ 位/,
  review: /每 \d+ 个月复核/,
};

/** Pages that give such a figure and lead nowhere, by why. */
const ELSEWHERE: Record<string, string[]> = {
  'nobody is logged in yet, and the help asks for that': ['setup'],
};

const pages = readdirSync('app/routes').map((file) => ({
  name: file.replace(/\.tsx$/, ''),
  text: readFileSync(`app/routes/${file}`, 'utf8'),
}));

describe('a page that gives the figure of a rule', () => {
  it.each(Object.entries(FIGURES))('leads to %s', (rule, figure) => {
    const giving = pages.filter(({ text }) => figure.test(text));
    expect(giving).not.toEqual([]);
    const silent = giving.filter(({ text }) => !text.includes(`<RuleLink rule="${rule}"`));
    const excepted = Object.values(ELSEWHERE).flat();
    expect(silent.map(({ name }) => name).filter((name) => !excepted.includes(name))).toEqual([]);
  });

  it('leads from the people who are due to how their share is counted', () => {
    const due = pages.find(({ name }) => name === 'due.$year')!.text;
    expect(due).toContain('口径同应补尽补率');
    expect(due).toContain("paths.helpRule(metricRuleId('coverage'))");
  });

  it('is excepted only where it leads nowhere', () => {
    for (const name of Object.values(ELSEWHERE).flat())
      expect(pages.find((page) => page.name === name)?.text).not.toContain('<RuleLink');
  });
});
