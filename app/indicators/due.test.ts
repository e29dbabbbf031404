import { describe, expect, it } from 'vitest';
import type { APPLICATION_STATUSES } from '../relief/application';
import { APPLICATION_RANK, dueQuestion, dueReason, type DueRecords } from './due';

const NOTHING: DueRecords = {
  application: null,
  award: null,
  batch: null,
  hasFailed: false,
  isTakenBack: false,
  hasAccount: true,
};
const award = { id: 'a', isSentBack: false };
const batch = { id: 'b', number: '2019-001' };
const application = (status: (typeof APPLICATION_STATUSES)[number]) => ({ id: 'p', status });

describe('why somebody who is due was not paid', () => {
  it.each<[string, Partial<DueRecords>]>([
    ['no_application', {}],
    ['no_application', { hasAccount: false }],
    ['waiting_review', { application: application('submitted') }],
    ['waiting_decision', { application: application('reviewed') }],
    ['waiting_decision', { application: application('confirming') }],
    ['returned', { application: application('returned') }],
    ['refused', { application: application('rejected') }],
    ['no_application', { application: application('withdrawn') }],
    ['no_application', { application: application('approved') }],
    ['taken_back', { application: application('approved'), isTakenBack: true }],
    ['waiting_review', { application: application('submitted'), isTakenBack: true }],
    ['not_in_batch', { award, isTakenBack: true }],
    ['not_in_batch', { award, application: application('approved') }],
    ['no_account', { award, hasAccount: false }],
    ['in_batch', { award, batch }],
    ['in_batch', { award, batch, hasAccount: false }],
    ['bank_failed', { award, hasFailed: true, hasAccount: false }],
    ['bank_returned', { award: { id: 'a', isSentBack: true } }],
    ['bank_failed', { award: { id: 'a', isSentBack: true }, hasFailed: true }],
    ['in_batch', { award: { id: 'a', isSentBack: true }, batch }],
  ])('%s: %j', (reason, records) => {
    expect(dueReason({ ...NOTHING, ...records })).toBe(reason);
  });

  it('is told by the application that has come furthest', () => {
    const ranks = Object.values(APPLICATION_RANK);
    expect(new Set(ranks).size).toBe(ranks.length);
  });
});

it('is asked for by an address; what it does not know is left out', () => {
  expect(
    dueQuestion(new URLSearchParams('type=living&reason=in_batch&search= 甲 &after=living_a_b')),
  ).toEqual({
    type: 'living',
    reason: 'in_batch',
    search: '甲',
    after: 'living_a_b',
    before: null,
  });
  expect(dueQuestion(new URLSearchParams('type=x&reason=y&search=&after='))).toEqual({
    after: null,
    before: null,
  });
});
