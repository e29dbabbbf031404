import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { resetPassword } from '../../app/staff/passwords.server';
import type { Role } from '../../app/staff/role';
import {
  confirmRoles,
  rejectRoles,
  waitingRoleCount,
  waitingRoles,
  waitingRolesOf,
} from '../../app/staff/roleChanges.server';
import {
  changeStaff,
  createStaff,
  listStaff,
  closeStaff,
  staffActor,
  type Desk,
} from '../../app/staff/staff.server';
import { workList } from '../../app/workList.server';
import type { Store } from '../../db/client.server';
import { roleChanges } from '../../db/schema';
import { freshDatabase, type FreshDatabase } from '../database';
import { anOffice, type Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const PASSWORD = 'First-Pass-2019';

let database: FreshDatabase;
let store: Store;
let office: Office;
/** An administrator, anew for each test. */
let desk: Desk;
let count = 0;

beforeAll(async () => {
  database = await freshDatabase();
  store = await database.open();
  office = await anOffice(store);
});

beforeEach(async () => {
  desk = await aPerson(['admin']);
});

async function aPerson(roles: Role[]): Promise<Desk> {
  const username = `person${(count += 1)}`;
  const one = { username, name: username, roles, reason: '编制只有两人', password: PASSWORD };
  const id = await createStaff(office.admin, one);
  return { store, actor: (await store.read((read) => staffActor(read, id)))! };
}

const rolesOf = async ({ actor }: Desk) =>
  (await store.read((read) => staffActor(read, actor.staffId)))?.roles;

/** What an administrator does to an account, their own unless said otherwise. */
const give = (roles: Role[], { by = desk, to = desk } = {}) =>
  changeStaff(by, { id: to.actor.staffId, name: to.actor.name, roles, reason: '人手少' });

const waiting = () => store.read((read) => waitingRolesOf(read, desk.actor.staffId));

/** Proposes to be head too. @returns the id of the change */
async function proposed(): Promise<string> {
  await give(['head', 'admin']);
  return (await waiting())!.id;
}

describe('rights of one’s own', () => {
  it.each<[string, Role[], Role[], boolean]>([
    ['a role more waits', ['admin'], ['head', 'admin'], true],
    ['another one instead waits', ['auditor', 'admin'], ['caseworker', 'admin'], true],
    ['the same roles are kept at once', ['auditor', 'admin'], ['auditor', 'admin'], false],
    ['a role less is given up at once', ['auditor', 'admin'], ['admin'], false],
  ])('%s', async (_, before, after, isWaiting) => {
    desk = await aPerson(before);
    expect(await give(after)).toEqual({ isWaiting });
    expect(await rolesOf(desk)).toEqual(isWaiting ? before : after);
    expect((await waiting())?.after ?? null).toEqual(isWaiting ? after : null);
  });

  it('are widened by another administrator at once', async () => {
    expect(await give(['auditor', 'admin'], { by: office.admin })).toEqual({ isWaiting: false });
    expect(await rolesOf(desk)).toEqual(['auditor', 'admin']);
  });

  it('are widened by a head, who sees it at home and in the log', async () => {
    const tasks = async ({ actor: { roles, staffId } }: Desk) =>
      (await store.read((read) => workList(read, { roles, year: null, staffId }))).tasks.filter(
        ({ code }) => code === 'roles.waiting',
      );
    const before = (await tasks(office.head))[0]?.count ?? 0;
    const id = await proposed();
    expect(await tasks(office.head)).toMatchObject([{ count: before + 1, to: '/role-changes' }]);
    expect(await tasks(office.caseworker)).toEqual([]);
    expect((await store.read(waitingRoles)).find((one) => one.id === id)).toMatchObject({
      name: desk.actor.name,
      gained: ['head'],
      conflicts: ['administers'],
      rolesReason: '人手少',
    });
    await confirmRoles(office.head, { id, note: '当面核实' });
    expect(await rolesOf(desk)).toEqual(['head', 'admin']);
    expect(await waiting()).toBeNull();
    const told = await store.read((read) => auditOf(read, { type: 'staff', id: desk.actor.staffId }));
    expect(told.slice(0, 2).map(({ action, staffName }) => [action, staffName])).toEqual([
      ['staff.roles_confirmed', 'head'],
      ['staff.roles_proposed', desk.actor.name],
    ]);
    await expectInvariants(store, 'roles confirmed');
  });

  it('stay as they are where the head says no', async () => {
    const id = await proposed();
    await rejectRoles(office.head, { id, note: '不需要' });
    expect(await rolesOf(desk)).toEqual(['admin']);
    expect(await refused(confirmRoles(office.head, { id, note: '' }))).toMatchObject({
      code: 'roles.decided',
    });
  });

  it('are never widened by who proposed it, neither by the rule nor by the database', async () => {
    desk = await aPerson(['head', 'admin']);
    await give(['finance', 'head', 'admin']);
    const { id } = (await waiting())!;
    const { staffId } = desk.actor;
    expect(await store.read((read) => waitingRoleCount(read, staffId))).toBe(
      (await store.read(waitingRoles)).length - 1,
    );
    for (const decision of [confirmRoles(desk, { id, note: '' }), rejectRoles(desk, { id, note: '' })])
      expect(await refused(decision)).toMatchObject({ code: 'roles.own' });
    const byHand = (set: object) =>
      store.write((write) => write.update(roleChanges).set(set).where(eq(roleChanges.id, id)));
    await expect(byHand({ status: 'confirmed', decidedBy: staffId })).rejects.toThrow();
    await expect(byHand({ status: 'confirmed' })).rejects.toThrow();
    expect(await rolesOf(desk)).toEqual(['head', 'admin']);
  });

  it('wait once: saving the account anew takes back what waits', async () => {
    const id = await proposed();
    await give(['auditor', 'admin']);
    expect(await waiting()).toMatchObject({ gained: ['auditor'] });
    expect(await refused(confirmRoles(office.head, { id, note: '' }))).toMatchObject({
      code: 'roles.decided',
    });
    await give(['admin']);
    expect(await waiting()).toBeNull();
    await proposed();
    await give(['auditor', 'admin'], { by: office.admin });
    expect(await waiting()).toBeNull();
    await give(['admin'], { by: office.admin });
    const last = await proposed();
    await closeStaff(office.admin, { id: desk.actor.staffId, reason: '离职' });
    expect(await refused(confirmRoles(office.head, { id: last, note: '' }))).toMatchObject({
      code: 'roles.decided',
    });
  });

  it('are given by one of two heads at the same moment', async () => {
    const id = await proposed();
    const other = { ...(await aPerson(['head'])), store: await database.open() };
    const answers = await Promise.all([
      refused(confirmRoles(office.head, { id, note: '' })),
      refused(rejectRoles(other, { id, note: '不需要' })),
    ]);
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(answers.find((answer) => answer !== null)).toMatchObject({ code: 'roles.decided' });
  });

  it('cannot cost the office its last administrator, neither when proposed nor when confirmed', async () => {
    const alone = await freshDatabase();
    const { admin, head } = await anOffice(await alone.open());
    const { staffId: id, name } = admin.actor;
    const instead = { id, name, roles: ['auditor' as const] };
    expect(await refused(changeStaff(admin, instead))).toMatchObject({ code: 'staff.last_admin' });
    const second = { username: 'second', name: '乙', roles: ['admin' as const], password: PASSWORD };
    const secondId = await createStaff(admin, second);
    await changeStaff(admin, instead);
    await closeStaff(admin, { id: secondId, reason: '离职' });
    const [change] = await head.store.read(waitingRoles);
    expect(await refused(confirmRoles(head, { id: change!.id, note: '' }))).toMatchObject({
      code: 'staff.last_admin',
    });
  });

  it('are not proposed where nobody could confirm them: a head is given an account first', async () => {
    const alone = await freshDatabase();
    const { admin, head } = await anOffice(await alone.open());
    const { staffId: id, name } = admin.actor;
    for (const { roles, id: headId } of await head.store.read(listStaff))
      if (roles.includes('head')) await closeStaff(admin, { id: headId, reason: '离职' });
    const second = await refused(
      changeStaff(admin, { id, name, roles: ['head', 'admin'], reason: '人手少' }),
    );
    expect(second).toMatchObject({ code: 'staff.no_other_head', field: 'roles' });
    await createStaff(admin, { username: 'newhead', name: '新主任', roles: ['head'], password: PASSWORD });
    expect(await changeStaff(admin, { id, name, roles: ['head', 'admin'], reason: '人手少' })).toEqual({
      isWaiting: true,
    });
  });
});

describe('a password of one’s own', () => {
  it('is not reset without the present one', async () => {
    const { staffId: id } = desk.actor;
    expect(await refused(resetPassword(desk, { id, password: 'Other-Pass-2019' }))).toMatchObject({
      code: 'staff.own_password',
    });
    await resetPassword(office.admin, { id, password: 'Other-Pass-2019' });
  });
});
