import { expect, it } from 'vitest';
import { NOTICES } from '../zh/notices';
import { decisionNotice } from './outcomeNotices';

const told = (result: { count: number; approved: number; putUp: number; amountFen: number }) =>
  NOTICES[decisionNotice('approve', result)](result);

it('never says of what waits for a second head that it was approved', () => {
  expect(told({ count: 3, approved: 3, putUp: 0, amountFen: 90_000 })).toContain('已批准 3 件');
  const mixed = told({ count: 3, approved: 1, putUp: 2, amountFen: 30_000 });
  expect(mixed).toContain('已批准 1 件');
  expect(mixed).toContain('另有 2 件');
  const all = told({ count: 2, approved: 0, putUp: 2, amountFen: 0 });
  expect(all).not.toContain('已批准');
  expect(all).toContain('2 件');
  const returned = { count: 2, approved: 0, putUp: 0, amountFen: 0 };
  expect(NOTICES[decisionNotice('return', returned)](returned)).toContain('已退回 2 件');
});
