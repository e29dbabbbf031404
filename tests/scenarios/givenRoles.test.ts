import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { logIn } from '../../app/staff/login.server';
import { may } from '../../app/staff/permission';
import type { Role } from '../../app/staff/role';
import {
  confirmRoles,
  decidableRoles,
  rejectRoles,
  waitingRoleCount,
  waitingRoles,
} from '../../app/staff/roleChanges.server';
import { changeStaff, closeStaff, createStaff, reopenStaff, type Desk } from '../../app/staff/staff.server';
import { workList } from '../../app/workList.server';
import type { Store } from '../../db/client.server';
import { roleChanges } from '../../db/schema';
import type { FreshDatabase } from '../database';
import { aFreshOffice } from '../factories/freshOffice';
import { aColleague, type Office } from '../factories/office';
import {
  aNewcomer,
  anOfficeOf,
  deskOf,
  give,
  memberOf,
  PASSWORD,
  REASON,
  rolesOf,
  waitingOf,
  type Kind,
  type Who,
} from '../factories/smallOffices';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

describe('roles that somebody gives', () => {
  type Case = [
    office: Kind,
    by: Who,
    to: Who | 'new',
    outcome: 'wait' | 'at once' | 'refused',
    decider?: Who,
  ];

  it.each<Case>([
    ['usual', 'admin', 'new', 'wait', 'head'],
    ['usual', 'admin', 'worker', 'wait', 'head'],
    ['usual', 'admin', 'admin', 'wait', 'head'],
    ['usual', 'admin', 'head', 'at once'],
    ['twoHeads', 'boss', 'new', 'wait', 'head'],
    ['twoHeads', 'boss', 'worker', 'wait', 'head'],
    ['twoHeads', 'boss', 'boss', 'wait', 'head'],
    ['twoHeads', 'boss', 'head', 'at once'],
    ['twoHeads', 'admin', 'new', 'wait', 'boss'],
    ['twoHeads', 'admin', 'head', 'wait', 'boss'],
    ['oneBoss', 'boss', 'new', 'at once'],
    ['oneBoss', 'boss', 'worker', 'at once'],
    ['oneBoss', 'boss', 'boss', 'refused'],
    ['oneBoss', 'admin', 'new', 'wait', 'boss'],
    ['oneBoss', 'admin', 'admin', 'wait', 'boss'],
    ['oneBoss', 'admin', 'boss', 'at once'],
    ['headless', 'admin', 'new', 'at once'],
    ['headless', 'admin', 'worker', 'at once'],
    ['headless', 'admin', 'admin', 'refused'],
  ])('in an office that is %s, by %s to %s: %s', async (kind, by, to, outcome, decider) => {
    const office = await anOfficeOf(kind);
    const before = to === 'new' ? [] : office[to].actor.roles;
    const after: Role[] = [...before, 'finance'];
    const giving = async () => {
      if (to !== 'new')
        return { ...(await give(office[by], office[to], after)), id: office[to].actor.staffId };
      return createStaff(office[by], aNewcomer(after));
    };
    if (outcome === 'refused') {
      expect(await refused(giving())).toMatchObject({ code: 'staff.no_other_head', field: 'roles' });
      return;
    }
    const { id, isWaiting } = await giving();
    const desk = await deskOf(office[by].store, id);
    expect(isWaiting).toBe(outcome === 'wait');
    expect([...desk.actor.roles].sort()).toEqual([...(isWaiting ? before : after)].sort());
    if (decider) {
      const waiting = (await waitingOf(desk))!;
      expect(waiting).toMatchObject({ gained: ['finance'], proposedBy: { id: office[by].actor.staffId } });
      await confirmRoles(office[decider], { id: waiting.id, note: '当面核实' });
      expect((await rolesOf(desk)).sort()).toEqual([...after].sort());
    }
    await expectInvariants(desk.store, 'roles given');
  });
});

describe('an office with two heads', () => {
  let database: FreshDatabase;
  let store: Store;
  let office: Office;
  /** A caseworker, anew for each test. */
  let worker: Desk;

  beforeAll(async () => {
    ({ database, store, office } = await aFreshOffice());
  });

  beforeEach(async () => {
    worker = await aPerson(['caseworker']);
  });

  async function aPerson(roles: Role[]): Promise<Desk> {
    return deskOf(store, await aColleague(office.admin, aNewcomer(roles)));
  }

  /** Proposes finance for the caseworker. @returns the id of the change */
  async function proposed(): Promise<string> {
    await give(office.admin, worker, ['caseworker', 'finance']);
    return (await waitingOf(worker))!.id;
  }

  const told = async ({ actor }: Desk) =>
    (await store.read((read) => auditOf(read, { type: 'staff', id: actor.staffId }))).map(
      ({ action, staffName }) => [action, staffName],
    );

  it('lets a newcomer log in, who may do nothing until a head has confirmed', async () => {
    const one = aNewcomer(['caseworker']);
    const { id } = await createStaff(office.admin, one);
    expect((await logIn(store, { username: one.username, password: PASSWORD })).staffId).toBe(id);
    const desk = await deskOf(store, id);
    expect(desk.actor.roles).toEqual([]);
    expect(may(desk.actor.roles, 'family.read')).toBe(false);
    expect(await waitingOf(desk)).toMatchObject({
      ...{ occasion: 'opened', username: one.username, before: [], after: ['caseworker'] },
      ...{ proposedBy: { name: 'admin' }, opened: { by: 'admin', at: (await memberOf(desk)).createdAt } },
    });
    await rejectRoles(office.head, { id: (await waitingOf(desk))!.id, note: '查无此人' });
    expect(await rolesOf(desk)).toEqual([]);
    expect(await told(desk)).toEqual([
      ['staff.roles_rejected', 'head'],
      ['staff.logged_in', one.name],
      ['staff.roles_proposed', 'admin'],
      ['staff.created', 'admin'],
    ]);
  });

  it('gives an administrator no helper who would give them roles', async () => {
    const admin = await aPerson(['admin']);
    await give(admin, admin, ['finance', 'admin']);
    const own = (await waitingOf(admin))!;
    const { id } = await createStaff(admin, aNewcomer(['admin']));
    const helper = await deskOf(store, id);
    expect(may(helper.actor.roles, 'staff.manage')).toBe(false);
    await confirmRoles(office.head, { id: (await waitingOf(helper))!.id, note: '' });
    expect(await give(await deskOf(store, id), admin, ['finance', 'admin'])).toMatchObject({
      isWaiting: true,
    });
    expect(await waitingOf(admin)).toMatchObject({ id: own.id, proposedBy: { id: admin.actor.staffId } });
    expect(await rolesOf(admin)).toEqual(['admin']);
  });

  it.each<[string, Role[], Role[], Role[], Role[] | null]>([
    ['a role more waits', ['caseworker'], ['caseworker', 'finance'], ['caseworker'], ['finance']],
    ['one instead waits, the other is lost at once', ['caseworker'], ['finance'], [], ['finance']],
    ['a role less is lost at once', ['caseworker', 'finance'], ['finance'], ['finance'], null],
    [
      'the same roles are kept',
      ['caseworker', 'finance'],
      ['finance', 'caseworker'],
      ['caseworker', 'finance'],
      null,
    ],
  ])('%s', async (_, before, after, held, gained) => {
    const desk = await aPerson(before);
    expect(await give(office.admin, desk, after)).toMatchObject({ isWaiting: gained !== null });
    expect(await rolesOf(desk)).toEqual(held);
    expect((await waitingOf(desk))?.gained ?? null).toEqual(gained);
    expect((await memberOf(desk)).rolesReason).toBe(held.length > 1 ? REASON : null);
  });

  it('keeps the reason of combined roles with what waits', async () => {
    await proposed();
    expect(await waitingOf(worker)).toMatchObject({ conflicts: ['applies_and_pays'], rolesReason: REASON });
    expect((await memberOf(worker)).rolesReason).toBeNull();
    await confirmRoles(office.secondHead, { id: (await waitingOf(worker))!.id, note: '' });
    expect((await memberOf(worker)).rolesReason).toBe(REASON);
  });

  it('tells each head at home what waits for them, and nobody else', async () => {
    const boss = await aPerson(['head', 'admin']);
    const tasks = async ({ actor: { roles, staffId } }: Desk) =>
      (await store.read((read) => workList(read, { roles, year: null, staffId }))).tasks.filter(
        ({ code }) => code === 'roles.waiting',
      );
    const counts = () =>
      Promise.all(
        [office.head, boss].map(async ({ actor }) =>
          store.read((read) => waitingRoleCount(read, actor.staffId)),
        ),
      );
    const [before, ofBoss] = await counts();
    await give(boss, worker, ['caseworker', 'finance']);
    expect(await counts()).toEqual([before! + 1, ofBoss]);
    expect(await tasks(office.head)).toMatchObject([{ count: before! + 1, to: '/role-changes' }]);
    expect(await tasks(office.caseworker)).toEqual([]);
    const { id } = (await waitingOf(worker))!;
    for (const decide of [confirmRoles, rejectRoles])
      expect(await refused(decide(boss, { id, note: '不需要' }))).toMatchObject({
        code: 'roles.given_by_self',
      });
    await give(office.admin, boss, ['finance', 'head', 'admin']);
    const own = (await waitingOf(boss))!.id;
    expect(await refused(store.read((read) => decidableRoles(read, boss.actor, own)))).toMatchObject({
      code: 'roles.own',
    });
    expect(await refused(confirmRoles(office.head, { id: 'none', note: '' }))).toMatchObject({
      code: 'roles.not_found',
    });
  });

  it('has the database refuse who gave them, who gets them, and a giver who is nobody', async () => {
    const id = await proposed();
    const byHand = (set: object) =>
      store.write((write) => write.update(roleChanges).set(set).where(eq(roleChanges.id, id)));
    const { staffId } = office.admin.actor;
    await expect(byHand({ status: 'confirmed', decidedBy: staffId })).rejects.toThrow();
    await expect(byHand({ status: 'confirmed', decidedBy: worker.actor.staffId })).rejects.toThrow();
    await expect(byHand({ status: 'confirmed' })).rejects.toThrow();
    await expect(byHand({ proposedBy: null })).rejects.toThrow();
    await expect(byHand({ occasion: 'somehow' })).rejects.toThrow();
    const [row] = await store.read((read) => read.select().from(roleChanges).where(eq(roleChanges.id, id)));
    const again = (set: object) =>
      store.write((write) => write.insert(roleChanges).values({ ...row!, id: `${id}-2`, ...set }));
    const decided = { status: 'confirmed' as const, decidedAt: row!.proposedAt };
    await expect(again({ ...decided, decidedBy: staffId })).rejects.toThrow();
    await expect(again({ status: 'withdrawn', proposedBy: null })).rejects.toThrow();
    await again({ ...decided, decidedBy: office.head.actor.staffId });
  });

  it('replaces what waits by newer roles, on record, and leaves the same alone', async () => {
    const id = await proposed();
    await changeStaff(office.admin, {
      ...{ id: worker.actor.staffId, name: '新名', roles: ['finance', 'caseworker'], reason: REASON },
    });
    expect(await waitingOf(worker)).toMatchObject({ id, name: '新名' });
    await give(office.admin, worker, ['caseworker', 'auditor']);
    expect(await waitingOf(worker)).toMatchObject({ gained: ['auditor'] });
    expect((await told(worker)).slice(0, 3)).toEqual([
      ['staff.roles_proposed', 'admin'],
      ['staff.roles_withdrawn', 'admin'],
      ['staff.changed', 'admin'],
    ]);
    expect(await refused(confirmRoles(office.head, { id, note: '' }))).toMatchObject({
      code: 'roles.decided',
      status: 'withdrawn',
    });
    await give(office.admin, worker, ['caseworker']);
    expect(await waitingOf(worker)).toBeNull();
    expect((await told(worker))[0]).toEqual(['staff.roles_withdrawn', 'admin']);
  });

  it('takes back what waits for an account that is closed, and has its roles confirmed anew when it is reopened', async () => {
    const { staffId: id } = worker.actor;
    const first = await proposed();
    await closeStaff(office.admin, { id, reason: '离职' });
    expect(await refused(confirmRoles(office.head, { id: first, note: '' }))).toMatchObject({
      code: 'roles.decided',
    });
    expect(await reopenStaff(office.admin, id)).toEqual({ isWaiting: true });
    expect(await rolesOf(worker)).toEqual([]);
    await expectInvariants(store, 'reopened, without roles');
    expect(await waitingOf(worker)).toMatchObject({ occasion: 'reopened', gained: ['caseworker'] });
    expect(await reopenStaff(office.admin, id)).toEqual({ isWaiting: false });
    await confirmRoles(office.head, { id: (await waitingOf(worker))!.id, note: '已回岗' });
    expect(await rolesOf(worker)).toEqual(['caseworker']);
    await reopenStaff(office.admin, id);
    expect(await rolesOf(worker)).toEqual(['caseworker']);
    await expectInvariants(store, 'reopened and confirmed');
  });

  it('has one of two heads decide who come at the same moment', async () => {
    const id = await proposed();
    const other = { ...office.secondHead, store: await database.open() };
    const answers = await Promise.all([
      refused(confirmRoles(office.head, { id, note: '' })),
      refused(rejectRoles(other, { id, note: '不需要' })),
    ]);
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(answers.find((answer) => answer !== null)).toMatchObject({ code: 'roles.decided' });
    await expectInvariants(store, 'two heads at once');
  });

  it('has one of two administrators’ roles wait who give at the same moment', async () => {
    const second = { ...(await aPerson(['admin'])), store: await database.open() };
    await Promise.all([
      give(office.admin, worker, ['caseworker', 'finance']),
      give(second, worker, ['caseworker', 'auditor']),
    ]);
    const waiting = (await store.read(waitingRoles)).filter(
      ({ staffId }) => staffId === worker.actor.staffId,
    );
    expect(waiting).toHaveLength(1);
    expect((await told(worker)).filter(([action]) => action === 'staff.roles_withdrawn')).toHaveLength(1);
  });
});
