import { expect, it } from 'vitest';
import { backupConcern, healthOf, type Findings } from './health';

const NOW = new Date('2026-11-25T12:00:00.000Z');
const GIB = 1024 ** 3;
const WELL: Findings = {
  hasDatabase: true,
  disk: { freeBytes: GIB, totalBytes: 10 * GIB },
  lastGood: { madeAt: '2026-11-25T02:00:00.000Z' },
  hasDamage: false,
  hasUnopened: false,
  makesBackups: true,
  uptimeSeconds: 59.6,
  inUseSeconds: 59.6,
  now: NOW,
};
const DAY = 24 * 60 * 60;
const OLD = { madeAt: '2026-11-23T11:59:59.999Z' };

it.each<[string, Partial<Findings>, string, string[]]>([
  ['all is well', {}, 'ok', []],
  ['the database is gone', { hasDatabase: false }, 'down', []],
  [
    'the disk is all but full',
    { disk: { freeBytes: GIB - 1, totalBytes: 10 * GIB } },
    'degraded',
    ['disk_low'],
  ],
  ['the disk cannot be read', { disk: null }, 'ok', []],
  ['the last backup is old', { lastGood: OLD }, 'degraded', ['backup_old']],
  ['somebody else makes the backups', { lastGood: OLD, makesBackups: false }, 'ok', []],
  ['there is no backup yet', { lastGood: null, inUseSeconds: DAY }, 'ok', []],
  [
    'there is no backup after a day',
    { lastGood: null, inUseSeconds: DAY + 1 },
    'degraded',
    ['backup_missing'],
  ],
  ['there is none, and nobody knows since when', { lastGood: null, inUseSeconds: null }, 'ok', []],
  ['a backup is damaged', { hasDamage: true }, 'degraded', ['backup_damaged']],
  ['one made by hand is damaged', { hasDamage: true, makesBackups: false }, 'degraded', ['backup_damaged']],
  ['the key of an earlier one is gone', { hasUnopened: true }, 'ok', []],
  ['the key of all is gone', { hasUnopened: true, lastGood: null }, 'degraded', ['backup_unopened']],
  [
    'the key of all that were made by hand is gone',
    { hasUnopened: true, lastGood: null, makesBackups: false },
    'degraded',
    ['backup_unopened'],
  ],
  ['the only one is damaged', { hasDamage: true, lastGood: null }, 'degraded', ['backup_damaged']],
  [
    'disk and backup want looking at',
    { disk: { freeBytes: 0, totalBytes: GIB }, lastGood: OLD },
    'degraded',
    ['disk_low', 'backup_old'],
  ],
])('%s', (_, found, status, reasons) => {
  expect(healthOf({ ...WELL, ...found })).toMatchObject({ status, reasons });
});

it('tells ages in seconds', () => {
  expect(healthOf(WELL)).toMatchObject({ uptimeSeconds: 60, backupAgeSeconds: 36_000, database: 'ok' });
  expect(healthOf({ ...WELL, lastGood: null }).backupAgeSeconds).toBeNull();
});

it.each<[string, Partial<Findings>, ReturnType<typeof backupConcern>]>([
  ['nothing of a backup of last night', {}, null],
  ['an old one', { lastGood: OLD }, 'backup_old'],
  ['nothing of one of two days', { lastGood: { madeAt: '2026-11-23T12:00:00.000Z' } }, null],
  ['an old one that was made by hand', { lastGood: OLD, makesBackups: false }, 'backup_old'],
  ['a damaged one', { hasDamage: true }, 'backup_damaged'],
  ['a damaged one before an old one', { hasDamage: true, lastGood: OLD }, 'backup_damaged'],
  ['that no key opens any', { hasUnopened: true, lastGood: null }, 'backup_unopened'],
  ['nothing of earlier ones that no key opens', { hasUnopened: true }, null],
  ['nothing in the first day', { lastGood: null, inUseSeconds: DAY }, null],
  ['that there is none after it', { lastGood: null, inUseSeconds: DAY + 1 }, 'backup_missing'],
  [
    'nothing where somebody else makes them',
    { lastGood: null, inUseSeconds: DAY + 1, makesBackups: false },
    null,
  ],
])('the home page tells %s', (_, found, concern) => {
  expect(backupConcern({ ...WELL, ...found })).toBe(concern);
});
