import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../staff/role';
import { APPLICATION_STATUSES, type ApplicationStatus } from './application';
import {
  actionsFor,
  APPLICATION_ACTIONS,
  APPLICATION_WORKFLOW,
  makerFault,
  stepFrom,
  type ApplicationAction,
} from './workflow';

const hands = { recordedBy: 'maker', reviewedBy: 'reviewer', decidedBy: null };

describe('the table of the workflow', () => {
  it('leads from the application to an end, and nowhere else', () => {
    const steps = APPLICATION_STATUSES.flatMap((status) =>
      APPLICATION_ACTIONS.map((action) => [status, action, stepFrom(status, action)?.to] as const),
    );
    expect(steps.filter(([, , to]) => to)).toEqual([
      ['submitted', 'pass', 'reviewed'],
      ['submitted', 'return', 'returned'],
      ['submitted', 'reject', 'rejected'],
      ['submitted', 'withdraw', 'withdrawn'],
      ['reviewed', 'approve', 'approved'],
      ['reviewed', 'put_up', 'confirming'],
      ['reviewed', 'send_back', 'returned'],
      ['reviewed', 'refuse', 'rejected'],
      ['confirming', 'confirm', 'approved'],
      ['confirming', 'give_back', 'returned'],
      ['confirming', 'overrule', 'rejected'],
      ['returned', 'change', 'submitted'],
      ['returned', 'withdraw', 'withdrawn'],
    ]);
  });

  it('approves nothing that was not reviewed', () => {
    const toApproved = APPLICATION_STATUSES.filter((status) =>
      Object.values(APPLICATION_WORKFLOW[status]).some(({ to }) => to === 'approved'),
    );
    expect(toApproved).toEqual(['reviewed', 'confirming']);
  });
});

describe('maker and checker', () => {
  const byMaker: Record<ApplicationAction, string | null> = {
    pass: 'own_record',
    return: 'own_record',
    reject: 'own_record',
    approve: 'own_record',
    put_up: 'own_record',
    send_back: 'own_record',
    refuse: 'own_record',
    confirm: 'own_record',
    give_back: 'own_record',
    overrule: 'own_record',
    change: null,
    withdraw: null,
  };
  const byReviewer: Record<ApplicationAction, string | null> = {
    pass: null,
    return: null,
    reject: null,
    approve: 'own_review',
    put_up: 'own_review',
    send_back: 'own_review',
    refuse: 'own_review',
    confirm: 'own_review',
    give_back: 'own_review',
    overrule: 'own_review',
    change: 'not_recorder',
    withdraw: null,
  };
  it.each(APPLICATION_ACTIONS)('are told apart: %s', (action) => {
    expect(makerFault(action, 'maker', hands)).toBe(byMaker[action]);
    expect(makerFault(action, 'reviewer', hands)).toBe(byReviewer[action]);
    const third = action === 'change' ? 'not_recorder' : null;
    expect(makerFault(action, 'third', hands)).toBe(third);
  });

  it.each(['confirm', 'give_back', 'overrule'] as const)('who decided does not %s', (action) => {
    const decided = { ...hands, decidedBy: 'third' };
    expect(makerFault(action, 'third', decided)).toBe('own_decision');
    expect(makerFault(action, 'fourth', decided)).toBeNull();
  });

  it('do not hold a review against who only recorded another one', () =>
    expect(
      makerFault('pass', 'third', { recordedBy: 'maker', reviewedBy: null, decidedBy: null }),
    ).toBeNull());
});

describe('the actions that a screen offers', () => {
  const offered = (status: ApplicationStatus, staffId: string, ...roles: Role[]) =>
    actionsFor({ ...hands, status }, { staffId, roles });

  it.each<[ApplicationStatus, string, Role[], ApplicationAction[]]>([
    ['submitted', 'maker', ['caseworker'], ['withdraw']],
    ['submitted', 'third', ['caseworker'], ['pass', 'return', 'reject', 'withdraw']],
    ['submitted', 'third', ['finance'], ['pass', 'return', 'reject']],
    ['submitted', 'third', ['auditor'], []],
    ['submitted', 'third', ['admin'], []],
    ['reviewed', 'third', ['head'], ['approve', 'put_up', 'send_back', 'refuse']],
    ['confirming', 'third', ['head'], ['confirm', 'give_back', 'overrule']],
    ['confirming', 'reviewer', ['head'], []],
    ['reviewed', 'reviewer', ['head'], []],
    ['reviewed', 'maker', ['caseworker', 'head'], []],
    ['reviewed', 'third', ['caseworker', 'finance'], []],
    ['returned', 'maker', ['caseworker'], ['change', 'withdraw']],
    ['returned', 'third', ['caseworker'], ['withdraw']],
    ['returned', 'third', ['head'], []],
    ['approved', 'third', [...ROLES], []],
    ['rejected', 'third', [...ROLES], []],
    ['withdrawn', 'maker', [...ROLES], []],
  ])('%s, to the %s with %j: %j', (status, staffId, roles, actions) =>
    expect(offered(status, staffId, ...roles)).toEqual(actions),
  );
});
