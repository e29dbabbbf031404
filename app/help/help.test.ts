import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mayOpen } from '../navigation';
import { ROLES, type Role } from '../staff/role';
import { FIRST_DAYS } from '../zh/help/firstDays';
import { TOPICS } from '../zh/help/topics';
import { firstDaysOf, helpFor, helpTopic, PICTURES, withOpenLinks } from './help';
import { helpOnPage } from './helpPages';
import { metricRuleId } from './metricRule';
import { ruleGroups } from './rule';
import { METRICS } from '../fund/target';

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

  it('explains every metric, and says of every rule where it comes from', () => {
    const rules = ruleGroups().flatMap((group) => group.rules);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(METRICS.map(metricRuleId)));
    for (const { name, source } of rules) expect(source, name).not.toBe('');
  });
});

describe('the rules', () => {
  const ids = ruleGroups().flatMap(({ rules }) => rules.map(({ id }) => id));
  const ofMetrics = new Set(METRICS.map(metricRuleId));
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.tsx'),
  );
  const linked = new Set(
    pages.flatMap((path) =>
      [...readFileSync(`app/${path}`, 'utf8').matchAll(/\brule(?:=|: )["']([a-z-]+)["']/g)].map(
        ([, id]) => id!,
      ),
    ),
  );

  it.each(ids.filter((id) => !ofMetrics.has(id)))('has a page whose figures lead to %s', (id) => {
    expect([...linked]).toContain(id);
  });

  it('are led to only where they exist', () => {
    expect([...linked].filter((id) => !ids.includes(id))).toEqual([]);
  });
});
