import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../app/staff/role';
import { aBusyOffice, type BusyOffice } from '../factories/busyOffice';
import { formsOf } from '../pageForms';
import type { Product } from '../product';
import { rolesFor, routeTable, type RouteEntry } from '../routeTable';

/**
 * What is typed into every field and written into every address, over real HTTP; the forms are read from the pages. Most
 * refuse it: what lies in the records is looked for in storedScripts.test.ts.
 */

const SCRIPT = `"'><script>alert(1)</script>{{7*7}}`;
const RAW = /<script>alert\(1\)/;
/** The ends of one's own access and long works beside the pages, which others' tests do. */
const LEFT_OUT = /^\/(login|logout|setup|backups|account|staff|resume|drafts)/;
const ROUTES = routeTable().filter(({ loader, pattern }) => loader !== 'anybody' && !LEFT_OUT.test(pattern));
const PAGES = ROUTES.filter(({ loader }) => loader !== null);
const WITH_FORMS = ROUTES.filter(({ action }) => action !== null);
const WITH_IDS = PAGES.filter(({ pattern }) => pattern.includes('$'));

let world: BusyOffice;
let product: Product;
let places: (route: RouteEntry) => string;

beforeAll(async () => {
  world = await aBusyOffice();
  ({ product } = world);
  places = (route) => world.placeOf(route);
}, 120_000);

function cookieFor(asked: RouteEntry['loader']): string {
  const [role] = rolesFor(asked!) as [Role];
  return world.cookies[role];
}

async function expectHarmless(answer: Response, what: string): Promise<void> {
  expect(answer.status, what).toBeLessThan(500);
  if (/html/.test(answer.headers.get('Content-Type') ?? ''))
    expect(await answer.text(), what).not.toMatch(RAW);
  else await answer.arrayBuffer();
}

describe('a script or a piece of SQL', () => {
  it.each(WITH_FORMS)('in every field of the forms of $pattern comes back as text', async (route) => {
    const place = places(route);
    const cookie = cookieFor(route.action);
    const page = route.loader ? await product.ask(place, { cookie }) : null;
    const forms = page?.status === 200 ? formsOf(await page.text(), place) : [];
    const own = forms.filter(({ action }) => action.split('?')[0] === place);
    const sent = own.length > 0 ? own : [{ action: place, fields: [] }];
    for (const { action, fields } of sent) {
      for (const text of [SCRIPT, `' OR 1=1; DROP TABLE staff; --`]) {
        const filled = Object.fromEntries(
          fields.map(({ name, type, value }) => [name, type === 'text' ? text : value]),
        );
        await expectHarmless(await product.post(action, filled, { cookie }), `${action} ${text}`);
      }
      const hidden = Object.fromEntries(fields.map(({ name }) => [name, SCRIPT]));
      await expectHarmless(await product.post(action, hidden, { cookie }), `${action} hidden`);
    }
  });

  it.each(PAGES)('in the query of $pattern is text, and no error', async (route) => {
    const names = ['search', 'text', 'q', 'from', 'to', 'year', 'page', 'after', 'before', 'status', 'type'];
    names.push('asOf', 'on', 'amount', 'view', 'part', 'column', 'division', 'draft', 'held', 'family');
    for (const text of [SCRIPT, `' UNION SELECT password_hash FROM staff --`, `\u0000`]) {
      const query = new URLSearchParams(names.map((name) => [name, text])).toString();
      const answer = await product.ask(`${places(route)}?${query}`, { cookie: cookieFor(route.loader) });
      await expectHarmless(answer, text);
    }
  });

  it.each(WITH_IDS)('in the place of an id of $pattern is text, and no error', async (route) => {
    for (const text of [SCRIPT, `' OR '1'='1`, '..%2f..%2fkey', '%00', '9'.repeat(400)]) {
      const place = route.pattern.replace(/\$\w+/g, text.includes('%') ? text : encodeURIComponent(text));
      const answer = await product.ask(place, { cookie: cookieFor(route.loader) });
      await expectHarmless(answer, place);
    }
  });

  it('that some of these forms kept runs on no page', async () => {
    for (const route of PAGES) {
      const answer = await product.ask(places(route), { cookie: cookieFor(route.loader) });
      await expectHarmless(answer, route.pattern);
    }
  });

  it('in an uploaded target form is shown as text', async () => {
    const form = new FormData();
    const text = `预算绩效目标表\n项目名称\t${SCRIPT}\n年度\t2021\n`;
    form.append('file', new File([text], `${SCRIPT}.txt`, { type: 'text/plain' }));
    await expectHarmless(
      await product.post('/projects/import', form, { cookie: world.cookies.head }),
      'upload',
    );
    await expectHarmless(await product.ask('/projects', { cookie: world.cookies.head }), 'list');
  });
});

describe('what all of this leaves behind', () => {
  it('is no number of a person and no secret in the log', () => {
    const { members, bank } = world.family.input;
    const { idNumber } = members[0]!;
    const log = product.log();
    expect(log.length).toBeGreaterThan(10_000);
    for (const secret of [
      idNumber,
      bank.account,
      idNumber.slice(0, 14),
      world.cookies.head.split('=')[1]!.slice(0, 30),
    ])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/(?<![\da-f-])\d{17}[\dX](?![\da-f-])/);
  });

  it('is no error of the server', () => {
    const failed = product
      .log()
      .split('\n')
      .filter((line) => line.includes('"level":50'));
    expect(failed.map((line) => line.slice(0, 600))).toEqual([]);
  });
});
