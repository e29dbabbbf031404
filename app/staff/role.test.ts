import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roleConflicts, ROLES, type Role } from './role';

describe('roles that check each other', () => {
  it.each<[Role[], string[]]>([
    [['caseworker', 'head'], ['records_and_decides']],
    [['finance', 'head'], ['pays_and_decides']],
    [['caseworker', 'finance'], ['applies_and_pays']],
    [['admin', 'caseworker'], ['administers']],
    [['auditor', 'finance'], ['audits_own']],
    [['auditor', 'admin'], ['audits_own']],
    [[], []],
  ])('%j are told as %j', (roles, conflicts) => expect(roleConflicts(roles)).toEqual(conflicts));

  it.each(ROLES)('%s alone is not among them', (role) => expect(roleConflicts([role])).toEqual([]));

  it('are told of any two different roles, in whatever order, and never fewer with one more', () => {
    const someRoles = fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 2 });
    fc.assert(
      fc.property(someRoles, fc.constantFrom(...ROLES), (roles, more) => {
        expect(roleConflicts(roles)).not.toEqual([]);
        expect(roleConflicts([...roles].reverse())).toEqual(roleConflicts(roles));
        expect(roleConflicts([...roles, more])).toEqual(expect.arrayContaining(roleConflicts(roles)));
      }),
    );
  });
});
