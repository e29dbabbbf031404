import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { navigationFor } from '../navigation';
import { may, PERMISSIONS, type Permission } from './permission';
import { ROLES, type Role } from './role';

const permissions = Object.keys(PERMISSIONS) as Permission[];
const of = (...roles: Role[]) => permissions.filter((permission) => may(roles, permission));

describe('who may do what', () => {
  it('gives nobody without a role anything', () => {
    expect(of()).toEqual([]);
  });

  it('lets the auditor read and take lists along, and nothing else', () => {
    const readings = permissions.filter(
      (one) =>
        one.endsWith('.read') ||
        one === 'list.export' ||
        one === 'case_pack.take' ||
        one === 'report.archive',
    );
    expect(of('auditor')).toEqual(readings);
  });

  it('keeps family data from the administrator', () => {
    expect(of('admin')).toEqual(['staff.manage', 'centre.edit', 'backup.read', 'backup.make']);
  });

  it.each([
    ['applies for relief', 'decides it', 'relief.apply', 'relief.decide'],
    ['applies for relief', 'pays it', 'relief.apply', 'payment.record'],
    ['decides relief', 'pays it', 'relief.decide', 'payment.record'],
    ['records families', 'approves them', 'family.record', 'family.approve'],
    ['books receipts', 'changes the budget', 'fund.receive', 'fund.adjust'],
    ['proposes an account', 'confirms it', 'family.record', 'account.confirm'],
    ['makes a batch', 'approves it', 'batch.make', 'batch.approve'],
    ['manages accounts', 'pays', 'staff.manage', 'payment.record'],
    ['manages accounts', 'confirms the roles of who does', 'staff.manage', 'staff.confirm_roles'],
  ] as const)('has no role that %s and %s', (_, __, one, other) => {
    expect(ROLES.filter((role) => may([role], one) && may([role], other))).toEqual([]);
  });

  it('lets somebody with several roles do what any of them may', () => {
    fc.assert(
      fc.property(fc.subarray([...ROLES]), fc.constantFrom(...permissions), (roles, permission) => {
        return may(roles, permission) === roles.some((role) => may([role], permission));
      }),
    );
  });

  it('names each role once for a permission, and somebody for each', () => {
    for (const roles of Object.values(PERMISSIONS)) {
      expect(roles.length).toBeGreaterThan(0);
      expect(new Set(roles).size).toBe(roles.length);
    }
  });
});

it('shows the log of services to whoever sees the rows behind an indicator, some of which are of the log', () => {
  expect(PERMISSIONS['indicator.read'].filter((role) => !may([role], 'service.read'))).toEqual([]);
});

describe('the menu', () => {
  const menuOf = (...roles: Role[]) => navigationFor(roles).flatMap(({ items }) => items.map(({ to }) => to));

  it('shows the administrator accounts, backups and the centre, no families', () => {
    expect(menuOf('admin')).toEqual(['/', '/workflow', '/staff', '/backups', '/centre']);
  });

  it('shows the auditor everything to read, no accounts', () => {
    expect(menuOf('auditor')).toEqual(expect.arrayContaining(['/families', '/payments', '/fund', '/audit']));
    expect(menuOf('auditor')).not.toContain('/staff');
  });

  it('has no empty group', () => {
    fc.assert(
      fc.property(fc.subarray([...ROLES]), (roles) =>
        navigationFor(roles).every(({ items }) => items.length > 0),
      ),
    );
  });
});
