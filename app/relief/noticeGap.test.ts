import { expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { gapBeforeBatch, noticeGap } from './noticeGap';

const hanging = { noticedOn: '2019-03-01', noticeEndsOn: '2019-03-08' };

it.each([
  ['never put up', { noticedOn: null, noticeEndsOn: null }, '2019-03-08', 'missing'],
  ['on its last day', hanging, '2019-03-07', 'running'],
  ['on the first day on which it may come down', hanging, '2019-03-08', null],
])('a notice %s', (_, notice, today, gap) => {
  expect(noticeGap(notice, businessDate(today))).toBe(gap);
  const facts = { awardCount: 2, campaign: notice };
  expect(gapBeforeBatch({ ...facts, paidCount: 1 }, businessDate(today))).toBe(gap);
  expect(gapBeforeBatch({ ...facts, paidCount: 2 }, businessDate(today))).toBeNull();
});
