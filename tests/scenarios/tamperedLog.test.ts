import { beforeAll, describe, expect, it } from 'vitest';
import { audit, checkAuditChain, entryHash, type AuditEntry } from '../../app/audit/audit.server';
import { auditHead, compareEntry, type AuditHead } from '../../app/audit/auditHead.server';
import type { Store } from '../../db/client.server';
import { auditEntries } from '../../db/schema';
import { freshStore } from '../database';
import { undone, withoutAppendOnly } from '../undone';

/** What somebody with the file or the server at hand does to the log; each is done, looked at and undone. */

const COUNT = 6;
const OTHER_HASH = 'f'.repeat(64);

let store: Store;
let entries: AuditEntry[];
let head: AuditHead;

beforeAll(async () => {
  store = await freshStore();
  for (let count = 0; count < COUNT; count += 1)
    await store.write((write) =>
      audit(
        write,
        { staffId: null, name: '系统' },
        { action: 'demo.loaded', subject: { type: 'centre', id: 'centre' }, detail: { count } },
      ),
    );
  entries = await store.read((read) => read.select().from(auditEntries).orderBy(auditEntries.sequence));
  head = (await store.read(auditHead))!;
});

const after = (statements: readonly string[]) =>
  undone(store, [...withoutAppendOnly('audit_entries'), ...statements], checkAuditChain);

/** The entries from a number on take other numbers; over numbers below zero, since none may stand twice meanwhile. */
const moved = (from: number, by: number): string[] => [
  `update audit_entries set sequence = -sequence where sequence >= ${from}`,
  `update audit_entries set sequence = ${by} - sequence where sequence < 0`,
];
const renumbered = (from: number, to: number) =>
  `update audit_entries set sequence = ${to} where sequence = ${from}`;
const removed = (sequence: number) => `delete from audit_entries where sequence = ${sequence}`;

/** An entry of the log put in once more, under another number and in what changes with it. */
function inserted(sequence: number, { previousHash, isSealed }: { previousHash: string; isSealed: boolean }) {
  const entry = { ...entries[2]!, sequence, previousHash };
  const values = [
    ...[entry.recordedAt, entry.staffName, entry.action, entry.subjectType, entry.subjectId, entry.detail],
    ...[previousHash, isSealed ? entryHash(entry) : entry.hash],
  ];
  return `insert into audit_entries
    (sequence, recorded_at, staff_name, action, subject_type, subject_id, detail, previous_hash, hash)
    values (${sequence}, ${values.map((value) => `'${value}'`).join(', ')})`;
}

/** The hash of the entry with this number, as one that comes after it has to name it. */
const hashOf = (sequence: number) => entries[sequence - 1]!.hash;

describe('an entry that was', () => {
  it('left as it was written, fits', async () => {
    expect(await after([])).toEqual({ count: COUNT, broken: [] });
  });

  it.each([
    ['recorded_at', '2019-01-01T00:00:00.000Z'],
    ['staff_id', 'somebody'],
    ['staff_name', '别人'],
    ['action', 'demo.unloaded'],
    ['subject_type', 'family'],
    ['subject_id', 'else'],
    ['detail', '{"count":7}'],
  ])('changed in its %s is found', async (column, value) => {
    const change = `update audit_entries set ${column} = '${value}' where sequence = 3`;
    expect(await after([change])).toEqual({ count: COUNT, broken: [3] });
  });

  it('given another hash is found, and so is the one after it', async () => {
    const change = `update audit_entries set hash = '${OTHER_HASH}' where sequence = 3`;
    expect((await after([change])).broken).toEqual([3, 4]);
  });

  it('changed and sealed anew is found by the one after it', async () => {
    const hash = entryHash({ ...entries[2]!, detail: '{}' });
    const change = `update audit_entries set detail = '{}', hash = '${hash}' where sequence = 3`;
    expect((await after([change])).broken).toEqual([4]);
  });

  it.each([1, 3, COUNT - 1])('removed (number %i of 6) is found by the one after it', async (sequence) => {
    expect(await after([removed(sequence)])).toEqual({ count: COUNT - 1, broken: [sequence + 1] });
  });

  it('removed, with those after it closing the gap, is found', async () => {
    expect((await after([removed(3), ...moved(4, -1)])).broken).toEqual([3, 4, 5]);
  });

  it.each([
    ['with the last, below one', 0, [0, 1]],
    ['with the last, far below one', -7, [-7, 1]],
    ['at the end', COUNT + 1, [COUNT + 1]],
    ['after a gap', COUNT + 2, [COUNT + 2]],
  ])('put in once more %s is found', async (_name, sequence, broken) => {
    const entry = inserted(sequence, { previousHash: hashOf(2), isSealed: false });
    expect(await after([entry])).toEqual({ count: COUNT + 1, broken });
  });

  it.each([
    ['below one', 0, '0'.repeat(64), [0, 1]],
    ['after a gap', COUNT + 2, null, [COUNT + 2]],
  ])('put in %s and sealed is found', async (_name, sequence, before, broken) => {
    const entry = inserted(sequence, { previousHash: before ?? head.hash, isSealed: true });
    expect((await after([entry])).broken).toEqual(broken);
  });

  it('put in between, sealed, with those after it making room, is found', async () => {
    const entry = inserted(3, { previousHash: hashOf(2), isSealed: true });
    expect((await after([...moved(3, 1), entry])).broken).toEqual([4, 5, 6, 7]);
  });

  it.each([
    [1, 2],
    [3, 4],
    [COUNT - 1, COUNT],
  ])('in another order (%i and %i) is found', async (one, other) => {
    const { broken } = await after([renumbered(one, 99), renumbered(other, one), renumbered(99, other)]);
    expect(broken).toEqual(expect.arrayContaining([one, other]));
  });
});

it.each([0, -7])('the database itself takes no entry %i', async (sequence) => {
  const entry = inserted(sequence, { previousHash: hashOf(2), isSealed: true });
  await expect(undone(store, [entry], checkAuditChain)).rejects.toThrow();
});

describe('the hash of the last entry, kept elsewhere,', () => {
  const compared = (statements: readonly string[]) =>
    undone(store, [...withoutAppendOnly('audit_entries'), ...statements], (write) =>
      compareEntry(write, head),
    );

  it('is found again in the log as it was written', async () => {
    expect((await compared([])).outcome).toBe('same');
  });

  it('is missed where the end of the log was cut off, which fits in itself', async () => {
    expect(await after([removed(COUNT)])).toEqual({ count: COUNT - 1, broken: [] });
    expect((await compared([removed(COUNT)])).outcome).toBe('missing');
  });

  it('differs where the end was written anew, which fits in itself', async () => {
    const anew = [removed(COUNT), inserted(COUNT, { previousHash: hashOf(COUNT - 1), isSealed: true })];
    expect((await after(anew)).broken).toEqual([]);
    expect((await compared(anew)).outcome).toBe('different');
  });

  it('does not vouch for what was changed before it', async () => {
    const change = `update audit_entries set detail = '{}' where sequence = 3`;
    expect((await compared([change])).outcome).toBe('broken');
  });
});
