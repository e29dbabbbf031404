import { describe, expect, it } from 'vitest';
import { AuditEntryForm } from './auditEntry.form';

const HASH = 'ab'.repeat(32);

describe('a kept hash', () => {
  it.each([
    ['22757', HASH],
    [' 第22,757条 ', `${HASH.slice(0, 30)}\n ${HASH.slice(30).toUpperCase()} `],
    ['２２７５７', HASH],
  ])('is read as papers print it: %s', (sequence, hash) => {
    expect(AuditEntryForm.parse({ sequence, hash })).toEqual({ sequence: 22757, hash: HASH });
  });

  it.each([
    ['sequence', { sequence: '', hash: HASH }],
    ['sequence', { sequence: '0', hash: HASH }],
    ['sequence', { sequence: '1234567890', hash: HASH }],
    ['hash', { sequence: '1', hash: HASH.slice(1) }],
    ['hash', { sequence: '1', hash: `${HASH.slice(1)}g` }],
    ['hash', { sequence: '1' }],
  ])('is refused at the field %s', (field, given) => {
    const { error } = AuditEntryForm.safeParse(given);
    expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
  });
});
