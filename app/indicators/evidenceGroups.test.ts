import { describe, expect, it } from 'vitest';
import { aCorrected, aFile, anAward, aPayment, aYear } from '../../tests/factories/yearFacts';
import { evidenceRows } from './evidence';
import { evidenceGroups, isWanted, rowsByReason } from './evidenceGroups';

const facts = aYear({
  files: [aFile('wang'), aFile('li'), aFile('zhao', { exitedOn: '2019-05-01' })],
  awards: [anAward('award of 1'), anAward('award of 2', { person: 'li' })],
  payments: [aPayment('1'), ...aCorrected(aPayment('2', { person: 'li' }), ['2019-06-03', -600_00])],
  receipts: [{ id: 'r', source: 'local', receivedOn: '2019-02-01', amountFen: 5_000_00 }],
});

const metrics = [
  'people_helped.living',
  'coverage',
  'timeliness',
  'budget_execution',
  'funds_in_place',
] as const;

describe('the groups of rows behind a figure', () => {
  it.each(metrics)('of %s add up to what the rows add up to', (metric) => {
    const rows = evidenceRows(facts, { metric, basis: 'persons' });
    const groups = evidenceGroups(rows);
    const sum = (of: 'numerator' | 'denominator' | 'rows') =>
      groups.reduce((total, group) => total + group[of], 0);
    const added = (part: 'numerator' | 'denominator') =>
      rows.reduce((total, row) => (row.part === part || row.part === 'both' ? total + row.adds : total), 0);
    expect([sum('numerator'), sum('denominator')]).toEqual([added('numerator'), added('denominator')]);
    expect(sum('rows')).toBe(rows.length);
  });

  it.each(metrics)('of %s each open exactly their own rows', (metric) => {
    const rows = evidenceRows(facts, { metric, basis: 'persons' });
    const opened = evidenceGroups(rows).flatMap(({ part, type, reason, rows: count }) => {
      const filter = { part, type: type ?? undefined, reason: reason ?? undefined };
      const own = rows.filter((row) => isWanted(row, filter));
      expect(own).toHaveLength(count);
      return own;
    });
    expect(new Set(opened)).toEqual(new Set(rows));
  });

  it('tell who was due and unpaid from who left before', () => {
    const groups = evidenceGroups(evidenceRows(facts, { metric: 'coverage', basis: 'persons' }));
    expect(groups.map(({ part, reason, rows }) => [part, reason, rows])).toEqual([
      ['both', null, 1],
      ['denominator', null, 1],
      ['excluded', 'exited_unpaid', 1],
    ]);
  });
});

it('awards that are judged neither way are counted by their reason, whatever their type', () => {
  const released = { approvedOn: '2019-03-01', releasedOn: '2019-03-05' };
  const year = aYear({
    asOf: '2019-06-30',
    awards: [
      anAward('a', released),
      anAward('b', { ...released, type: 'medical' }),
      anAward('late', { ...released, releasedOn: '2019-06-01' }),
      anAward('new', { approvedOn: '2019-06-28' }),
    ],
  });
  const groups = evidenceGroups(evidenceRows(year, { metric: 'timeliness', basis: 'persons' }));
  expect(rowsByReason(groups, 'excluded')).toEqual([
    { reason: 'released', rows: 2 },
    { reason: 'not_due_yet', rows: 1 },
  ]);
  expect(rowsByReason(groups, 'denominator')).toEqual([{ reason: 'overdue', rows: 1 }]);
});
