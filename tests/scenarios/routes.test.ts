import { beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../app/config.server';
import { QUEUE_KINDS, QUEUES } from '../../app/queues/queue';
import { may, PERMISSIONS } from '../../app/staff/permission';
import { ROLES, type Role } from '../../app/staff/role';
import { aBusyOffice, type BusyOffice } from '../factories/busyOffice';
import { cookieOf } from '../process';
import type { Product } from '../product';
import { rolesFor, routeTable, type Asked } from '../routeTable';

/**
 * Every route × every role, over real HTTP: who may is answered, who may not gets 403 whether or not the thing
 * exists, and who is not logged in gets the login page. The table is read from the routes, so that a new one is in it.
 */

const TABLE = routeTable();
const GUARDED = TABLE.filter(({ loader }) => loader !== 'anybody' && loader !== null);
const ACTIONS = TABLE.filter(({ action }) => action !== null && action !== 'anybody');

let product: Product;
let office: BusyOffice['office'];
let cookies: Record<Role, string>;
let placeOf: BusyOffice['placeOf'];

beforeAll(async () => {
  ({ office, product, cookies, placeOf } = await aBusyOffice());
}, 120_000);

/** Done, not taken for what is in it, of something that is not there, or not possible now. */
const LOOKED_AT = [200, 302, 400, 404, 409];
const REASON = /没有提交成功|没有办理|lastResult/;

/** Who is refused does not hang on the engine: every role is on SQLite, and on PostgreSQL one for each page and form. */
const REFUSED = engine === 'sqlite' ? 'every other role' : 'another role';
const barred = (asked: Asked) => {
  const others = ROLES.filter((role) => !rolesFor(asked).includes(role));
  return engine === 'sqlite' ? others : others.slice(-1);
};

describe('the table of routes', () => {
  it('holds them all', () => {
    expect(GUARDED.length).toBeGreaterThan(150);
    expect(ACTIONS.length).toBeGreaterThan(80);
  });

  it('has a route for every permission', () => {
    const asked = new Set(TABLE.flatMap(({ loader, action }) => [loader, action]));
    expect(Object.keys(PERMISSIONS).filter((permission) => !asked.has(permission as Asked))).toEqual([]);
  });
});

describe('a page', () => {
  it.each(GUARDED)(`$pattern is for those who may, and refuses ${REFUSED}`, async (route) => {
    const asked = route.loader!;
    const place = placeOf(route);
    const stranger = await product.ask(place);
    expect([stranger.status, stranger.headers.get('Location')]).toEqual([
      302,
      expect.stringMatching(/^\/login/),
    ]);
    for (const role of barred(asked)) {
      const cookie = cookies[role];
      const answers = await Promise.all([
        product.ask(place, { cookie }),
        product.ask(`${placeOf(route, false)}.data`, { cookie }),
      ]);
      expect(
        answers.map(({ status }) => status),
        role,
      ).toEqual([403, 403]);
    }
    for (const role of rolesFor(asked)) {
      const { status, headers } = await product.ask(place, { cookie: cookies[role] });
      expect([200, 302, 400, 404, 405], `${role}: ${status}`).toContain(status);
      expect(headers.get('Location') ?? '', role).not.toMatch(/^\/login/);
    }
  });
});

describe('a queue', () => {
  const asked = (kind: string, role: Role) => product.ask(`/queues/${kind}`, { cookie: cookies[role] });

  it.each(QUEUE_KINDS)('of %s leads on only whoever may decide there', async (kind) => {
    for (const role of ROLES) {
      const { status, headers } = await asked(kind, role);
      const isFor = may([role], QUEUES[kind]);
      expect([status, headers.has('Location')], role).toEqual(isFor ? [302, true] : [403, false]);
    }
  });

  it.each(['none', '__proto__', 'Family'])('named %s is a page that is not there', async (kind) => {
    const answer = await fetch(new URL(`/queues/${kind}`, product.url), {
      headers: { Cookie: cookies.head },
    });
    expect(answer.status).toBe(404);
    const page = await answer.text();
    expect(page).toContain('这个页面或记录不存在');
    expect(page).not.toContain('下载');
  });
});

describe('a form', () => {
  it.each(ACTIONS)(`of $pattern is taken from no stranger, and refuses ${REFUSED}`, async (route) => {
    const asked = route.action!;
    const stranger = await product.post(placeOf(route), {});
    expect([stranger.status, stranger.headers.get('Location')]).toEqual([
      302,
      expect.stringMatching(/^\/login/),
    ]);
    for (const role of barred(asked)) {
      const cookie = cookies[role];
      const answers = await Promise.all([
        product.post(placeOf(route), {}, { cookie }),
        product.post(placeOf(route, false), {}, { cookie }),
      ]);
      expect(
        answers.map(({ status }) => status),
        role,
      ).toEqual([403, 403]);
    }
  });

  // Last, for an empty form is enough for some: each of them is sent in a session of its own, which it may end.
  it.each(ACTIONS)('of $pattern is looked at, sent by whoever may', async (route) => {
    for (const role of rolesFor(route.action!)) {
      const cookie = await cookieOf(office[role].actor.staffId);
      const answer = await product.post(placeOf(route), {}, { cookie });
      expect(LOOKED_AT, `${role}: ${answer.status}`).toContain(answer.status);
      if (answer.status === 302) expect(answer.headers.get('Location'), role).not.toMatch(/^\/login/);
      // What is missing or stands against it goes along.
      if (answer.status === 400 || answer.status === 409) expect(await answer.text(), role).toMatch(REASON);
    }
  });
});
