import { describe, expect, it } from 'vitest';
import { resetPassword, unlockAccount } from '../../app/staff/passwords.server';
import { confirmRoles } from '../../app/staff/roleChanges.server';
import { resetSecondFactor } from '../../app/staff/secondFactor.server';
import {
  closeStaff,
  commandLineDesk,
  createStaff,
  reopenStaff,
  type Desk,
} from '../../app/staff/staff.server';
import { givenAtOnce, headResets, ownResets } from '../../app/staff/toldHome.server';
import { workList } from '../../app/workList.server';
import { COMMAND_LINE_NAME } from '../../app/zh/staff';
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
import { expectInvariants } from '../invariants';
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
    expect(await give(office.admin, office.admin, ['finance', 'admin'])).toMatchObject({ isWaiting: true });
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

const told = async ({ store, actor: { roles, staffId } }: Desk) =>
  (await store.read((read) => workList(read, { roles, year: null, staffId }))).tasks.filter(({ code }) =>
    code.startsWith('head.'),
  );
const days = (count: number) => new Date(Date.now() + count * 24 * 60 * 60 * 1000);

describe('an account of a head that is opened by somebody else', () => {
  it('is told to every head for seven days, whose it is too, and to nobody else', async () => {
    const { admin, boss, head, worker } = await anOfficeOf('twoHeads');
    await resetPassword(admin, { id: worker.actor.staffId, password: 'Other-Pass-2019' });
    expect(await told(boss)).toEqual([]);
    await resetPassword(admin, { id: head.actor.staffId, password: 'Other-Pass-2019' });
    await resetSecondFactor(admin, { staffId: head.actor.staffId, reason: '手机丢失' });
    await unlockAccount(head.store, 'boss');
    for (const desk of [boss, head])
      expect(await told(desk)).toMatchObject([
        { code: 'head.staff.password_reset', count: 1, to: '/audit?action=staff.password_reset' },
        { code: 'head.second_factor.reset', count: 1, to: '/audit?action=second_factor.reset' },
        { code: 'head.staff.unlocked', count: 1, to: '/audit?action=staff.unlocked' },
      ]);
    expect(await told(worker)).toEqual([]);
    const counted = async (now: Date) =>
      Object.values(await head.store.read((read) => headResets(read, now)));
    expect(await counted(days(6.99))).toEqual([1, 1, 1]);
    expect(await counted(days(7.01))).toEqual([0, 0, 0]);
  });
});

describe('an account that was opened by somebody else', () => {
  it('is told to its owner for seven days, by whom and why, and to nobody else', async () => {
    const { admin, boss, worker } = await anOfficeOf('twoHeads');
    const { staffId } = worker.actor;
    const own = async (id: string, now = new Date()) =>
      (await worker.store.read((read) => ownResets(read, id, now))).map(({ action, by, reason }) => [
        action,
        by,
        reason,
      ]);
    expect(await own(staffId)).toEqual([]);
    await resetPassword(admin, { id: staffId, password: 'Other-Pass-2019' });
    await resetSecondFactor(admin, { staffId, reason: '手机丢失' });
    await unlockAccount(worker.store, worker.actor.username);
    await closeStaff(admin, { id: staffId, reason: '借调' });
    await reopenStaff(admin, staffId);
    const all = [
      ['staff.activated', admin.actor.name, null],
      ['staff.unlocked', COMMAND_LINE_NAME, null],
      ['second_factor.reset', admin.actor.name, '手机丢失'],
      ['staff.password_reset', admin.actor.name, null],
    ];
    expect(await own(staffId)).toEqual(all);
    expect(await own(boss.actor.staffId)).toEqual([]);
    expect(await own(admin.actor.staffId)).toEqual([]);
    expect(await own(staffId, days(6.99))).toEqual(all);
    expect(await own(staffId, days(7.01))).toEqual([]);
  });
});

describe('roles that count at once, nobody being there to confirm them', () => {
  const given = async ({ store }: Desk, now = new Date()) =>
    (await store.read((read) => givenAtOnce(read, now))).map(({ givenBy, name, roles }) => [
      givenBy,
      name,
      ...roles,
    ]);

  it('are told to the head who gets them, and to nobody else, with a link to the log', async () => {
    const { admin, head, worker } = await anOfficeOf('usual');
    expect(await give(admin, head, ['head', 'finance'])).toMatchObject({ isWaiting: false });
    expect(await told(head)).toMatchObject([
      {
        code: 'head.staff.roles_given',
        count: 1,
        to: '/audit?action=staff.roles_given',
        note: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d admin给head：财务$/) as string,
      },
    ]);
    for (const desk of [admin, worker]) expect(await told(desk)).toEqual([]);
  });

  it('are told of new, changed and reopened accounts, the latest first, for seven days', async () => {
    const { boss, admin, worker } = await anOfficeOf('oneBoss');
    const newcomer = aNewcomer(['auditor']);
    await createStaff(boss, newcomer);
    await give(boss, worker, ['caseworker', 'finance']);
    await closeStaff(boss, { id: admin.actor.staffId, reason: '离职' });
    await reopenStaff(boss, admin.actor.staffId);
    await reopenStaff(boss, admin.actor.staffId);
    const all = [
      ['boss', 'admin', 'admin'],
      ['boss', 'worker', 'finance'],
      ['boss', newcomer.name, 'auditor'],
    ];
    expect(await given(boss)).toEqual(all);
    expect(await given(boss, days(6.99))).toEqual(all);
    expect(await given(boss, days(7.01))).toEqual([]);
    await expectInvariants(boss.store, 'roles given at once');
    const [task] = await told(boss);
    expect(task).toMatchObject({ count: 3 });
    expect(task!.note).toMatch(/boss给admin：系统管理员；另有 2 次，见操作日志$/);
  });

  it('are neither those of the set-up, nor such as wait, are confirmed, stay or are given up', async () => {
    const { admin, head, worker } = await anOfficeOf('usual');
    await give(admin, worker, ['caseworker', 'finance']);
    await confirmRoles(head, { id: (await waitingOf(worker))!.id, note: '' });
    await give(admin, worker, ['finance']);
    await give(admin, head, ['head']);
    expect(await given(head)).toEqual([]);
  });

  it('are told to a head who comes after them', async () => {
    const { admin, worker } = await anOfficeOf('headless');
    await give(admin, worker, ['caseworker', 'finance']);
    const { id } = await createStaff(admin, aNewcomer(['head']));
    const [task] = await told(await deskOf(admin.store, id));
    expect(task).toMatchObject({ count: 2 });
  });
});
