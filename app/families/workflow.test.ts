import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { FAMILY_STATUSES, type FamilyStatus } from './family';
import type { Role } from '../staff/role';
import {
  actionsOffered,
  ALLOWED_ACTIONS,
  earliestApproval,
  earliestReview,
  lastNoticeOver,
  lastReviewable,
  FAMILY_ACTIONS,
  FAMILY_STEPS,
  isAllowed,
  nextReviewDue,
  reviewDueAfter,
} from './workflow';

describe('the table of the workflow', () => {
  it.each<[FamilyStatus, string[]]>([
    ['draft', ['change', 'submit']],
    ['submitted', ['visit', 'handle_objection', 'return', 'reject']],
    ['visited', ['publicise', 'handle_objection', 'return', 'reject']],
    ['publicised', ['approve', 'object', 'handle_objection', 'return', 'reject']],
    ['approved', ['change_contact', 'change_account', 'review', 'exit']],
    ['rejected', ['handle_objection']],
    ['returned', ['change', 'submit', 'handle_objection']],
    ['exited', ['change_account', 'reopen']],
  ])('%s allows %j and nothing else', (status, actions) => {
    expect(FAMILY_ACTIONS.filter((action) => isAllowed(status, action)).sort()).toEqual([...actions].sort());
  });

  it('leaves no action and no status out', () => {
    const offered = new Set(Object.values(ALLOWED_ACTIONS).flat());
    expect([...offered].sort()).toEqual([...FAMILY_ACTIONS].sort());
    const reached = new Set<FamilyStatus>(Object.values(FAMILY_STEPS).flatMap(({ to }) => to ?? []));
    expect(FAMILY_STATUSES.filter((status) => !reached.has(status))).toEqual(['draft']);
  });

  it('leads onto the register only through submission, visit and notice, in whatever order things are tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...FAMILY_ACTIONS), { maxLength: 40 }), (actions) => {
        let status: FamilyStatus = 'draft';
        let taken: string[] = [];
        for (const action of actions) {
          if (!isAllowed(status, action)) continue;
          if (action === 'submit') taken = [];
          if (FAMILY_STEPS[action].to) taken.push(action);
          status = FAMILY_STEPS[action].to ?? status;
          if (action === 'approve') expect(taken).toEqual(['submit', 'visit', 'publicise', 'approve']);
          if (action === 'exit') expect(taken.slice(-2)).toEqual(['approve', 'exit']);
        }
        if (['rejected', 'exited'].includes(status))
          expect(ALLOWED_ACTIONS[status].filter((action) => FAMILY_STEPS[action].to)).toEqual([]);
      }),
    );
  });
});

describe('what a person is offered', () => {
  it.each<[FamilyStatus, Role[], boolean, string[]]>([
    ['draft', ['caseworker'], true, ['change', 'submit']],
    ['draft', ['head'], false, []],
    ['submitted', ['caseworker'], true, ['visit', 'handle_objection', 'return']],
    ['submitted', ['head'], false, ['handle_objection', 'return', 'reject']],
    ['publicised', ['caseworker'], true, ['object', 'handle_objection', 'return']],
    ['publicised', ['head'], false, ['approve', 'object', 'handle_objection', 'return', 'reject']],
    ['publicised', ['caseworker', 'head'], true, ['object', 'handle_objection', 'return', 'reject']],
    ['approved', ['caseworker'], true, ['change_contact', 'change_account']],
    ['approved', ['head'], false, ['review', 'exit']],
    ['approved', ['caseworker', 'head'], true, ['change_contact', 'change_account', 'exit']],
    ['approved', ['finance', 'auditor'], false, []],
    ['exited', ['caseworker'], true, ['change_account', 'reopen']],
    ['exited', ['head'], false, []],
  ])('%s, as %j, own file %j: %j', (status, roles, isMaker, actions) => {
    expect(actionsOffered(status, { roles, isMaker })).toEqual(actions);
  });
});

describe('the first day of approval', () => {
  it.each([
    ['a Monday', '2019-03-04', '2019-03-11'],
    ['a Friday', '2019-03-08', '2019-03-15'],
    ['before the National Day, over a working Sunday', '2019-09-26', '2019-10-09'],
    ['before the Spring Festival, over two working weekend days', '2019-01-31', '2019-02-12'],
  ])('for a notice put up on %s', (_, publicisedOn, earliest) => {
    expect(earliestApproval(businessDate(publicisedOn))).toBe(earliest);
  });

  it.each([
    ['2019-03-10', '2019-03-03'],
    ['2019-03-11', '2019-03-04'],
    ['2019-03-12', '2019-03-05'],
    ['2019-10-08', '2019-09-25'],
    ['2019-10-09', '2019-09-26'],
  ])('on %s is past for notices put up by %s', (on, upOn) => {
    expect(lastNoticeOver(businessDate(on))).toBe(upOn);
  });
});

describe('the annual review', () => {
  const day = businessDate;
  it.each([
    ['2019-03-14', '2020-03-14'],
    ['2020-02-29', '2021-02-28'],
  ])('of a family registered on %s is due on %s', (on, dueOn) => {
    expect(reviewDueAfter(day(on))).toBe(dueOn);
  });

  it.each([
    ['2020-03-14', '2019-12-14'],
    ['2020-05-31', '2020-02-29'],
  ])('that is due on %s may be done from %s on', (dueOn, earliest) => {
    expect(earliestReview(day(dueOn))).toBe(earliest);
  });

  it.each([
    ['2019-12-14', '2020-03-14'],
    ['2020-02-29', '2020-05-31'],
    ['2020-02-28', '2020-05-28'],
    ['2020-11-30', '2021-02-28'],
  ])('may be done on %s of those that are due by %s', (on, dueOn) => {
    expect(lastReviewable(day(on))).toBe(dueOn);
  });

  it.each([
    ['ahead of its day', '2020-01-02', '2021-03-14'],
    ['on its day', '2020-03-14', '2021-03-14'],
    ['late by a day', '2020-03-15', '2021-03-15'],
    ['late by years', '2026-11-25', '2027-11-25'],
  ])('done %s is next due a year on', (_, reviewedOn, next) => {
    expect(nextReviewDue({ dueOn: day('2020-03-14'), reviewedOn: day(reviewedOn) })).toBe(next);
  });
});
