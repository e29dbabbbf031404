import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { FAMILY_STATUSES, type FamilyStatus } from './family';
import type { Role } from '../staff/role';
import {
  actionsOffered,
  ALLOWED_ACTIONS,
  earliestApproval,
  FAMILY_ACTIONS,
  FAMILY_STEPS,
  isAllowed,
} from './workflow';

describe('the table of the workflow', () => {
  it.each<[FamilyStatus, string[]]>([
    ['draft', ['change', 'submit']],
    ['submitted', ['visit', 'return', 'reject']],
    ['visited', ['publicise', 'return', 'reject']],
    ['publicised', ['approve', 'return', 'reject']],
    ['approved', ['change_contact', 'exit']],
    ['rejected', []],
    ['returned', ['change', 'submit']],
    ['exited', []],
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
          taken.push(action);
          status = FAMILY_STEPS[action].to ?? status;
          if (action === 'approve') expect(taken).toEqual(['submit', 'visit', 'publicise', 'approve']);
          if (action === 'exit')
            expect(taken.filter((one) => one !== 'change_contact').slice(-2)).toEqual(['approve', 'exit']);
        }
        if (['rejected', 'exited'].includes(status)) expect(ALLOWED_ACTIONS[status]).toEqual([]);
      }),
    );
  });
});

describe('what a person is offered', () => {
  it.each<[FamilyStatus, Role[], boolean, string[]]>([
    ['draft', ['caseworker'], true, ['change', 'submit']],
    ['draft', ['head'], false, []],
    ['submitted', ['caseworker'], true, ['visit', 'return']],
    ['submitted', ['head'], false, ['return', 'reject']],
    ['publicised', ['caseworker'], true, ['return']],
    ['publicised', ['head'], false, ['approve', 'return', 'reject']],
    ['publicised', ['caseworker', 'head'], true, ['return', 'reject']],
    ['approved', ['caseworker'], true, ['change_contact']],
    ['approved', ['head'], false, ['exit']],
    ['approved', ['finance', 'auditor'], false, []],
    ['exited', ['caseworker', 'head'], false, []],
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
});
