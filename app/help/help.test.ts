import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayOpen, navigationFor } from '../navigation';
import { paths } from '../paths';
import { ROLES, type Role } from '../staff/role';
import { FIRST_DAYS } from '../zh/help/firstDays';
import { ADDRESS_MINUTES, FAILURES_BEFORE_LOCK, FAILURES_OF_AN_ADDRESS, LOCK_MINUTES } from '../staff/lock';
import { PASSWORD_MIN } from '../staff/password';
import { PICTURE_TEXTS } from '../zh/help/pictures';
import { TOPICS } from '../zh/help/topics';
import { firstDaysOf, helpFor, helpTopic, PICTURES, withOpenLinks, type PictureName } from './help';
import { helpOnPage } from './helpPages';
import { metricRuleId } from './metricRule';
import { ruleGroups } from './rule';
import { METRICS } from '../fund/target';

const FIGURES = {
  ...{ sessionIdleMinutes: 30, sessionMaxMinutes: 720 },
  ...{ formMinutesKept: 120, deviceDaysKept: 7 },
};
const steps = [...TOPICS, ...FIRST_DAYS].flatMap((one) => [...one.steps]);

describe('help', () => {
  it('has a first day and topics for each role', () => {
    for (const role of ROLES) {
      expect(firstDaysOf([role]), role).toHaveLength(1);
      expect(helpFor([role]).own.length, role).toBeGreaterThan(0);
    }
  });

  it('names each topic once, and none that is missing', () => {
    expect(new Set(TOPICS.map(({ slug }) => slug)).size).toBe(TOPICS.length);
    for (const { topic } of FIRST_DAYS.flatMap((day) => [...day.steps])) {
      if (topic) expect(helpTopic(topic), topic).not.toBeNull();
    }
    expect(helpTopic('nothing')).toBeNull();
  });

  it('has every picture that it shows', () => {
    for (const { picture } of steps) {
      if (picture) expect(existsSync(`public/pictures/${picture}.jpg`), picture).toBe(true);
    }
    const shown = new Set(steps.map(({ picture }) => picture));
    expect(Object.keys(PICTURES).filter((name) => !shown.has(name as never))).toEqual([]);
  });

  it.each([
    ['/families', 'find'],
    ['/families/import', 'excel'],
    ['/families/0190/visit', 'visit-and-notice'],
    ['/families/0190', 'find'],
    ['/batches/0190/results', 'batch'],
    ['/familiesx', null],
    ['/', null],
  ])('offers on %s the topic %s', (page, slug) => {
    expect(helpOnPage(page)).toBe(slug);
    if (slug) expect(helpTopic(slug)).not.toBeNull();
  });

  it('has a topic for every page of the menu, and for what home leads to beside it', () => {
    const menu = navigationFor(ROLES).flatMap(({ items }) => items.map(({ to }) => to));
    const pages = [...menu, paths.bankContradictions, paths.roleChanges, paths.accountChanges()];
    const without = pages.filter((page) => !helpOnPage(page.split('?')[0]!));
    expect(without).toEqual([paths.home]);
  });

  it('leads nobody to a page that they may not open', () => {
    const linksFor = (role: Role) =>
      withOpenLinks(steps, (to) => mayOpen([role], to)).flatMap(({ to }) => to ?? []);
    expect(linksFor('caseworker')).toEqual(expect.arrayContaining(['/families/new', '/lines/what-if']));
    expect(linksFor('admin')).toEqual(expect.arrayContaining(['/staff', '/backups']));
    for (const page of ['/families', '/families/new', '/fund', '/lines/what-if'])
      expect(linksFor('admin')).not.toContain(page);
    const everybody = ROLES.flatMap(linksFor);
    for (const { to } of steps) if (to) expect(everybody, to).toContain(to);
  });

  it('explains every metric, and says of every rule what it is for and where it comes from', () => {
    const rules = ruleGroups(FIGURES).flatMap((group) => group.rules);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(METRICS.map(metricRuleId)));
    for (const { name, why, source } of rules) {
      expect(why, name).not.toBe('');
      expect(source, name).not.toBe('');
    }
  });

  it.each([
    ['session', '30 分钟没有操作，或登录满 12 小时'],
    ['kept', '表单保留 2 小时'],
    ['kept', '最多保留 7 天'],
    ['kept', '30 天后从服务器删除'],
    ['lock', '连续 5 次密码或验证码错误，锁定 30 分钟'],
    ['backups', '最近 7 天、5 周、12 个月各一份'],
    ['desk-limits', '提交后入户核查 10 个工作日'],
    ['contract', '劳动合同满 12 个月'],
    ['papers', '因「本人大病」或「直系亲属大病」致困的另要'],
    ['cap', '生活救助每户每年不超过 12 个月低保标准'],
  ])('says in the rule %s: %s', (rule, words) => {
    const rules = ruleGroups(FIGURES).flatMap((group) => group.rules);
    expect(rules.find(({ id }) => id === rule)?.rule).toContain(words);
  });

  it('says in its topics what the rules say', () => {
    const hints = helpTopic('accounts')!.hints.join('');
    for (const words of [
      `密码至少 ${PASSWORD_MIN} 位`,
      `输错 ${FAILURES_BEFORE_LOCK} 次锁 ${LOCK_MINUTES} 分钟`,
      `同一网络 ${ADDRESS_MINUTES} 分钟内失败 ${FAILURES_OF_AN_ADDRESS} 次也暂停 ${ADDRESS_MINUTES} 分钟`,
    ])
      expect(hints).toContain(words);
  });

  it('says what is to be seen on every picture', () => {
    for (const name of Object.keys(PICTURES) as PictureName[])
      expect(PICTURE_TEXTS[name], name).toMatch(/^[^。]{8,}。$/);
  });

  it('follows what whoever installs the product sets', () => {
    const rules = ruleGroups({ ...FIGURES, sessionIdleMinutes: 15 }).flatMap((group) => group.rules);
    expect(rules.find(({ id }) => id === 'session')?.rule).toContain('15 分钟没有操作');
  });
});
