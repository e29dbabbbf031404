import { describe, expect, it } from 'vitest';
import { pendingBeside, type LookedAt } from './pendingBeside';

const row = (given: Partial<LookedAt['earlier'][number]> = {}) => ({
  applicationId: 'other',
  type: 'living' as const,
  status: 'submitted' as const,
  name: '林样本',
  standingFen: 60_000,
  ...given,
});

const page = (earlier: LookedAt['earlier'], given: Partial<LookedAt> = {}): LookedAt => ({
  application: { id: 'this', type: 'living' },
  member: { name: '林样本' },
  cap: { ok: true, cap: { capFen: 100_000, earlierFen: 0, amountFen: 60_000 } },
  earlier,
  ...given,
});

describe('what waits beside an application', () => {
  it.each<[string, LookedAt, object | null]>([
    ['nothing', page([]), null],
    ['the application itself', page([row({ applicationId: 'this' })]), null],
    ['one of the same type', page([row()]), { count: 1, amountFen: 60_000, overFen: 20_000 }],
    ['within the cap', page([row({ standingFen: 40_000 })]), { count: 1, amountFen: 40_000, overFen: 0 }],
    ['one that is decided', page([row({ status: 'approved' }), row({ status: 'rejected' })]), null],
    ['another type', page([row({ type: 'medical' })]), null],
    [
      'another of the family, living',
      page([row({ name: '林甲' })]),
      { count: 1, amountFen: 60_000, overFen: 20_000 },
    ],
    [
      'another of the family, schooling',
      page([row({ type: 'schooling', name: '林甲' })], { application: { id: 'this', type: 'schooling' } }),
      null,
    ],
    ['no cap known', page([row()], { cap: { ok: false } }), { count: 1, amountFen: 60_000, overFen: 0 }],
  ])('%s', (_, given, expected) => {
    expect(pendingBeside(given)).toEqual(expected);
  });
});
