import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listFamilies } from '../../app/families/families.server';
import { guard, guardStaff } from '../../app/http/guard.server';
import { heldQuery } from '../../app/http/heldQuery.server';
import { clearParkedForms, parkedForm } from '../../app/http/parkedForms.server';
import { takeNotice } from '../../app/http/notice.server';
import { clearSessions, endSession } from '../../app/http/session.server';
import { businessDate } from '../../app/calendar/date';
import { heldText } from '../../app/identity/heldText.server';
import { listApplications } from '../../app/relief/applications.server';
import { listAwards } from '../../app/relief/awards.server';
import { listPayments } from '../../app/payments/payments.server';
import type { Store } from '../../db/client.server';
import { parkedForms, sessions } from '../../db/schema';
import { aFamily, type MadeFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aPayment } from '../factories/payments';
import { anAward } from '../factories/relief';
import { cookieIn, cookieOf, ORIGIN, processStore, requestWith } from '../process';

let store: Store;
let office: Office;
let family: MadeFamily;

beforeAll(async () => {
  store = await processStore();
  office = await anOffice(store);
  family = await aFamily(office);
  await aFamily(office);
});

async function thrownBy(work: Promise<unknown>): Promise<Response> {
  const answer: unknown = await work.catch((reason: unknown) => reason);
  if (!(answer instanceof Response)) throw new Error('No response was thrown.');
  return answer;
}

const idNumber = () => family.input.members[0]!.idNumber;

describe('a search by a whole number', () => {
  it('goes on in an address that holds no number, and finds what the number finds', async () => {
    const asked = heldQuery(new URLSearchParams({ search: idNumber(), status: 'approved' }));
    expect(asked.toString()).not.toMatch(/\d{11}/);
    expect(asked.get('status')).toBe('approved');
    const search = asked.get('search')!;
    const found = await store.read((read) => listFamilies(read, { search }));
    expect(found.rows.map(({ fileNumber }) => fileNumber)).toEqual([family.fileNumber]);
    const none = await store.read((read) => listFamilies(read, { search: '~AAAA' }));
    expect(none.total).toBe(0);
  });

  it('keeps the number while the box stays empty, and takes what is typed instead of it', () => {
    const held = heldText(idNumber());
    expect(heldQuery(new URLSearchParams({ held, cause: 'low_income' })).get('search')).toBe(held);
    expect(heldQuery(new URLSearchParams({ held, search: '张三' })).get('search')).toBe('张三');
    expect(heldQuery(new URLSearchParams({ cause: 'low_income' })).has('search')).toBe(false);
  });

  it('is led away from an address that holds one, with or without a login', async () => {
    for (const cookie of [null, await cookieOf(office.caseworker.actor.staffId)]) {
      const place = `/families?search=${idNumber()}&status=draft`;
      const to = (await thrownBy(guard(requestWith(cookie, place), 'family.read'))).headers.get('Location')!;
      expect(to).toMatch(/^\/families\?search=%7E[\w-]+&status=draft$/);
      expect(to).not.toMatch(/\d{15}/);
    }
  });

  it('finds in the lists of relief and payments too', async () => {
    const year = 2019;
    await aProject(office, { year });
    const { id: awardId } = await anAward(office, { year, familyId: family.id });
    await aPayment(office, { awardId, on: businessDate('2019-03-05') });
    const search = heldText(idNumber());
    const wrong = heldText(`${idNumber().slice(0, 17)}A1234567`);
    const totals = (text: string) =>
      store.read(async (read) => [
        (await listApplications(read, { year, search: text })).total,
        (await listAwards(read, { year, view: 'all', search: text })).total,
        (await listPayments(read, { year, search: text })).total,
      ]);
    expect(await totals(search)).toEqual([1, 1, 1]);
    expect(await totals(wrong)).toEqual([0, 0, 0]);
  });
});

describe('a form that is sent after the login ended', () => {
  const TYPED = 'name=%E5%BC%A0%E4%B8%89&idNumber=11010519491231002X';
  let cookie: string;

  const send = (body: string, { place = '/families/new', type = 'application/x-www-form-urlencoded' } = {}) =>
    thrownBy(
      guardStaff(
        new Request(ORIGIN + place, {
          method: 'POST',
          body,
          headers: { Cookie: cookie, 'Content-Type': type, 'Content-Length': String(body.length) },
        }),
      ),
    );
  const noticeOf = async (answer: Response) => {
    const set = answer.headers.get('Set-Cookie');
    return set ? (await takeNotice(requestWith(cookieIn(set))))?.code : undefined;
  };
  const tokenIn = (answer: Response) =>
    /^\/login\?next=%2Fresume%2F([\w-]+)$/.exec(answer.headers.get('Location')!)?.[1] ?? null;

  const end = async () => {
    cookie = await cookieOf(office.caseworker.actor.staffId);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 60_000 });
  };
  afterEach(() => vi.useRealTimers());

  it('comes back to the same person, sealed meanwhile, for two hours', async () => {
    await end();
    const token = tokenIn(await send(TYPED, { place: '/families/new?draft=restore' }))!;
    const [row] = await store.read((read) => read.select().from(parkedForms));
    expect(JSON.stringify(row)).not.toMatch(/11010519491231002X|%E5%BC%A0/);
    expect(row!.id).not.toBe(token);
    expect(await parkedForm(token, office.caseworker.actor.staffId)).toEqual({
      path: '/families/new?draft=restore',
      fields: [
        ['name', '张三'],
        ['idNumber', '11010519491231002X'],
      ],
    });
    expect(await parkedForm(token, office.finance.actor.staffId)).toBeNull();
    vi.setSystemTime(Date.now() + 121 * 60_000);
    expect(await parkedForm(token, office.caseworker.actor.staffId)).toBeNull();
    await clearParkedForms();
    expect(await store.read((read) => read.select().from(parkedForms))).toEqual([]);
  });

  it('comes back also when the session was swept away', async () => {
    await end();
    await clearSessions();
    expect(await store.read((read) => read.select().from(sessions))).toEqual([]);
    const token = tokenIn(await send(TYPED))!;
    expect(await parkedForm(token, office.caseworker.actor.staffId)).not.toBeNull();
  });

  it.each<[string, string, { place?: string; type?: string }]>([
    ['a password', 'current=Secret-Pass-1&password=x', {}],
    ['nothing', '', {}],
    ['a file', 'x', { type: 'multipart/form-data; boundary=x' }],
    ['what a page asks by itself', 'text=zs', { place: '/find' }],
    ['more than a form holds', `a=${'x'.repeat(300_000)}`, {}],
  ])('keeps no %s, and says so to whoever waits for an answer', async (_, body, options) => {
    await end();
    const answer = await send(body, options);
    expect(answer.headers.get('Location')).toBe('/login');
    expect(await noticeOf(answer)).toBe(options.place === '/find' ? undefined : 'login.form_not_kept');
  });

  it('is not kept after logging out, which is told: the next person may be another', async () => {
    await store.write((write) => write.delete(parkedForms));
    cookie = cookieIn(await endSession(requestWith(await cookieOf(office.caseworker.actor.staffId))));
    const answer = await send(TYPED);
    expect(answer.headers.get('Location')).toBe('/login');
    expect(await noticeOf(answer)).toBe('login.form_not_kept');
    expect(await store.read((read) => read.select().from(parkedForms))).toEqual([]);
  });

  it('keeps nothing for a browser that was never logged in', async () => {
    await end();
    cookie = 'bangfu_session=forged';
    expect((await send(TYPED)).headers.get('Location')).toBe('/login');
  });

  it('keeps the latest two hundred', async () => {
    await end();
    const tokens: string[] = [];
    for (let index = 0; index < 203; index++) {
      vi.setSystemTime(Date.now() + 1);
      tokens.push(tokenIn(await send(TYPED))!);
    }
    expect(await store.read((read) => read.select().from(parkedForms))).toHaveLength(200);
    expect(await parkedForm(tokens[0]!, office.caseworker.actor.staffId)).toBeNull();
    expect(await parkedForm(tokens.at(-1)!, office.caseworker.actor.staffId)).not.toBeNull();
  });
});
