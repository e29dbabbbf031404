import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backupName,
  backupsToKeep,
  damagedBackups,
  hasDamageToTell,
  isBackupDue,
  isBackupOld,
  keptBackups,
  lastGoodBackup,
  madeAtOf,
  saidReason,
  unopenedBackups,
  type BackupDamage,
} from './backup';

const at = (madeAt: string) => ({ fileName: backupName(new Date(madeAt)), madeAt });
const DAY_MS = 24 * 60 * 60 * 1000;

describe('names', () => {
  it('say when a backup was made', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2019-01-01'), max: new Date('2050-01-01'), noInvalidDate: true }),
        (date) => {
          date.setUTCMilliseconds(0);
          expect(madeAtOf(backupName(date))).toBe(date.toISOString());
        },
      ),
    );
  });

  it.each(['bangfu.db', 'bangfu-20261125T020000Z.tar.part', 'before-upgrade.db', ''])(
    '%s is none',
    (name) => {
      expect(madeAtOf(name)).toBeNull();
    },
  );
});

describe('keptBackups', () => {
  it('keeps one of each day, week and month, as far back as each reaches', () => {
    const nightly = Array.from({ length: 500 }, (_, index) =>
      at(new Date(Date.parse('2026-11-25T18:00:00.000Z') - index * DAY_MS).toISOString()),
    );
    const kept = [...keptBackups(nightly)].map((name) => madeAtOf(name)!.slice(0, 10));
    // 18:00 UTC is the next morning in China: the week of Thursday 26 November begins on Monday the 23rd, that is 22 UTC.
    expect(kept).toEqual([
      ...['2026-11-25', '2026-11-24', '2026-11-23', '2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19'],
      ...['2026-11-14', '2026-11-07', '2026-10-31'],
      ...['2026-10-30', '2026-09-29', '2026-08-30', '2026-07-30', '2026-06-29', '2026-05-30', '2026-04-29'],
      ...['2026-03-30', '2026-02-27', '2026-01-30', '2025-12-30'],
    ]);
  });

  it('keeps the newest of all, at most 24, and the same again when nothing was added', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60_000 }), { maxLength: 200 }), (hours) => {
        const all = hours.map((hour) =>
          at(new Date(Date.parse('2020-01-01T00:00:00.000Z') + hour * 3_600_000).toISOString()),
        );
        const kept = keptBackups(all);
        const newest = [...all].sort((left, right) => right.madeAt.localeCompare(left.madeAt))[0];
        if (newest) expect(kept).toContain(newest.fileName);
        expect(kept.size).toBeLessThanOrEqual(24);
        expect(keptBackups(all.filter(({ fileName }) => kept.has(fileName)))).toEqual(kept);
      }),
    );
  });
});

const CHECKED_AT = '2026-11-25T03:00:00.000Z';
const good = {
  ...{ bytes: 1, sha256: '', checkedAt: CHECKED_AT, fault: null, damage: null, readAt: CHECKED_AT },
  isOpened: true,
};

it('the last good backup was tried and found whole', () => {
  const [first, second, third, fourth] = ['21', '22', '23', '24'].map((day) =>
    at(`2026-11-${day}T02:00:00.000Z`),
  );
  expect(lastGoodBackup([])).toBeNull();
  expect(
    lastGoodBackup([
      { ...fourth!, ...good, fault: 'invariants_failed' },
      { ...first!, ...good },
      { ...second!, ...good },
      { ...third!, ...good, checkedAt: null },
    ])?.madeAt,
  ).toBe(second!.madeAt);
});

const [first, second] = ['23', '24'].map((day) => ({ ...at(`2026-11-${day}T02:00:00.000Z`), ...good }));

it.each<[string, { first: BackupDamage | null; second: BackupDamage | null }, string | null, boolean]>([
  ['none', { first: null, second: null }, second!.madeAt, false],
  ['the newest, cut off', { first: null, second: 'resized' }, first!.madeAt, true],
  ['the newest, written over', { first: null, second: 'altered' }, first!.madeAt, true],
  ['the newest, gone', { first: null, second: 'gone' }, first!.madeAt, true],
  ['an earlier one, cut off', { first: 'resized', second: null }, second!.madeAt, true],
  ['an earlier one, written over', { first: 'altered', second: null }, second!.madeAt, true],
  ['an earlier one, taken away', { first: 'gone', second: null }, second!.madeAt, false],
  ['all', { first: 'gone', second: 'altered' }, null, true],
  ['all, taken away', { first: 'gone', second: 'gone' }, null, true],
])('damaged: %s', (_, damage, lastGood, isTold) => {
  const all = [
    { ...second!, damage: damage.second },
    { ...first!, damage: damage.first },
  ];
  expect(lastGoodBackup(all)?.madeAt ?? null).toBe(lastGood);
  expect(hasDamageToTell(all)).toBe(isTold);
  expect(damagedBackups(all)).toEqual(all.filter((one) => one.damage));
});

it('one that no key opens is not the last good one, is no damaged one, and takes the place of none', () => {
  const locked = { ...second!, isOpened: false };
  const unknown = { ...second!, isOpened: null };
  expect(lastGoodBackup([locked, first!])).toBe(first);
  expect(lastGoodBackup([locked])).toBeNull();
  expect(lastGoodBackup([unknown, first!])).toBe(unknown);
  expect(unopenedBackups([locked, unknown, first!])).toEqual([locked]);
  expect(
    unopenedBackups([
      { ...locked, damage: 'gone' },
      { ...locked, fault: 'not_restored' },
    ]),
  ).toEqual([]);
  expect(hasDamageToTell([locked])).toBe(false);
  const earlier = { ...at('2026-11-24T01:00:00.000Z'), ...good };
  expect(backupsToKeep([locked, earlier]).size).toBe(2);
  const struck = { now: new Date('2026-11-24T12:00:00.000Z'), hour: 2 };
  expect([isBackupDue([locked], struck), isBackupDue([second!], struck)]).toEqual([true, false]);
});

it('one that failed its trial is no damaged one', () => {
  const failed = { ...second!, fault: 'invariants_failed' as const, damage: 'altered' as const };
  expect(damagedBackups([failed, first!])).toEqual([]);
  expect(hasDamageToTell([failed, first!])).toBe(false);
});

it('a damaged backup stays on the list and takes the place of no good one', () => {
  const morning = { ...at('2026-11-24T01:00:00.000Z'), ...good };
  const noon = { ...at('2026-11-24T04:00:00.000Z'), ...good, damage: 'altered' as const };
  const evening = { ...at('2026-11-24T09:00:00.000Z'), ...good, fault: 'not_restored' as const };
  const next = { ...at('2026-11-25T02:00:00.000Z'), ...good };
  const names = (...some: { fileName: string }[]) => new Set(some.map(({ fileName }) => fileName));
  expect(backupsToKeep([noon, morning])).toEqual(names(noon, morning));
  expect(backupsToKeep([{ ...noon, damage: null }, morning])).toEqual(names(noon));
  // The one that was just tried stays to be looked at, however it turned out.
  expect(backupsToKeep([evening, noon, morning])).toEqual(names(evening, noon, morning));
  expect(backupsToKeep([next, evening, noon, morning])).toEqual(names(next, noon, morning));
});

it.each([
  ['2026-11-23T12:00:00.000Z', false],
  ['2026-11-23T11:59:59.999Z', true],
])('two nights old: made %s is old: %s', (madeAt, expected) => {
  const now = new Date('2026-11-25T12:00:00.000Z');
  expect(isBackupOld({ madeAt }, now)).toBe(expected);
  expect(isBackupOld(null, now)).toBe(true);
});

it.each([
  // 02:00 in China is 18:00 UTC of the day before.
  ['2026-11-25T17:59:59.000Z', '2026-11-24T18:00:00.000Z', false],
  ['2026-11-25T18:00:00.000Z', '2026-11-24T18:00:00.000Z', true],
  ['2026-11-25T18:00:00.000Z', '2026-11-25T18:00:00.000Z', false],
  ['2026-11-26T12:00:00.000Z', '2026-11-25T18:00:01.000Z', false],
  ['2026-11-26T12:00:00.000Z', '2026-11-25T17:00:00.000Z', true],
])('at %s, after one of %s, the nightly backup is due: %s', (now, madeAt, expected) => {
  expect(isBackupDue([{ madeAt, damage: null, isOpened: true }], { now: new Date(now), hour: 2 })).toBe(
    expected,
  );
});

it('a first backup is due at once, and another one where that of the night is damaged', () => {
  const when = { now: new Date('2026-11-26T12:00:00.000Z'), hour: 2 };
  const madeAt = '2026-11-25T18:00:01.000Z';
  expect(isBackupDue([], when)).toBe(true);
  expect(isBackupDue([{ madeAt, damage: 'resized', isOpened: true }], when)).toBe(true);
  expect(
    isBackupDue(
      [
        { madeAt, damage: 'gone', isOpened: true },
        { madeAt, damage: null, isOpened: true },
      ],
      when,
    ),
  ).toBe(false);
});

describe('why a backup failed', () => {
  it.each([
    [1, '备份 A 的文件不在了。\n磁盘已满。\n', '磁盘已满。'],
    [70, 'SqliteError: disk image is malformed\n    at made (backup.js:1:1)\n', ''],
    [70, 'pg_dump 没有完成：permission denied。\n', ''],
    [1, 'SyntaxError: Unexpected token\n    at compile (node:internal:1:1)\n\nNode.js v20.20.2\n', ''],
    [null, '', ''],
    [1, '', ''],
  ])('with status %s, of what it said: %j', (status, said, reason) =>
    expect(saidReason(status, said)).toBe(reason),
  );
});
