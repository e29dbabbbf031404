import { beforeAll, describe, expect, it } from 'vitest';
import { FORM_FAULTS, NO_FORM } from '../../app/zh/http';
import { aBusyOffice, type BusyOffice } from '../factories/busyOffice';
import type { Product } from '../product';

/** Small forms of which a large page would be made: refused cheaply, while everybody else is answered. */

let world: BusyOffice;
let product: Product;

beforeAll(async () => {
  world = await aBusyOffice();
  ({ product } = world);
  for (let time = 0; time < 3; time += 1) await sent(ORDINARY);
}, 120_000);

type Sent = [role: 'caseworker' | 'head' | 'finance', place: string, body: string];

const many = (count: number, name: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `${name(index)}=x`).join('&');
/** A family of as many as the form takes, of whom nothing is said: every message of the page is shown. */
const ORDINARY: Sent = ['caseworker', '/families/new', many(12, (index) => `members[${index}].name`)];
const HEADERS = { 'Content-Type': 'application/x-www-form-urlencoded' };

const sent = ([role, place, body]: Sent) =>
  product.ask(place, { method: 'POST', body, headers: HEADERS, cookie: world.cookies[role] });

/** What a request costs the server, besides what others ask of it meanwhile. */
async function costOf(request: () => Promise<Response>) {
  const before = product.busyMs();
  const answer = await request();
  const page = await answer.text();
  return { status: answer.status, page, busyMs: product.busyMs() - before };
}

const intent = (payload: unknown, type = 'update') =>
  new URLSearchParams({ __intent__: JSON.stringify({ type, payload }) }).toString();

const UNREAD: [string, Sent, string][] = [
  ['one far row', ['caseworker', '/families/new', 'members[99999].name=x'], FORM_FAULTS.unknown_fields],
  ['rows of rows', ['caseworker', '/families/new', 'members[9].a[1999].b=x'], FORM_FAULTS.unknown_fields],
  ['a deep name', ['head', '/projects/new', `${'a.'.repeat(2_000)}a=x`], FORM_FAULTS.unknown_fields],
  ['a prototype', ['head', '/projects/new', '__proto__.x=1'], FORM_FAULTS.unknown_fields],
  ['100,000 fields', ['caseworker', '/families/new', many(100_000, () => 'a')], FORM_FAULTS.too_many_fields],
  [
    '2 million separators',
    ['caseworker', '/families/new', '&'.repeat(2_000_000)],
    FORM_FAULTS.too_many_fields,
  ],
  [
    'a value of its own',
    ['caseworker', '/families/new', intent({ value: { members: Array.from({ length: 900 }, () => ({})) } })],
    FORM_FAULTS.unknown_fields,
  ],
  [
    'a row added far away',
    ['caseworker', '/families/new', intent({ name: 'members[99999].x' }, 'insert')],
    FORM_FAULTS.unknown_fields,
  ],
  ['a list in a search', ['caseworker', '/search?list=/families', many(9_000, () => 'search')], NO_FORM],
];

const TOO_LONG: [string, Sent, string][] = [
  [
    '500 members',
    ['caseworker', '/families/new', many(500, (at) => `members[${at}].name`)],
    '最多登记 12 人',
  ],
  ['the 2,000th member', ['caseworker', '/families/new', 'members[1999].name=x'], '最多登记 12 人'],
  ['the 1,500th part', ['head', '/projects/new', 'components[1500].name=x'], '最多 30 项'],
  ['the 1,500th part of a year', ['head', '/projects/2019/edit', 'components[1500].name=x'], '最多 30 项'],
  ['the 1,500th column', ['head', '/national/layout', 'columns[1500].title=x'], '最多 '],
];

describe('a form', () => {
  const expectCheap = async (form: Sent, sentence: string, times: number) => {
    const { status, page, busyMs } = await costOf(() => sent(form));
    expect(status).toBe(400);
    expect(page).toContain(sentence);
    const ordinary = await costOf(() => sent(ORDINARY));
    expect(busyMs).toBeLessThan(times * ordinary.busyMs + 200);
  };

  it.each(UNREAD)('with %s is not read, and says so', (_, form, sentence) => expectCheap(form, sentence, 2));

  it.each(TOO_LONG)('with %s has a sentence beside the list', (_, form, sentence) =>
    expectCheap(form, sentence, 5),
  );

  it('with 1,500 indicators shows no more than there can be', async () => {
    const { page, busyMs } = await costOf(() =>
      sent(['head', '/projects/2019/indicators', 'rows[1500].level1=x']),
    );
    expect(page).toContain('最多 200 项');
    expect(page).not.toContain('rows[201]');
    const ordinary = await costOf(() => sent(ORDINARY));
    expect(busyMs).toBeLessThan(10 * ordinary.busyMs + 200);
  });

  it('is refused while others are answered', async () => {
    const forms = [...UNREAD, ...TOO_LONG].map(([, form]) => sent(form));
    const others = ['/healthz', '/login', '/families'].map((place) =>
      product.ask(place, { cookie: world.cookies.head }),
    );
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 302, 200]);
    expect((await Promise.all(forms)).map(({ status }) => status)).toEqual(forms.map(() => 400));
  });
});

describe('a list that comes by another way', () => {
  const cookie = () => world.cookies.caseworker;
  const ordinary = async () => (await costOf(() => sent(ORDINARY))).busyMs;

  it('in an address is not read', async () => {
    const place = '/campaigns/new?type=living&year=2019&amountFen=1&steps[99999].amountFen=1';
    const { status, page, busyMs } = await costOf(() => product.ask(place, { cookie: cookie() }));
    expect(status).toBe(200);
    expect(page).toContain(FORM_FAULTS.unknown_fields);
    expect(busyMs).toBeLessThan(2 * (await ordinary()) + 200);
  });

  it('in a draft is not kept', async () => {
    const draft = { form: 'family.new', content: 'members[99999].name=x' };
    expect((await product.post('/drafts', draft, { cookie: cookie() })).status).toBe(400);
  });

  it('in a draft is restored no longer than the form takes', async () => {
    const draft = { form: 'family.new', content: 'members[1999].name=x' };
    expect((await product.post('/drafts', draft, { cookie: cookie() })).status).toBe(200);
    const { page, busyMs } = await costOf(() =>
      product.ask('/families/new?draft=restore', { cookie: cookie() }),
    );
    expect(page).toContain('members[12].name');
    expect(page).not.toContain('members[13].name');
    expect(busyMs).toBeLessThan(5 * (await ordinary()) + 200);
  });
});
