import { eq } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditOf, checkAuditChain, searchAudit } from '../../app/audit/audit.server';
import { newId } from '../../app/ids.server';
import { Refusal } from '../../app/refusal';
import { logIn, logOut } from '../../app/staff/login.server';
import { clearLoginAddresses } from '../../app/staff/loginAddresses.server';
import { changeOwnPassword, resetPassword } from '../../app/staff/passwords.server';
import { ROLES, type Role } from '../../app/staff/role';
import {
  centreName,
  changeStaff,
  createStaff,
  isEmpty,
  listStaff,
  renameCentre,
  closeStaff,
  reopenStaff,
  setUp,
  staffActor,
  staffMember,
  type Desk,
} from '../../app/staff/staff.server';
import { auditSubjectText } from '../../app/zh/audit';
import type { Store } from '../../db/client.server';
import { auditEntries, loginAddresses, sessions, staff } from '../../db/schema';
import { freshStore } from '../database';
import { aFreshOffice } from '../factories/freshOffice';
import { confirmedRoles, OFFICE_PASSWORD, type Office } from '../factories/office';

const PASSWORD = 'First-Pass-2019';
const OTHER_PASSWORD = 'Second-Pass-2019';
const WRONG = 'Wrong-Guess-2019';
const NOW = new Date('2019-03-01T01:00:00.000Z');
const MINUTE = 60_000;

/** What a refused promise was refused with. */
async function refusalOf(work: Promise<unknown>): Promise<Pick<Refusal, 'code' | 'data' | 'field'>> {
  const error: unknown = await work.then(
    () => new Error('It was not refused.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw error;
  return { code: error.code, data: error.data, field: error.field };
}

const later = (minutes: number, milliseconds = 0) =>
  new Date(NOW.getTime() + minutes * MINUTE + milliseconds);
const everyAudit = (store: Store) =>
  store.read((read) => read.select().from(auditEntries).orderBy(auditEntries.sequence));

describe('set-up', () => {
  const setup = (name: string) => ({
    centreName: name,
    staff: [
      { username: 'first', name: '甲', roles: ['admin' as const], password: PASSWORD },
      { username: 'second', name: '乙', roles: ['head' as const, 'caseworker' as const], password: PASSWORD },
    ],
  });

  it('fills an empty database, once', async () => {
    const store = await freshStore();
    expect(await store.read(isEmpty)).toBe(true);
    expect(await store.read(centreName)).toBe('');

    const [first, second] = await setUp(store, setup('云州中心'));

    expect(await store.read(isEmpty)).toBe(false);
    expect(await store.read(centreName)).toBe('云州中心');
    expect(await store.read((read) => staffMember(read, first!))).toMatchObject({
      name: '甲',
      roles: ['admin'],
    });
    expect(await store.read((read) => staffMember(read, second!))).toMatchObject({
      roles: ['caseworker', 'head'],
    });

    expect(await refusalOf(setUp(store, setup('另一个')))).toMatchObject({ code: 'setup.done' });
    expect(await store.read(centreName)).toBe('云州中心');
    expect(await store.read(listStaff)).toHaveLength(2);
    expect((await everyAudit(store)).map(({ action }) => action)).toEqual([
      'centre.created',
      'staff.created',
      'staff.created',
    ]);
  });

  it('is done by one of two that come at the same moment', async () => {
    const store = await freshStore();
    const both = await Promise.allSettled([setUp(store, setup('甲中心')), setUp(store, setup('乙中心'))]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await store.read(listStaff)).toHaveLength(2);
  });

  it('lands nothing when one of its accounts is refused', async () => {
    const store = await freshStore();
    const twice = { ...setup('云州中心'), staff: [setup('').staff[0]!, setup('').staff[0]!] };
    expect(await refusalOf(setUp(store, twice))).toMatchObject({ code: 'staff.username_taken' });
    expect(await store.read(isEmpty)).toBe(true);
    expect(await store.read(centreName)).toBe('');
  });
});

describe('an office', () => {
  let store: Store;
  let office: Office;
  let count = 0;

  beforeAll(async () => {
    ({ store, office } = await aFreshOffice());
  });

  /** A new account of its own for each test. */
  async function aPerson(
    roles: Role[] = ['caseworker'],
  ): Promise<{ id: string; username: string; desk: Desk }> {
    const username = `person${(count += 1)}`;
    const { id } = await createStaff(office.admin, {
      ...{ username, name: `人员${count}`, roles, password: PASSWORD, reason: '编制只有两人' },
    });
    await confirmedRoles(store, id);
    const actor = await store.read((read) => staffActor(read, id));
    return { id, username, desk: { store, actor: actor! } };
  }

  async function openSession(staffId: string): Promise<void> {
    const at = NOW.toISOString();
    await store.write((write) =>
      write.insert(sessions).values({ id: newId(), staffId, createdAt: at, seenAt: at }),
    );
  }

  const sessionsOf = (staffId: string) =>
    store.read((read) => read.select().from(sessions).where(eq(sessions.staffId, staffId)));
  const told = async (id: string) =>
    (await store.read((read) => auditOf(read, { type: 'staff', id }))).map(({ action }) => action);

  describe('logging in', () => {
    let person: Awaited<ReturnType<typeof aPerson>>;
    beforeEach(async () => {
      person = await aPerson();
    });

    const attempt = async (password: string, now = NOW) =>
      (await logIn(store, { username: person.username, password, now })).staffId;
    async function fail(times: number, now = NOW): Promise<string[]> {
      const codes: string[] = [];
      for (let done = 0; done < times; done += 1) codes.push((await refusalOf(attempt(WRONG, now))).code);
      return codes;
    }

    it('takes the right password', async () => {
      expect(await attempt(PASSWORD)).toBe(person.id);
      expect((await told(person.id))[0]).toBe('staff.logged_in');
    });

    it('refuses a wrong password, an unknown name and a closed account alike', async () => {
      const closed = await aPerson();
      await closeStaff(office.admin, { id: closed.id, reason: '离职' });
      const refusals = await Promise.all([
        refusalOf(attempt(WRONG)),
        refusalOf(logIn(store, { username: 'nobody', password: PASSWORD })),
        refusalOf(logIn(store, { username: closed.username, password: PASSWORD })),
      ]);
      expect(refusals).toEqual(refusals.map(() => ({ code: 'login.failed', data: {}, field: undefined })));
    });

    it('counts failures, and forgets them after a success', async () => {
      expect(await fail(4)).toEqual(Array(4).fill('login.failed'));
      expect(await attempt(PASSWORD)).toBe(person.id);
      expect(await fail(4)).toEqual(Array(4).fill('login.failed'));
      expect(await attempt(PASSWORD)).toBe(person.id);
    });

    it('locks at the fifth failure', async () => {
      await fail(4);
      expect(await refusalOf(attempt(WRONG))).toMatchObject({ code: 'login.locked', data: { minutes: 30 } });
      expect(await refusalOf(attempt(PASSWORD))).toMatchObject({
        code: 'login.locked',
        data: { minutes: 30 },
      });
    });

    it.each([
      ['a minute later', 1, 0, 29],
      ['half a minute before the end', 29, 30_000, 1],
      ['a millisecond before the end', 30, -1, 1],
    ])('is locked %s', async (_, minutes, milliseconds, left) => {
      await fail(5);
      const refusal = await refusalOf(attempt(PASSWORD, later(minutes, milliseconds)));
      expect(refusal).toMatchObject({ code: 'login.locked', data: { minutes: left } });
    });

    it('opens again after 30 minutes, and counts from the beginning', async () => {
      await fail(5);
      expect(await fail(4, later(30))).toEqual(Array(4).fill('login.failed'));
      expect(await attempt(PASSWORD, later(30))).toBe(person.id);
    });

    it('is not made longer by trying while locked', async () => {
      await fail(5);
      await fail(10, later(29));
      expect(await attempt(PASSWORD, later(30))).toBe(person.id);
    });

    it('locks when many try at once, even if one of them is right', async () => {
      const many = await Promise.all(Array.from({ length: 12 }, () => refusalOf(attempt(WRONG))));
      expect(many.map(({ code }) => code).sort()).toEqual([
        ...Array<string>(4).fill('login.failed'),
        ...Array<string>(8).fill('login.locked'),
      ]);
      expect(await refusalOf(attempt(PASSWORD))).toMatchObject({ code: 'login.locked' });
    });

    it('is audited: failures, the lock, what comes while locked, success, leaving', async () => {
      await fail(6);
      await attempt(PASSWORD, later(31));
      await logOut(person.desk);
      expect(await told(person.id)).toEqual([
        'staff.logged_out',
        'staff.logged_in',
        'staff.login_failed',
        'staff.locked',
        ...Array<string>(5).fill('staff.login_failed'),
        ...['staff.roles_confirmed', 'staff.roles_proposed', 'staff.created'],
      ]);
    });

    it('keeps of an unknown name two letters, for it may be a password', async () => {
      await refusalOf(logIn(store, { username: 'my-secret-word', password: PASSWORD }));
      const [entry] = await store.read((read) => auditOf(read, { type: 'staff', id: 'unknown' }, 1));
      expect(entry).toMatchObject({ action: 'staff.login_failed', staffId: null });
      expect(JSON.parse(entry!.detail)).toEqual({ username: 'my…' });
    });
  });

  describe('logging in from one network', () => {
    let next = 0;
    /** An address that no other test comes from. */
    const anAddress = () => `10.7.0.${(next += 1)}`;
    /** Fails so many times, each time under another name. */
    async function spray(address: string | null, times: number, now = NOW): Promise<string[]> {
      const codes: string[] = [];
      for (let done = 0; done < times; done += 1) {
        const attempt = { username: `guess-${newId()}`, password: WRONG, address, now };
        codes.push((await refusalOf(logIn(store, attempt))).code);
      }
      return codes;
    }
    const rightly = (address: string, username: string, now: Date) =>
      logIn(store, { username, password: PASSWORD, address, now });

    it('is stopped for 30 minutes after 30 failures under whatever names, and from there only', async () => {
      const { id, username } = await aPerson();
      const [address, colleague] = [anAddress(), anAddress()];
      expect(new Set(await spray(address, 30))).toEqual(new Set(['login.failed']));
      expect(await refusalOf(rightly(address, username, NOW))).toEqual({
        ...{ code: 'login.address_locked', data: { minutes: 30 }, field: undefined },
      });
      expect(await refusalOf(rightly(address, username, later(30, -1)))).toMatchObject({
        data: { minutes: 1 },
      });
      expect((await rightly(colleague, username, NOW)).staffId).toBe(id);
      expect((await rightly(address, username, later(30))).staffId).toBe(id);
      const audited = await store.read((read) => auditOf(read, { type: 'staff', id: 'unknown' }));
      const locks = audited.filter(
        ({ action, detail }) => action === 'staff.address_locked' && detail.includes(`"${address}"`),
      );
      expect(locks).toHaveLength(1);
    });

    it('goes on after 29 failures; a success does not forget them', async () => {
      const { username } = await aPerson();
      const address = anAddress();
      await spray(address, 29);
      await rightly(address, username, NOW);
      expect(await spray(address, 2)).toEqual(['login.failed', 'login.address_locked']);
    });

    it('counts the failures of half an hour, and each lock once', async () => {
      const address = anAddress();
      await spray(address, 29);
      expect(await spray(address, 30, later(31))).toEqual(Array(30).fill('login.failed'));
      expect(await spray(address, 1, later(31))).toEqual(['login.address_locked']);
      await clearLoginAddresses(store, later(60));
      expect(await spray(address, 1, later(60))).toEqual(['login.address_locked']);
      await clearLoginAddresses(store, later(200));
      expect(await store.read((read) => read.select().from(loginAddresses))).toEqual([]);
    });

    it('counts for nobody where the network is not known', async () => {
      expect(new Set(await spray(null, 35))).toEqual(new Set(['login.failed']));
    });
  });

  describe('accounts', () => {
    it('are kept with an argon2id hash', async () => {
      const { id } = await aPerson();
      const [row] = await store.read((read) => read.select().from(staff).where(eq(staff.id, id)));
      // 19 MiB and 2 rounds, with a salt of 16 bytes of its own (OWASP ASVS 4.0.3, 2.4.2 and 2.4.5).
      expect(row!.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$/);
    });

    it.each([
      ['common', 'Password123!'],
      ['pinyin of the centre', 'Yunzhou@2026'],
    ])('are opened with no %s password, nor get one', async (_, password) => {
      const known = { code: 'staff.password_guessable', field: 'password' };
      const one = { username: 'guessed', name: '样本', roles: ['finance' as const], password };
      expect(await refusalOf(createStaff(office.admin, one))).toMatchObject(known);
      const { id, desk } = await aPerson();
      expect(await refusalOf(resetPassword(office.admin, { id, password }))).toMatchObject(known);
      const own = changeOwnPassword(desk, { current: PASSWORD, password, sessionId: '' });
      expect(await refusalOf(own)).toMatchObject(known);
    });

    it('have names of their own', async () => {
      const { username } = await aPerson();
      const again = createStaff(office.admin, {
        username,
        name: '重名',
        roles: ['head'],
        password: PASSWORD,
      });
      expect(await refusalOf(again)).toEqual({
        code: 'staff.username_taken',
        data: { username },
        field: 'username',
      });
    });

    it('take each role once, however often it is ticked', async () => {
      const { id } = await aPerson(['head', 'head']);
      await changeStaff(office.admin, {
        id,
        name: '两次',
        roles: ['finance', 'head', 'finance'],
        reason: '编制只有两人',
      });
      await confirmedRoles(store, id);
      expect(await store.read((read) => staffMember(read, id))).toMatchObject({ roles: ['finance', 'head'] });
    });

    it('list roles in one order', async () => {
      const { id } = await aPerson([...ROLES].reverse());
      expect((await store.read((read) => staffMember(read, id))).roles).toEqual(ROLES);
      expect((await store.read(listStaff)).find((one) => one.id === id)!.roles).toEqual(ROLES);
      await changeStaff(office.admin, { id, name: '不再是管理员', roles: ['auditor'] });
    });

    it('change at once where no role is gained, with what was before in the audit', async () => {
      const { id } = await aPerson(['caseworker', 'finance']);
      await changeStaff(office.admin, { id, name: '新名', roles: ['finance'] });
      expect(await store.read((read) => staffActor(read, id))).toMatchObject({
        name: '新名',
        roles: ['finance'],
      });
      const [entry] = await store.read((read) => auditOf(read, { type: 'staff', id }, 1));
      expect(entry).toMatchObject({
        action: 'staff.changed',
        staffId: office.admin.actor.staffId,
        staffName: 'admin',
      });
      expect(JSON.parse(entry!.detail)).toMatchObject({
        before: { roles: ['caseworker', 'finance'] },
        after: { name: '新名', roles: ['finance'] },
      });
    });

    it('that are closed act no more and have no session; reopened, they may log in', async () => {
      const person = await aPerson();
      await openSession(person.id);
      await closeStaff(office.admin, { id: person.id, reason: '离职' });
      expect(await store.read((read) => staffActor(read, person.id))).toBeNull();
      expect(await sessionsOf(person.id)).toEqual([]);
      const [entry] = await store.read((read) => auditOf(read, { type: 'staff', id: person.id }));
      expect(JSON.parse(entry!.detail)).toEqual({ reason: '离职' });

      await reopenStaff(office.admin, person.id);
      expect((await logIn(store, { username: person.username, password: PASSWORD })).staffId).toBe(person.id);
      expect((await told(person.id)).slice(0, 4)).toEqual([
        'staff.logged_in',
        'staff.roles_proposed',
        'staff.activated',
        'staff.deactivated',
      ]);
    });

    it('whose password is reset are unlocked, have no session and know the new password only', async () => {
      const person = await aPerson();
      const attempt = async (password: string) =>
        (await logIn(store, { username: person.username, password })).staffId;
      await openSession(person.id);
      for (let failures = 0; failures < 5; failures += 1) await refusalOf(attempt(WRONG));
      await resetPassword(office.admin, { id: person.id, password: OTHER_PASSWORD });
      expect(await sessionsOf(person.id)).toEqual([]);
      expect(await refusalOf(attempt(PASSWORD))).toMatchObject({ code: 'login.failed' });
      expect(await attempt(OTHER_PASSWORD)).toBe(person.id);
    });

    it('change their own password only with the current one', async () => {
      const { desk, username, id } = await aPerson();
      const wrong = changeOwnPassword(desk, { current: WRONG, password: OTHER_PASSWORD, sessionId: '' });
      expect(await refusalOf(wrong)).toMatchObject({ code: 'staff.wrong_password', field: 'current' });
      await changeOwnPassword(desk, { current: PASSWORD, password: OTHER_PASSWORD, sessionId: '' });
      expect(await refusalOf(logIn(store, { username, password: PASSWORD }))).toMatchObject({
        code: 'login.failed',
      });
      expect((await logIn(store, { username, password: OTHER_PASSWORD })).staffId).toBe(id);
    });

    it.each([
      ['read', () => store.read((read) => staffMember(read, 'nobody'))],
      ['changed', () => changeStaff(office.admin, { id: 'nobody', name: '无', roles: ['head'] })],
      ['closed', () => closeStaff(office.admin, { id: 'nobody', reason: '离职' })],
      ['given a password', () => resetPassword(office.admin, { id: 'nobody', password: PASSWORD })],
    ])('that do not exist cannot be %s', async (_, work) => {
      expect(await refusalOf(work())).toMatchObject({ code: 'staff.not_found' });
    });
  });

  describe('the last administrator', () => {
    const admin = () => office.admin.actor.staffId;
    const withoutRole = (id: string) => changeStaff(office.admin, { id, name: '管理员', roles: ['auditor'] });
    const closed = (id: string) => closeStaff(office.admin, { id, reason: '离职' });

    it.each([
      ['closed', closed],
      ['without the role', withoutRole],
    ])('cannot be %s', async (_, work) => {
      expect(await refusalOf(work(admin()))).toMatchObject({ code: 'staff.last_admin' });
      expect(await store.read((read) => staffActor(read, admin()))).toMatchObject({ roles: ['admin'] });
    });

    it('stays the last one beside a closed one', async () => {
      const second = await aPerson(['admin']);
      await closed(second.id);
      expect(await refusalOf(closed(admin()))).toMatchObject({ code: 'staff.last_admin' });
      await withoutRole(second.id);
    });

    it('may change name, and be given further roles by another, which a head confirms', async () => {
      const second = await aPerson(['admin']);
      await changeStaff(second.desk, {
        id: admin(),
        name: 'admin',
        roles: ['admin', 'auditor'],
        reason: '只有一人',
      });
      await confirmedRoles(store, admin());
      await changeStaff(office.admin, { id: admin(), name: 'admin', roles: ['admin'] });
      await closed(second.id);
    });

    it('is one of two that close each other at the same moment', async () => {
      const second = await aPerson(['admin']);
      const both = await Promise.allSettled([
        closeStaff(second.desk, { id: admin(), reason: '离职' }),
        closeStaff(office.admin, { id: second.id, reason: '离职' }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await store.write((write) => write.update(staff).set({ active: true }).where(eq(staff.id, admin())));
    });
  });

  describe('the audit', () => {
    afterEach(() => vi.useRealTimers());

    async function renamedAt(instant: string, name: string): Promise<void> {
      vi.useFakeTimers({ toFake: ['Date'], now: new Date(instant) });
      await renameCentre(office.admin, name);
      vi.useRealTimers();
    }

    it('is searched by day in China, by action, by text and page by page', async () => {
      await renamedAt('2018-05-31T15:59:59.999Z', '五月中心');
      await renamedAt('2018-05-31T16:00:00.000Z', '六月一日中心');
      await renamedAt('2018-06-01T15:59:59.999Z', '六月一日晚中心');
      await renamedAt('2018-06-01T16:00:00.000Z', '六月二日中心');
      const found = async (search: Partial<Parameters<typeof searchAudit>[1]>) => {
        const entries = await store.read((read) =>
          searchAudit(read, { limit: 100, action: 'centre.changed', ...search }),
        );
        return entries.map(({ detail }) => (JSON.parse(detail) as { after: string }).after);
      };
      expect(await found({ from: '2018-06-01', to: '2018-06-01' })).toEqual([
        '六月一日晚中心',
        '六月一日中心',
      ]);
      expect(await found({ to: '2018-05-31' })).toEqual(['五月中心']);
      expect(await found({ from: '2018-06-02' })).toEqual(['六月二日中心']);
      expect(await found({ text: '六月二日' })).toEqual(['六月二日中心']);
      expect(await found({ text: '没有这个' })).toEqual([]);
      expect(await found({ action: 'demo.loaded' })).toEqual([]);

      const [newest] = await store.read((read) => searchAudit(read, { limit: 1, action: 'centre.changed' }));
      expect(await found({ before: newest!.sequence, limit: 2 })).toEqual(['六月一日晚中心', '六月一日中心']);
    });

    it('says whose account an entry is about, and is searched by that name', async () => {
      const entries = await store.read((read) => searchAudit(read, { limit: 500 }));
      const about = entries.filter(({ subjectType }) => subjectType === 'staff');
      const [one] = about.filter(({ accountName, staffName }) => accountName && accountName !== staffName);
      const found = await store.read((read) => searchAudit(read, { limit: 500, text: one!.accountName! }));
      expect(found.map(({ sequence }) => sequence)).toContain(one!.sequence);
      expect(auditSubjectText(one!)).toBe(`账号 ${one!.accountName}`);
      const others = entries.filter(({ subjectType }) => subjectType !== 'staff');
      expect(others.every(({ accountName }) => accountName === null)).toBe(true);
    });

    it('holds no password and no hash of one, and its chain is whole', async () => {
      const text = JSON.stringify(await everyAudit(store));
      for (const secret of [PASSWORD, OTHER_PASSWORD, WRONG, OFFICE_PASSWORD, '$argon2'])
        expect(text).not.toContain(secret);
      expect(await store.read(checkAuditChain)).toMatchObject({ broken: [] });
    });
  });
});
