import { createCookie } from '@remix-run/node';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { currentDesk, guard, guardSetUp, guardStaff, safeNext } from '../../app/http/guard.server';
import { loginNotice, redirectWithNotice, takeNotice } from '../../app/http/notice.server';
import { clearSessions, endSession, startSession } from '../../app/http/session.server';
import { orExplained, orNotFound, submit } from '../../app/http/submit.server';
import { cookieSecret } from '../../app/identity/sealing.server';
import { Refusal } from '../../app/refusal';
import { PERMISSIONS, type Permission } from '../../app/staff/permission';
import { ROLES, type Role } from '../../app/staff/role';
import * as forms from '../../app/staff/staff.form';
import { resetPassword } from '../../app/staff/passwords.server';
import { changeStaff, closeStaff } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { sessions } from '../../db/schema';
import { aColleague, anOffice, confirmedRoles, type Office } from '../factories/office';
import { cookieIn, cookieOf, ORIGIN, processStore, requestWith } from '../process';

const START = new Date('2019-03-01T01:00:00.000Z');
const MINUTE = 60_000;

let store: Store;
let office: Office;

/** The Response that a guard threw. */
async function thrownBy(work: Promise<unknown>): Promise<Response> {
  const answer: unknown = await work.then(
    () => new Error('Nothing was thrown.'),
    (reason: unknown) => reason,
  );
  if (!(answer instanceof Response)) throw answer;
  return answer;
}

const locationOf = async (work: Promise<unknown>) => {
  const { status, headers } = await thrownBy(work);
  return { status, to: headers.get('Location') };
};

beforeAll(async () => {
  store = await processStore();
  // While nobody has an account, every page leads to the set-up page.
  expect(await locationOf(guardSetUp())).toEqual({ status: 302, to: '/setup' });
  expect(await locationOf(guardStaff(requestWith(null)))).toEqual({ status: 302, to: '/setup' });
  expect(await locationOf(guard(requestWith(null), 'family.read'))).toEqual({ status: 302, to: '/setup' });
  office = await anOffice(store);
});

describe('a session', () => {
  let cookie: string;

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START });
    await store.write((write) => write.delete(sessions));
    cookie = await cookieOf(office.caseworker.actor.staffId);
  });
  afterEach(() => vi.useRealTimers());

  const after = (minutes: number, milliseconds = 0) =>
    vi.setSystemTime(START.getTime() + minutes * MINUTE + milliseconds);
  const whoIs = async (given: string | null) =>
    (await currentDesk(requestWith(given)))?.actor.username ?? null;
  const rows = () => store.read((read) => read.select().from(sessions));

  it('belongs to who logged in', async () => {
    expect(await whoIs(cookie)).toBe('caseworker');
    expect(await whoIs(null)).toBeNull();
  });

  it('has a new token at each login, whatever the browser brought', async () => {
    const second = await startSession(office.caseworker.actor.staffId);
    expect(cookieIn(second)).not.toBe(cookie);
    expect(second).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('is kept by the digest of its token: the database opens none', async () => {
    const token = tokenIn(cookie);
    const text = JSON.stringify(await rows());
    expect(text).not.toContain(token);
    for (const { id } of await rows()) {
      expect(id).toMatch(/^[0-9a-f]{64}$/);
      expect(await whoIs(await signed(id))).toBeNull();
    }
  });

  it.each([
    ['unsigned', async () => `bangfu_session=${encodeURIComponent(btoa(JSON.stringify(tokenIn(cookie))))}`],
    ['signed by another key', async () => signed(tokenIn(cookie), 'another key')],
    ['changed', async () => cookie.replace(/.(?=.{45})/, (letter) => (letter === 'A' ? 'B' : 'A'))],
    ['of a token that never was', async () => signed('0'.repeat(43))],
    ['empty', async () => signed('')],
  ])('is not opened by a cookie that is %s', async (_, forged) => {
    expect(await whoIs(await forged())).toBeNull();
  });

  it('is open through 30 idle minutes and not a millisecond longer', async () => {
    after(30);
    expect(await whoIs(cookie)).toBe('caseworker');
    after(60);
    expect(await whoIs(cookie)).toBe('caseworker');
    after(90, 1);
    expect(await whoIs(cookie)).toBeNull();
    after(61);
    expect(await whoIs(cookie)).toBe('caseworker');
  });

  it('notes its use once a minute', async () => {
    const seen = async () =>
      (await rows())
        .map(({ seenAt }) => seenAt)
        .sort()
        .at(-1);
    after(1);
    await whoIs(cookie);
    expect(await seen()).toBe(START.toISOString());
    after(1, 1);
    await whoIs(cookie);
    expect(await seen()).toBe(new Date(START.getTime() + MINUTE + 1).toISOString());
  });

  it('ends 12 hours after login, however busy', async () => {
    for (let minutes = 20; minutes <= 12 * 60; minutes += 20) {
      after(minutes);
      expect(await whoIs(cookie)).toBe('caseworker');
    }
    after(12 * 60, 1);
    expect(await whoIs(cookie)).toBeNull();
  });

  it('ends by logging out, and only this one', async () => {
    const other = await cookieOf(office.caseworker.actor.staffId);
    const header = await endSession(requestWith(cookie));
    expect(header).toMatch(/^bangfu_session=;.*Expires=Thu, 01 Jan 1970/);
    expect(await whoIs(cookie)).toBeNull();
    expect(await whoIs(other)).toBe('caseworker');
  });

  it.each([
    ['closed', (id: string) => closeStaff(office.admin, { id, reason: '离职' })],
    [
      'given a new password',
      (id: string) => resetPassword(office.admin, { id, password: 'Second-Pass-2019' }),
    ],
  ])('ends when its account is %s', async (what, work) => {
    const username = `leaving-${what.length}`;
    const id = await aColleague(office.admin, {
      username,
      name: '离岗',
      roles: ['finance'],
      password: 'First-Pass-2019',
    });
    const theirs = await cookieOf(id);
    expect(await whoIs(theirs)).toBe(username);
    await work(id);
    expect(await whoIs(theirs)).toBeNull();
  });

  it('is swept away when it has run out, and not before', async () => {
    await store.write((write) => write.delete(sessions));
    const at = (minutes: number) => new Date(START.getTime() + minutes * MINUTE).toISOString();
    const row = (id: string, createdMinutes: number, seenMinutes: number) => ({
      id,
      staffId: office.caseworker.actor.staffId,
      createdAt: at(createdMinutes),
      seenAt: at(seenMinutes),
    });
    await store.write((write) =>
      write
        .insert(sessions)
        .values([row('idle', -60, -31), row('old', -721, -1), row('edge', -720, -30), row('new', 0, 0)]),
    );
    await clearSessions(START);
    expect((await rows()).map(({ id }) => id).sort()).toEqual(['edge', 'new']);
  });
});

describe('the guard', () => {
  const cookies = {} as Record<Role, string>;
  beforeAll(async () => {
    for (const role of ROLES) cookies[role] = await cookieOf(office[role].actor.staffId);
  });

  const permissions = Object.keys(PERMISSIONS) as Permission[];
  const table = permissions.flatMap((permission) => ROLES.map((role) => ({ permission, role })));

  it.each(table)('answers $role who asks for $permission', async ({ permission, role }) => {
    const allowed: readonly Role[] = PERMISSIONS[permission];
    const asked = guard(requestWith(cookies[role]), permission);
    if (allowed.includes(role)) expect((await asked).actor.roles).toEqual([role]);
    else expect((await thrownBy(asked)).status).toBe(403);
  });

  it.each(ROLES)('lets %s to what everybody may', async (role) => {
    expect((await guardStaff(requestWith(cookies[role]))).actor.username).toBe(role);
  });

  it.each([
    [
      'GET',
      '/families?search=%E5%BC%A0&page=2',
      '/login?next=%2Ffamilies%3Fsearch%3D%25E5%25BC%25A0%26page%3D2',
    ],
    ['GET', '/', '/login'],
    ['POST', '/families/new', '/login'],
  ])('sends a %s of %s without a session to %s', async (method, place, to) => {
    expect(await locationOf(guard(requestWith(null, place, { method }), 'family.read'))).toEqual({
      status: 302,
      to,
    });
    const next = new URL(to, ORIGIN).searchParams.get('next');
    expect(safeNext(next)).toBe(method === 'GET' ? place : '/');
  });

  it('goes by the roles of this moment', async () => {
    const id = office.auditor.actor.staffId;
    await changeStaff(office.admin, { id, name: 'auditor', roles: ['finance'] });
    expect((await thrownBy(guard(requestWith(cookies.auditor), 'payment.record'))).status).toBe(403);
    await confirmedRoles(office.admin.store, id);
    expect((await guard(requestWith(cookies.auditor), 'payment.record')).actor.roles).toEqual(['finance']);
    await changeStaff(office.admin, { id, name: 'auditor', roles: ['auditor'] });
    await confirmedRoles(office.admin.store, id);
    expect((await thrownBy(guard(requestWith(cookies.auditor), 'payment.record'))).status).toBe(403);
  });

  it('adds up the roles of one person', async () => {
    const id = await aColleague(office.admin, {
      username: 'both',
      name: '兼任',
      roles: ['finance', 'admin'],
      reason: '编制只有两人',
      password: 'First-Pass-2019',
    });
    const cookie = await cookieOf(id);
    await guard(requestWith(cookie), 'payment.record');
    await guard(requestWith(cookie), 'staff.manage');
    expect((await thrownBy(guard(requestWith(cookie), 'relief.decide'))).status).toBe(403);
  });
});

describe('the page after login', () => {
  it.each(['/families', '/families?search=%E5%BC%A0#top', '/reports/2019?asOf=2019-06-30'])(
    'may be %s',
    (next) => {
      expect(safeNext(next)).toBe(next);
    },
  );

  it.each([
    null,
    '',
    'families',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '///elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\t/elsewhere.example',
    '/\n/elsewhere.example',
    '\t//elsewhere.example',
    '/.//elsewhere.example',
    '/a/..//elsewhere.example',
    '/%2e//elsewhere.example',
    'javascript:alert(1)',
    ' /families',
    '/families\u0000',
  ])('is never %j', (next) => {
    expect(safeNext(next)).toBe('/');
  });
});

describe('a posted form', () => {
  const Form = z.object({
    name: z.string({ error: '请填写姓名。' }).max(3, '姓名太长。'),
    password: z.string({ error: '请填写密码。' }),
  });

  const post = (fields: Record<string, string>) =>
    new Request(`${ORIGIN}/form`, { method: 'POST', body: new URLSearchParams(fields) });

  async function refusedWith(refusal: Error, fields = { name: '张三', password: 'Secret-Word-1' }) {
    const answer = await submit(post(fields), Form, () => Promise.reject(refusal));
    return { httpStatus: answer.init?.status, ...answer.data.lastResult, text: JSON.stringify(answer) };
  }

  it('is given on when it is right', async () => {
    const answer = await submit(
      post({ name: '张三', password: 'Secret-Word-1' }),
      Form,
      async (value) => value,
    );
    expect(answer).toEqual({ name: '张三', password: 'Secret-Word-1' });
  });

  it('comes back with the errors beside the fields and what was typed, except secrets', async () => {
    let worked = false;
    const answer = await submit(post({ name: '名字太长了', password: 'Secret-Word-1' }), Form, async () => {
      worked = true;
    });
    expect(worked).toBe(false);
    expect(answer).toMatchObject({
      init: { status: 400 },
      data: { lastResult: { error: { name: ['姓名太长。'] } } },
    });
    expect(answer).toMatchObject({ data: { lastResult: { initialValue: { name: '名字太长了' } } } });
    expect(JSON.stringify(answer)).not.toContain('Secret-Word-1');
  });

  it('comes back with every missing field named', async () => {
    const answer = await submit(post({}), Form, async () => null);
    expect(answer).toMatchObject({
      data: { lastResult: { error: { name: ['请填写姓名。'], password: ['请填写密码。'] } } },
    });
  });

  it('that a rule refuses says so above the form', async () => {
    const { httpStatus, error, initialValue, text } = await refusedWith(
      new Refusal('login.locked', { minutes: 7 }),
    );
    expect(httpStatus).toBe(409);
    expect(error).toEqual({ '': [expect.stringContaining('7 分钟')] });
    expect(initialValue).toEqual({ name: '张三' });
    expect(text).not.toContain('Secret-Word-1');
  });

  it('that a rule refuses for one field says so beside it', async () => {
    const { httpStatus, error } = await refusedWith(
      new Refusal('staff.username_taken', { username: '张三' }, 'name'),
    );
    expect(httpStatus).toBe(409);
    expect(error).toEqual({ name: [expect.stringContaining('张三')] });
  });

  it.each([new Error('a defect'), new Response(null, { status: 404 })])(
    'lets anything else go on',
    async (thrown) => {
      await expect(
        submit(post({ name: '张三', password: 'x' }), Form, () => Promise.reject(thrown as Error)),
      ).rejects.toBe(thrown);
    },
  );

  const secretForms = Object.entries({
    LoginCodeForm: forms.LoginCodeForm,
    ProvenForm: forms.ProvenForm,
    LoginForm: forms.LoginForm,
    StaffForm: forms.StaffForm,
    PasswordResetForm: forms.PasswordResetForm,
    PasswordChangeForm: forms.PasswordChangeForm,
    SetupForm: forms.SetupForm,
  });

  it.each(secretForms)('sends no password of %s back', async (_, schema) => {
    const secret = 'Hidden-Value-2019';
    const fields = {
      username: 'a',
      name: '',
      centreName: '',
      adminUsername: '',
      adminName: '',
      headUsername: '',
      headName: '',
    };
    const passwords = {
      current: secret,
      password: secret,
      repeated: secret,
      adminPassword: secret,
      headPassword: secret,
      oneTimeCode: secret,
    };
    const refuse = () => Promise.reject(new Refusal('login.failed'));
    const answer = await submit(post({ ...fields, ...passwords }), schema as z.ZodType, refuse);
    expect(answer.init?.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(answer)).not.toContain(secret);
  });
});

describe('a record that does not exist', () => {
  it('is a page that does not exist', async () => {
    expect((await thrownBy(orNotFound(Promise.reject(new Refusal('staff.not_found'))))).status).toBe(404);
  });

  it('is nothing else', async () => {
    const refusal = new Refusal('staff.last_admin');
    await expect(orNotFound(Promise.reject(refusal))).rejects.toBe(refusal);
    expect(await orNotFound(Promise.resolve(1))).toBe(1);
  });

  it('is a sentence to who asks for a page that cannot be shown now', async () => {
    const answer = await thrownBy(orExplained(Promise.reject(new Refusal('staff.last_admin'))));
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('这是最后一个启用的系统管理员');
    expect((await thrownBy(orExplained(Promise.reject(new Refusal('staff.not_found'))))).status).toBe(404);
    expect(await orExplained(Promise.resolve(1))).toBe(1);
  });
});

describe('a notice', () => {
  const cookieAfter = async (...given: Parameters<typeof redirectWithNotice>) => {
    const { status, headers } = await redirectWithNotice(...given);
    expect([status, headers.get('Location')]).toEqual([302, given[0]]);
    return cookieIn(headers.get('Set-Cookie')!);
  };

  it('is said once, with its figures', async () => {
    const cookie = await cookieAfter('/staff', 'staff.created', { name: '李四' });
    const notice = await takeNotice(requestWith(cookie));
    expect(notice!).toMatchObject({ text: expect.stringContaining('李四') as string, tone: 'success' });
    expect(notice!.clear).toMatch(/^bangfu_notice=[^;]*; Max-Age=0/);
    expect(await takeNotice(requestWith(cookieIn(notice!.clear)))).toBeNull();
  });

  it('goes beside another cookie, and warns where it tells no success', async () => {
    const given = ['/', 'login.recovery_few', { left: 0 }, ['bangfu_session=new']] as const;
    const cookies = (await redirectWithNotice(...given)).headers.getSetCookie();
    expect(cookies[0]).toBe('bangfu_session=new');
    const notice = await takeNotice(requestWith(cookieIn(cookies[1]!)));
    expect(notice).toMatchObject({ text: expect.stringContaining('已全部用完') as string, tone: 'warning' });
  });

  it('of a login waits for the password that has to be chosen first', async () => {
    const left = { left: 9 };
    const { headers } = await redirectWithNotice('/', 'login.recovery_used', left);
    expect(headers.get('Set-Cookie')).toContain('Max-Age=1800');
    const waiting = await loginNotice(requestWith(cookieIn(headers.get('Set-Cookie')!)));
    expect(waiting).toEqual({ code: 'login.recovery_used', data: left });
    expect(await loginNotice(requestWith(await cookieAfter('/staff', 'staff.activated')))).toBeNull();
    expect(await loginNotice(requestWith(null))).toBeNull();
  });

  it('is never of somebody else’s making', async () => {
    const forged = createCookie('bangfu_notice', { secrets: ['another key'] });
    const cookie = cookieIn(await forged.serialize({ code: 'staff.created', data: { name: '假的' } }));
    expect(await takeNotice(requestWith(cookie))).toBeNull();
    expect(await takeNotice(requestWith(null))).toBeNull();
  });

  it('of a code that is gone says nothing', async () => {
    const old = createCookie('bangfu_notice', { secrets: [cookieSecret()] });
    expect(
      await takeNotice(requestWith(cookieIn(await old.serialize({ code: 'staff.long_gone' })))),
    ).toBeNull();
  });
});

/** The token inside a session cookie. */
function tokenIn(cookie: string): string {
  const value = decodeURIComponent(cookie.split('=').slice(1).join('='));
  return JSON.parse(atob(value.slice(0, value.lastIndexOf('.')))) as string;
}

/** A session cookie of one's own making. */
async function signed(token: string, secret = cookieSecret()): Promise<string> {
  return cookieIn(await createCookie('bangfu_session', { secrets: [secret] }).serialize(token));
}
