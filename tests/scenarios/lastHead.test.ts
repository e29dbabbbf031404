import { describe, expect, it } from 'vitest';
import { resetPassword } from '../../app/staff/passwords.server';
import { confirmRoles } from '../../app/staff/roleChanges.server';
import { closeStaff, commandLineDesk, createStaff, type Desk } from '../../app/staff/staff.server';
import {
  aNewcomer,
  anOfficeOf,
  deskOf,
  give,
  memberOf,
  waitingOf,
  type Kind,
  type Who,
} from '../factories/smallOffices';
import { refused } from '../refused';

describe('the last head beside an administrator', () => {
  const close = (by: Desk, { actor }: Desk) => closeStaff(by, { id: actor.staffId, reason: '离职' });

  it.each<[Kind, Who]>([
    ['usual', 'admin'],
    ['twoHeads', 'boss'],
  ])('is neither closed nor without the role: %s, by %s', async (kind, by) => {
    const office = await anOfficeOf(kind);
    for (const work of [close(office[by], office.head), give(office[by], office.head, ['auditor'])])
      expect(await refused(work)).toMatchObject({ code: 'staff.last_head' });
    expect(await memberOf(office.head)).toMatchObject({ active: true, roles: ['head'] });
  });

  it('is closed beside another one, by who is no head', async () => {
    const office = await anOfficeOf('twoHeads');
    await close(office.admin, office.head);
    expect(await memberOf(office.head)).toMatchObject({ active: false });
    expect(await refused(close(office.admin, office.boss))).toMatchObject({ code: 'staff.last_head' });
  });

  it('counts no account that is closed or whose role waits', async () => {
    const office = await anOfficeOf('usual');
    const { id } = await createStaff(office.admin, aNewcomer(['head']));
    expect(await refused(close(office.admin, office.head))).toMatchObject({ code: 'staff.last_head' });
    const other = await deskOf(office.head.store, id);
    await confirmRoles(office.head, { id: (await waitingOf(other))!.id, note: '' });
    await close(office.admin, office.head);
    await give(office.admin, office.head, ['auditor']);
    expect(await refused(close(office.admin, other))).toMatchObject({ code: 'staff.last_head' });
  });

  it('is one of two who are closed at the same moment', async () => {
    const office = await anOfficeOf('twoHeads');
    const answers = await Promise.all([
      refused(close(office.admin, office.head)),
      refused(close(office.admin, office.boss)),
    ]);
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(answers.find((answer) => answer !== null)).toMatchObject({ code: 'staff.last_head' });
  });

  it('is closed by whoever runs the machine, and the next one is opened at once', async () => {
    const office = await anOfficeOf('usual');
    await close(await commandLineDesk(office.head.store), office.head);
    expect(await createStaff(office.admin, aNewcomer(['head']))).toMatchObject({ isWaiting: false });
    expect(await give(office.admin, office.admin, ['finance', 'admin'])).toEqual({ isWaiting: true });
  });

  it('is no matter of the last administrator, who stays', async () => {
    const office = await anOfficeOf('usual');
    expect(await refused(close(office.admin, office.admin))).toMatchObject({ code: 'staff.last_admin' });
    expect(await refused(give(office.admin, office.admin, ['auditor']))).toMatchObject({
      code: 'staff.last_admin',
    });
  });
});

describe('a password of one’s own', () => {
  it('is not reset without the present one', async () => {
    const { admin, worker } = await anOfficeOf('usual');
    const reset = (id: string) => resetPassword(admin, { id, password: 'Other-Pass-2019' });
    expect(await refused(reset(admin.actor.staffId))).toMatchObject({ code: 'staff.own_password' });
    await reset(worker.actor.staffId);
  });
});
