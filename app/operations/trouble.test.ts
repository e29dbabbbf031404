import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal';
import { refusalText } from '../zh/refusals';
import { backupTrouble, mayPass, plainTrouble } from './trouble';

const folder = '/mnt/backup';
const raised = (code: string, message = 'said in English', more: object = {}) =>
  Object.assign(new Error(message), { code, ...more });
const toolFailed = (said: string) => new Refusal('database.tool_failed', { tool: 'pg_dump', said });

describe('why a backup could not be made', () => {
  it.each([
    ['a full disk', raised('ENOSPC'), 'backup.disk_full', '/mnt/backup'],
    ['a quota', raised('EDQUOT'), 'backup.disk_full', '/mnt/backup'],
    [
      'a full disk under SQLite',
      raised('SQLITE_FULL', 'database or disk is full'),
      'backup.disk_full',
      '已满',
    ],
    [
      'a full disk under the thread that writes',
      new Error('database or disk is full'),
      'backup.disk_full',
      '已满',
    ],
    ['a full disk of the server', raised('53100'), 'backup.disk_full', '已满'],
    [
      'a full disk under pg_dump',
      toolFailed('could not write: No space left on device'),
      'backup.disk_full',
      '已满',
    ],
    ['a folder of others', raised('EACCES', '', { path: '/srv/x' }), 'backup.forbidden', '/srv/x'],
    ['a disk that is only read', raised('EROFS'), 'backup.forbidden', '/mnt/backup'],
    ['a file in the way', raised('ENOTDIR'), 'backup.forbidden', '/mnt/backup'],
    ['a server that is away', raised('ECONNREFUSED'), 'backup.database_away', '连不上'],
    ['each of its addresses', new AggregateError([raised('ECONNREFUSED')]), 'backup.database_away', '连不上'],
    ['a server that stops', new Error('x', { cause: raised('57P01') }), 'backup.database_away', '连不上'],
    ['a password that changed', raised('28P01'), 'backup.database_away', '连不上'],
    [
      'a server that is away under pg_dump',
      toolFailed('pg_dump: error: connection to server at "db", port 5432 failed: refused'),
      'backup.database_away',
      '连不上',
    ],
    [
      'an old pg_dump',
      toolFailed('pg_dump: error: aborting because of server version mismatch'),
      'database.tool_too_old',
      'pg_dump',
    ],
  ])('is told of %s', (_, error, code, names) => {
    const trouble = backupTrouble(error, { folder }) as Refusal;
    expect(trouble).toBeInstanceOf(Refusal);
    expect(trouble.code).toBe(code);
    expect(refusalText(trouble)).toContain(names);
    expect(refusalText(trouble)).not.toMatch(/English|error|device/);
  });

  it.each([
    raised('SQLITE_CORRUPT', 'database disk image is malformed'),
    toolFailed('permission denied for table families'),
    new Refusal('backup.under_way'),
    new TypeError('undefined is not a function'),
    undefined,
  ])('stays as it is where nobody knows: %s', (error) =>
    expect(backupTrouble(error, { folder })).toBe(error),
  );
});

describe('why a start or a command ended', () => {
  it.each([
    ['a full disk', raised('ENOSPC'), 'disk.full', '磁盘已满', true],
    ['a full disk of the server', raised('53100'), 'disk.full', '磁盘已满', true],
    ['a folder of others', raised('EACCES', '', { path: '/srv/x' }), 'disk.forbidden', '/srv/x', false],
    ['a server that is away', raised('ECONNREFUSED'), 'database.away', '连不上', true],
    ['a database that nobody made', raised('3D000'), 'database.away', '连不上', true],
    [
      'a server that is away under a statement',
      new Error('x', { cause: raised('57P01') }),
      'database.away',
      '连不上',
      true,
    ],
    ['a damaged file', raised('SQLITE_CORRUPT'), 'database.damaged', '损坏', false],
    ['a file that is none', raised('SQLITE_NOTADB'), 'database.damaged', '损坏', false],
  ])('is told of %s', (_, error, code, names, passes) => {
    const trouble = plainTrouble(error)!;
    expect(trouble.code).toBe(code);
    expect(mayPass(trouble)).toBe(passes);
    expect(refusalText(trouble)).toContain(names);
    expect(refusalText(trouble)).not.toMatch(/English|error|device/);
  });

  it.each([
    raised('EACCES', 'permission denied'),
    raised('SQLITE_CONSTRAINT'),
    new TypeError('undefined is not a function'),
    undefined,
  ])('is not told where nobody knows: %s', (error) => expect(plainTrouble(error)).toBeNull());
});
