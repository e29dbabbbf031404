import { generateSync } from 'otplib';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditOf, checkAuditChain } from '../../app/audit/audit.server';
import { currentDesk, entranceOf, guardStaff, guardStep } from '../../app/http/guard.server';
import { startSession } from '../../app/http/session.server';
import { giveCode, logIn } from '../../app/staff/login.server';
import { changeOwnPassword, resetPassword, unlockAccount } from '../../app/staff/passwords.server';
import {
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  requireSecondFactor,
  resetSecondFactor,
  secondFactorOf,
  startSecondFactor,
  waitingSecondFactor,
} from '../../app/staff/secondFactor.server';
import {
  endAllSessions,
  endOtherSessions,
  endOwnSession,
  endSession,
  openSessions,
} from '../../app/staff/sessions.server';
import {
  changeStaff,
  createStaff,
  listStaff,
  closeStaff,
  staffActor,
  type Desk,
} from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { recoveryCodes, secondFactors, sessions, staff } from '../../db/schema';
import { aColleague, anOffice, confirmedRoles, type Office } from '../factories/office';
import { cookieIn, processStore, requestWith } from '../process';
import { refused } from '../refused';

const PASSWORD = 'First-Pass-2019';
const NOW = new Date('2019-03-01T01:00:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const codeAt = (secret: string, at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) });

let store: Store;
let office: Office;
let count = 0;

beforeAll(async () => {
  store = await processStore();
  office = await anOffice(store);
});

async function deskOf(id: string): Promise<Desk> {
  return { store, actor: (await store.read((read) => staffActor(read, id)))! };
}

const told = async (id: string) =>
  (await store.read((read) => auditOf(read, { type: 'staff', id }))).map(({ action }) => action);
/** What the log says of the last act on an account besides its name. */
const lastDetail = async (id: string): Promise<unknown> => {
  const [entry] = await store.read((read) => auditOf(read, { type: 'staff', id }));
  return JSON.parse(entry!.detail);
};
const where = async (work: Promise<unknown>) => {
  const thrown: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return thrown instanceof Response ? thrown.headers.get('Location') : thrown;
};

describe('the first login with a password that somebody else chose', () => {
  let id: string;
  let username: string;
  let cookie: string;

  beforeEach(async () => {
    username = `newcomer${(count += 1)}`;
    ({ id } = await createStaff(office.admin, {
      ...{ username, name: '新人', roles: ['finance' as const], password: PASSWORD },
    }));
    cookie = cookieIn(await startSession(id));
  });

  it('leads to the change of the password from everywhere, and to nothing else', async () => {
    expect(await currentDesk(requestWith(cookie))).toBeNull();
    expect(await where(guardStaff(requestWith(cookie, '/fund?year=2019')))).toBe(
      '/account/password?next=%2Ffund%3Fyear%3D2019',
    );
    expect(await where(guardStep(requestWith(cookie, '/account/second-factor'), 'second_factor'))).toBe(
      '/account/password',
    );
    expect((await guardStep(requestWith(cookie, '/account/password'), 'password')).step).toBe('password');
  });

  it('goes on once the owner has chosen another one, in this session only', async () => {
    const elsewhere = cookieIn(await startSession(id));
    const { step, ...desk } = await guardStep(requestWith(cookie), 'password');
    expect(step).toBe('password');
    const change = { current: PASSWORD, password: 'Own-Choice-2019', sessionId: desk.sessionId };
    await changeOwnPassword(desk, change);
    expect((await guardStaff(requestWith(cookie))).actor.username).toBe(username);
    expect(await entranceOf(requestWith(elsewhere))).toBeNull();
    expect((await told(id)).slice(0, 1)).toEqual(['staff.password_changed']);
  });

  it('comes again after a reset by the administrator, whose own reset asks nothing', async () => {
    const desk = await deskOf(id);
    await changeOwnPassword(desk, { current: PASSWORD, password: 'Own-Choice-2019', sessionId: '' });
    await resetPassword(office.admin, { id, password: 'Given-Again-2019' });
    const again = cookieIn(await startSession(id));
    expect((await entranceOf(requestWith(again)))!.step).toBe('password');
    expect((await store.read(listStaff)).find((one) => one.id === id)!.hasGivenPassword).toBe(true);
  });
});

describe('a new password', () => {
  it('is none of the last five, and the one before those is free again', async () => {
    const id = await aColleague(office.admin, {
      ...{ username: 'changing', name: '常换', roles: ['finance' as const], password: PASSWORD },
    });
    const desk = await deskOf(id);
    const change = (current: string, password: string) =>
      changeOwnPassword(desk, { current, password, sessionId: '' });
    const used = [PASSWORD, ...[1, 2, 3, 4].map((number) => `Other-Pass-${number}`)];
    for (const [index, password] of used.slice(1).entries()) await change(used[index]!, password);
    for (const password of used) {
      expect(await refused(change(used[4]!, password))).toMatchObject({
        ...{ code: 'staff.password_used', field: 'password' },
      });
    }
    await change(used[4]!, 'Other-Pass-5');
    await change('Other-Pass-5', PASSWORD);
  });

  it.each(['Pass-Kuaiji-2019', 'KUAIJI-pass-2019'])('does not hold the username: %s', async (password) => {
    const one = { username: `kuaiji`, name: '会计', roles: ['finance' as const], password };
    expect(await refused(createStaff(office.admin, one))).toMatchObject({
      ...{ code: 'staff.password_has_username', field: 'password' },
    });
  });
});

describe('the second factor', () => {
  let desk: Desk;
  let secret: string;
  let codes: string[];

  beforeEach(async () => {
    const username = `phone${(count += 1)}`;
    const id = await aColleague(office.admin, {
      ...{ username, name: '有手机', roles: ['finance' as const], password: PASSWORD },
    });
    desk = await deskOf(id);
    await startSecondFactor(desk);
    secret = (await store.read((read) => waitingSecondFactor(read, desk.actor)))!.secret;
    codes = await confirmSecondFactor(desk, { code: codeAt(secret, NOW), sessionId: '', now: NOW });
  });

  const give = (code: string, now: Date) => giveCode(store, { staffId: desk.actor.staffId, code, now });
  const password = (given: string, now: Date) =>
    logIn(store, { username: desk.actor.username, password: given, now });

  it('is asked for after the password, and lets nothing be done before', async () => {
    expect(await password(PASSWORD, NOW)).toEqual({ staffId: desk.actor.staffId, needsCode: true });
    const cookie = cookieIn(await startSession(desk.actor.staffId));
    expect(await currentDesk(requestWith(cookie))).toBeNull();
    expect(await where(guardStaff(requestWith(cookie, '/account')))).toBe('/login/code?next=%2Faccount');
    expect(await where(guardStep(requestWith(cookie), 'password'))).toBe('/login/code');
    const verified = cookieIn(await startSession(desk.actor.staffId, { isVerified: true }));
    expect((await guardStaff(requestWith(verified))).actor.staffId).toBe(desk.actor.staffId);
    expect(await told(desk.actor.staffId)).not.toContain('staff.logged_in');
  });

  it('tells apart in the list where only the password was given', async () => {
    const { staffId } = desk.actor;
    await startSession(staffId);
    await startSession(staffId, { isVerified: true });
    const list = await store.read((read) => openSessions(read, staffId));
    expect(list.map(({ isHalf }) => isHalf).sort()).toEqual([false, true]);
    await resetSecondFactor(office.admin, { staffId, reason: '手机丢失' });
    expect(await lastDetail(staffId)).toEqual({ reason: '手机丢失' });
    await startSession(staffId);
    expect((await store.read((read) => openSessions(read, staffId))).map(({ isHalf }) => isHalf)).toEqual([
      false,
    ]);
  });

  it('takes each code once', async () => {
    const code = codeAt(secret, later(60));
    await give(code, later(60));
    expect(await refused(give(code, later(61)))).toMatchObject({ code: 'login.code_used' });
    expect(await lastDetail(desk.actor.staffId)).toEqual({ failures: 1, codeUsed: true });
    expect(await refused(give('000000', later(61)))).toMatchObject({ code: 'login.code_wrong' });
    expect(await lastDetail(desk.actor.staffId)).toEqual({ failures: 2 });
    expect(await refused(give(codeAt(secret, later(30)), later(60)))).toMatchObject({
      code: 'login.code_used',
    });
    await give(codeAt(secret, later(90)), later(90));
  });

  it('takes a code once also when it is given twice at the same moment', async () => {
    const code = codeAt(secret, later(60));
    const both = await Promise.allSettled([give(code, later(60)), give(code, later(60))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('takes the first code, by which it was turned on, no second time', async () => {
    expect(await refused(give(codeAt(secret, NOW), NOW))).toMatchObject({ code: 'login.code_used' });
  });

  it('locks after five wrong codes, and a right password in between buys no more guesses', async () => {
    for (let guess = 0; guess < 4; guess += 1) {
      expect(await refused(give('000000', later(60)))).toMatchObject({ code: 'login.code_wrong' });
      await password(PASSWORD, later(60));
    }
    expect(await refused(give('000000', later(60)))).toMatchObject({ code: 'login.locked' });
    expect(await refused(give(codeAt(secret, later(90)), later(90)))).toMatchObject({
      code: 'login.locked',
    });
    expect(await refused(password(PASSWORD, later(90)))).toMatchObject({ code: 'login.locked' });
    const given = await give(codeAt(secret, later(1900)), later(1900));
    expect(given).toEqual({ codesLeft: null });
  });

  it('is replaced by each recovery code once, by no other account’s', async () => {
    const typed = codes[0]!.toUpperCase().replaceAll('-', ' ');
    expect(await give(typed, later(60))).toEqual({ codesLeft: 9 });
    expect(await refused(give(codes[0]!, later(60)))).toMatchObject({ code: 'login.code_wrong' });
    expect((await store.read((read) => secondFactorOf(read, desk.actor))).codesLeft).toBe(9);
    expect(
      await refused(giveCode(store, { staffId: office.head.actor.staffId, code: codes[1]! })),
    ).toMatchObject({ code: 'login.code_wrong' });
    expect(await told(desk.actor.staffId)).toContain('second_factor.recovery_used');
    const renewed = await renewRecoveryCodes(desk);
    expect(await refused(give(codes[1]!, later(60)))).toMatchObject({ code: 'login.code_wrong' });
    await give(renewed[0]!, later(60));
  });

  it('is kept sealed, its codes by keyed hashes, and none of it in the audit', async () => {
    const kept = JSON.stringify([
      await store.read((read) => read.select().from(secondFactors)),
      await store.read((read) => read.select().from(recoveryCodes)),
      await store.read((read) => auditOf(read, { type: 'staff', id: desk.actor.staffId })),
    ]);
    for (const open of [secret, ...codes]) expect(kept).not.toContain(open);
  });

  it('is set up by whoever has a role that must have it, before anything else', async () => {
    await requireSecondFactor(office.admin, ['auditor']);
    const cookie = cookieIn(await startSession(office.auditor.actor.staffId));
    expect(await where(guardStaff(requestWith(cookie)))).toBe('/account/second-factor');
    expect((await guardStep(requestWith(cookie), 'second_factor')).step).toBe('second_factor');
    await requireSecondFactor(office.admin, []);
    await guardStaff(requestWith(cookie));
  });

  it('is turned off by its owner, unless a role must have it', async () => {
    await requireSecondFactor(office.admin, ['finance']);
    expect(await refused(removeSecondFactor(desk))).toMatchObject({ code: 'second_factor.required' });
    await requireSecondFactor(office.admin, []);
    await removeSecondFactor(desk);
    expect(await password(PASSWORD, NOW)).toMatchObject({ needsCode: false });
  });

  it('is reset by the administrator for somebody else, never for themselves', async () => {
    const cookie = cookieIn(await startSession(desk.actor.staffId, { isVerified: true }));
    const own = office.admin.actor.staffId;
    expect(
      await refused(resetSecondFactor(office.admin, { staffId: own, reason: '手机丢失' })),
    ).toMatchObject({
      code: 'second_factor.own',
    });
    await resetSecondFactor(office.admin, { staffId: desk.actor.staffId, reason: '手机丢失' });
    expect(await entranceOf(requestWith(cookie))).toBeNull();
    expect(await password(PASSWORD, NOW)).toMatchObject({ needsCode: false });
  });

  it('that is on is not started again under another secret', async () => {
    expect(await refused(startSecondFactor(desk))).toMatchObject({ code: 'second_factor.on' });
  });

  it('goes, with the lock and the sessions, when the machine’s owner unlocks the account', async () => {
    for (let guess = 0; guess < 5; guess += 1) await refused(give('000000', later(60)));
    const cookie = cookieIn(await startSession(desk.actor.staffId, { isVerified: true }));
    const given = await unlockAccount(store, desk.actor.username);
    expect(await entranceOf(requestWith(cookie))).toBeNull();
    expect(await password(given, later(61))).toMatchObject({ needsCode: false });
    const next = cookieIn(await startSession(desk.actor.staffId));
    expect((await entranceOf(requestWith(next)))!.step).toBe('password');
    expect(await told(desk.actor.staffId)).toContain('staff.unlocked');
  });

  it('of nobody is unlocked', async () => {
    expect(await refused(unlockAccount(store, 'nobody'))).toMatchObject({ code: 'staff.unknown_username' });
    await closeStaff(office.admin, { id: desk.actor.staffId, reason: '离职' });
    expect(await refused(unlockAccount(store, desk.actor.username))).toMatchObject({
      code: 'staff.closed',
    });
  });
});

describe('sessions', () => {
  let id: string;
  let desk: Desk;
  beforeEach(async () => {
    id = await aColleague(office.admin, {
      ...{ username: `many${(count += 1)}`, name: '多处', roles: ['finance' as const], password: PASSWORD },
    });
    desk = await deskOf(id);
  });
  const open = () => store.read((read) => openSessions(read, id));
  const begun = async () => {
    const cookie = cookieIn(await startSession(id, { device: 'Chrome · Windows' }));
    return { cookie, sessionId: (await entranceOf(requestWith(cookie)))!.sessionId };
  };

  it('are listed, and end one by one, all others, or all', async () => {
    const [own, second, third] = [await begun(), await begun(), await begun()];
    expect((await open()).map(({ device }) => device)).toEqual(Array(3).fill('Chrome · Windows'));
    expect(await endOwnSession(desk, second.sessionId)).toBe(true);
    expect(await endOwnSession(desk, second.sessionId)).toBe(false);
    expect(await lastDetail(id)).toEqual({ count: 1 });
    expect(await entranceOf(requestWith(second.cookie))).toBeNull();
    expect(await endOtherSessions(desk, own.sessionId)).toBe(1);
    expect(await endOtherSessions(desk, own.sessionId)).toBe(0);
    expect(await entranceOf(requestWith(third.cookie))).toBeNull();
    expect((await open()).map((one) => one.id)).toEqual([own.sessionId]);
    const all = { staffId: id, reason: '电脑丢失' };
    expect([await endAllSessions(office.admin, all), await endAllSessions(office.admin, all)]).toEqual([
      1, 0,
    ]);
    expect(await open()).toEqual([]);
    expect(await lastDetail(id)).toEqual({ count: 1, reason: '电脑丢失' });
    expect((await told(id)).slice(0, 3)).toEqual(Array(3).fill('staff.sessions_ended'));
  });

  it('are ended one by one by who manages accounts, of the account that is named', async () => {
    const [first, second] = [await begun(), await begun()];
    await endSession(office.admin, {
      staffId: office.head.actor.staffId,
      sessionId: first.sessionId,
      reason: '忘记退出',
    });
    expect(await open()).toHaveLength(2);
    const asked = { staffId: id, sessionId: first.sessionId, reason: '忘记退出' };
    expect(await endSession(office.admin, asked)).toBe(true);
    expect(await endSession(office.admin, asked)).toBe(false);
    expect((await open()).map((one) => one.id)).toEqual([second.sessionId]);
    expect((await told(id))[0]).toBe('staff.sessions_ended');
    expect(await lastDetail(id)).toEqual({ count: 1, reason: '忘记退出' });
  });

  it('that have run out are no longer there to be ended, and nobody is said to have ended them', async () => {
    const { sessionId } = await begun();
    const seenAt = new Date(Date.now() - 31 * 60_000).toISOString();
    await store.write((write) => write.update(sessions).set({ seenAt }).where(eq(sessions.id, sessionId)));
    const before = await told(id);
    expect(await endSession(office.admin, { staffId: id, sessionId, reason: '忘记退出' })).toBe(false);
    expect(await told(id)).toEqual(before);
  });

  it('of somebody else are not ended by their id', async () => {
    const { sessionId } = await begun();
    await endOwnSession(office.head, sessionId);
    expect(await open()).toHaveLength(1);
    expect(await told(office.head.actor.staffId)).not.toContain('staff.sessions_ended');
  });
});

describe('roles that check each other', () => {
  it('are given to one person with a reason only, which goes when they no longer do', async () => {
    const one = { username: 'double', name: '身兼', roles: ['finance' as const], password: PASSWORD };
    const id = await aColleague(office.admin, one);
    const both = { id, name: '身兼', roles: ['finance' as const, 'head' as const] };
    expect(await refused(changeStaff(office.admin, both))).toMatchObject({
      ...{ code: 'staff.roles_conflict', conflicts: 'pays_and_decides', field: 'reason' },
    });
    await changeStaff(office.admin, { ...both, reason: '编制只有两人' });
    await confirmedRoles(store, id);
    const reason = async () =>
      (await store.read((read) => read.select().from(staff).where(eq(staff.id, id))))[0]!.rolesReason;
    expect(await reason()).toBe('编制只有两人');
    await changeStaff(office.admin, { id, name: '身兼', roles: ['head'], reason: '旧的' });
    expect(await reason()).toBeNull();
    expect(await store.read(checkAuditChain)).toMatchObject({ broken: [] });
  });
});

describe('a name that no account has', () => {
  it('is answered as one that has: five failures lock it for 30 minutes', async () => {
    const attempt = (now: Date) =>
      refused(logIn(store, { username: 'nobody-here', password: PASSWORD, now }));
    for (let failure = 0; failure < 4; failure += 1) expect((await attempt(NOW))!.code).toBe('login.failed');
    expect(await attempt(NOW)).toMatchObject({ code: 'login.locked', minutes: 30 });
    expect(await attempt(later(60))).toMatchObject({ code: 'login.locked', minutes: 29 });
    expect((await attempt(later(1800)))!.code).toBe('login.failed');
  });
});
