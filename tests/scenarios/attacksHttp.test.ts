import { connect } from 'node:net';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { seal } from '../../app/identity/sealing.server';
import { logIn } from '../../app/staff/login.server';
import { budgetAdjustments, receipts, secondFactors, staff } from '../../db/schema';
import type { Store } from '../../db/client.server';
import { aBusyOffice, type BusyOffice } from '../factories/busyOffice';
import { OFFICE_PASSWORD } from '../factories/office';
import { zipOf } from '../fixtures/zip';
import { formsOf } from '../pageForms';
import { cookieIn, cookieOf } from '../process';
import type { Product } from '../product';

/** What is done to the server itself, over real HTTP. */

let world: BusyOffice;
let product: Product;
let store: Store;

beforeAll(async () => {
  world = await aBusyOffice();
  ({ product } = world);
  ({ store } = world.office.head);
}, 120_000);

/** Sends bytes as they are, as no well-behaved client would. @returns what came back */
function sentRaw(bytes: string, waitMs = 10_000): Promise<string> {
  const { hostname, port } = new URL(product.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = '';
    socket.setTimeout(waitMs, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const rawGet = (path: string) => sentRaw(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);

describe('an address', () => {
  it.each([
    '/assets/../../../package.json',
    '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2f..%2fetc/passwd',
    '/assets/..%5c..%5cpackage.json',
    '/.env',
    '/.git/config',
    '/data/key',
    '/styleguide',
    '/assets/',
  ])('%s leads to no file beside the public ones', async (path) => {
    const answer = await rawGet(path);
    expect(answer).toMatch(/^HTTP\/1\.1 (302|400|403|404)/);
    expect(answer).not.toMatch(/"dependencies"|root:|v1:/);
  });

  it.each(['/families/%0d%0aX-Injected:%201', '/login?next=/%0d%0aX-Injected:%201', '/families/%00'])(
    '%s puts nothing into a header',
    async (path) => expect(await rawGet(path)).not.toMatch(/^X-Injected/m),
  );
});

describe('a question of 6,000 characters', () => {
  const long = 'x'.repeat(6_000);
  it.each([
    [405, '/find?q='],
    [405, '/look-alikes?name='],
    [405, '/drafts?form='],
    [405, '/drafts/drop?form='],
    [405, '/backups/now?x='],
    [200, '/families?search='],
    [200, '/families?after='],
    [200, '/families?division='],
    [200, '/payments?search='],
    [200, '/awards?after='],
    [200, '/audit?text='],
    [200, '/audit/entry?hash='],
    [404, '/batches?year='],
    [200, '/lines/what-if?x='],
    [404, '/families/'],
    [404, '/exports/nothing?search='],
    [404, '/jobs/none/file?x='],
  ])('is answered with %i and a page at %s', async (status, path) => {
    const answer = await fetch(new URL(path + long, product.url), {
      headers: { Cookie: world.cookies.head, Accept: 'text/html' },
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toContain('text/html');
    const page = await answer.text();
    expect(page).toMatch(/<h1[^>]*>[^<]*\p{Script=Han}/u);
    expect(page).not.toContain('Unexpected Server Error');
  });

  it('is none that a server reads when it is longer than any address', async () =>
    expect(await rawGet(`/families?search=${'x'.repeat(20_000)}`)).toMatch(/^HTTP\/1\.1 431 [^]*<h1>/));
});

describe('a body', () => {
  const head = (rest: string) =>
    `POST /login HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nSec-Fetch-Site: same-origin\r\n${rest}`;

  it('that says it is too long is refused unread', async () =>
    expect(await sentRaw(head('Content-Length: 99999999\r\nConnection: close\r\n\r\n'))).toMatch(
      /^HTTP\/1\.1 413/,
    ));

  it('of unsaid length is refused', async () =>
    expect(
      await sentRaw(head('Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n')),
    ).toMatch(/^HTTP\/1\.1 411/));

  it('that comes slowly, many times over, holds nobody up', async () => {
    const { hostname, port } = new URL(product.url);
    const slow = Array.from({ length: 60 }, () => connect(Number(port), hostname));
    for (const socket of slow)
      socket.write(head('Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\na'));
    // None of them comes to an end before both are answered.
    expect((await product.ask('/healthz')).status).toBe(200);
    expect((await product.ask('/login')).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });

  it('that is a small file of 200 MB is refused with a sentence', async () => {
    const zeros = Buffer.alloc(200 * 1024 * 1024);
    const form = new FormData();
    form.append(
      'file',
      new File([new Uint8Array(zipOf([{ name: 'xl/workbook.xml', content: zeros }]))], 'a.xlsx'),
    );
    const answer = await product.post('/projects/import', form, { cookie: world.cookies.head });
    expect([400, 409]).toContain(answer.status);
    expect(await answer.text()).toContain('文件解压后过大');
  });
});

describe('a request', () => {
  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])(
    'by %s is made of no page and no form',
    async (method) => {
      const cookie = world.cookies.head;
      for (const path of ['/families', '/backups/now', '/login', '/nowhere']) {
        const answer = await product.ask(path, { method, cookie });
        expect([answer.status, answer.headers.get('Allow')], path).toEqual([405, 'GET, HEAD, POST']);
        expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
      }
    },
  );

  it.each(['application/json', 'text/xml', 'text/plain', ''])(
    'with a body of the kind “%s” is no form',
    async (type) => {
      const [body, cookie] = ['{"username":"head"}', world.cookies.finance];
      const headers = { 'Content-Type': type };
      for (const path of ['/payments/record', '/search?list=families'])
        expect((await product.ask(path, { method: 'POST', body, headers, cookie })).status, path).toBe(400);
    },
  );

  it('that says a field twice is no request for both, nor for either', async () => {
    const body = 'username=head&username=auditor&password=x';
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await product.ask('/login', { method: 'POST', body, headers });
    expect(answer.status).toBe(400);
    const twice = await product.ask('/families?search=a&search=b', { cookie: world.cookies.head });
    expect(twice.status).toBe(200);
  });
});

describe('a file that is refused', () => {
  const asked = (path: string, role: 'caseworker' | 'auditor') =>
    fetch(new URL(path, product.url), { headers: { Cookie: world.cookies[role] } });

  it.each([
    [404, '/jobs/none/file', 'caseworker', '没有找到'],
    [403, '/jobs/none/file', 'auditor', '没有权限'],
  ] as const)('is answered with %i, a sentence and a way back', async (status, path, role, title) => {
    const answer = await asked(path, role);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toContain('text/html');
    const page = await answer.text();
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain('<a href="/">返回首页</a>');
  });
});

describe('a form of another site', () => {
  const fields = { username: 'head', password: OFFICE_PASSWORD };
  it.each<[string, Record<string, string>]>([
    ['by its origin', { Origin: 'https://elsewhere.example' }],
    ['by what the browser says', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from a sibling', { 'Sec-Fetch-Site': 'same-site' }],
    ['without an origin', { Origin: '' }],
    ['of a hidden origin', { Origin: 'null' }],
  ])('%s is refused, with the cookie too', async (_, headers) => {
    expect((await product.post('/login', fields, { headers })).status).toBe(403);
    const cookie = world.cookies.finance;
    expect((await product.post('/payments/record', {}, { headers, cookie })).status).toBe(403);
  });
});

describe('the login', () => {
  const attempt = (username: string, password: string, init?: Parameters<Product['post']>[2], query = '') =>
    product.post(`/login${query}`, { username, password }, init);
  /** A page without what differs from answer to answer anyway. */
  const plain = async (answer: Response, username: string) =>
    (await answer.text())
      .replaceAll(username, 'NAME')
      .replace(/nonce="[^"]*"|content="[\da-f-]{36}"/g, '')
      .replace(/"[\w-]{20,}"/g, '');

  it('takes no token that was planted before', async () => {
    const planted = world.cookies.auditor;
    const answer = await attempt('head', OFFICE_PASSWORD, { cookie: planted });
    const set = answer.headers.get('Set-Cookie')!;
    expect(cookieIn(set)).not.toBe(planted);
    expect(set).toMatch(/HttpOnly; SameSite=Lax/);
    expect(await (await product.ask('/account', { cookie: planted })).text()).toContain('auditor');
  });

  it.each([
    '//elsewhere.example',
    '/\\elsewhere.example',
    'https://elsewhere.example',
    'javascript:alert(1)',
  ])('leads to no other site: %s', async (next) => {
    const query = `?${new URLSearchParams({ next })}`;
    const answer = await attempt('head', OFFICE_PASSWORD, {}, query);
    expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/']);
  });

  it('answers an unknown name as a wrong password, word by word, up to the lock', async () => {
    for (let failure = 1; failure <= 6; failure += 1) {
      const [known, unknown] = [
        await attempt('auditor', 'Wrong-2019-x'),
        await attempt('nobodyy', 'Wrong-2019-x'),
      ];
      expect(unknown.status).toBe(known.status);
      expect(await plain(unknown, 'nobodyy')).toBe(await plain(known, 'auditor'));
    }
  });

  it('takes as long for an unknown name', async () => {
    const took = async (username: string) => {
      const before = performance.now();
      await logIn(store, { username, password: 'Wrong-2019-x' }).catch(() => null);
      return performance.now() - before;
    };
    await took('warm-up');
    const ratios: number[] = [];
    for (let sample = 0; sample < 9; sample += 1)
      ratios.push((await took(`no-${sample}`)) / (await took('secondhead')));
    const median = ratios.sort((one, other) => one - other)[4]!;
    expect(median).toBeGreaterThan(0.4);
    expect(median).toBeLessThan(2.5);
  });
});

describe('a form', () => {
  it('takes no field that it does not show', async () => {
    const fields = { username: 'extra', name: '多填', password: 'First-Pass-2019', roles: 'auditor' };
    const extra = {
      id: 'chosen',
      active: 'false',
      passwordHash: 'x',
      passwordGivenAt: '',
      failedLogins: '99',
    };
    const cookie = world.cookies.admin;
    expect((await product.post('/staff/new', { ...fields, ...extra }, { cookie })).status).toBe(302);
    const [row] = await store.read((read) => read.select().from(staff).where(eq(staff.username, 'extra')));
    expect(row).toMatchObject({ active: true, failedLogins: 0 });
    expect(row!.passwordGivenAt).not.toBeNull();
    expect(row!.id).not.toBe('chosen');
    expect(row!.passwordHash).toMatch(/^\$argon2id/);
  });

  const money = { amountFen: '123.45', confirmed: 'on' };
  it.each([
    {
      ...{ place: '/fund/2019/receipts/new', role: 'finance' as const, table: receipts },
      fields: { ...money, source: 'local', receivedOn: '2019-03-01', voucher: '重放-1' },
    },
    {
      ...{ place: '/fund/2019/adjustments/new', role: 'head' as const, table: budgetAdjustments },
      fields: { ...money, adjustedOn: '2019-03-01', document: '重放-1', reason: '样例' },
    },
  ])(
    'at $place sent again moves money once, and takes nothing besides',
    async ({ place, role, table, fields }) => {
      const cookie = world.cookies[role];
      const [form] = formsOf(await (await product.ask(place, { cookie })).text(), place).filter((one) =>
        one.fields.some(({ name }) => name === 'commandId'),
      );
      const commandId = form!.fields.find(({ name }) => name === 'commandId')!.value;
      const extra = {
        id: 'chosen',
        projectId: 'other',
        recordedBy: 'somebody',
        recordedAt: '2000',
        correctsId: 'x',
      };
      const stored = () => store.read((read) => read.select().from(table));
      const before = (await stored()).map(({ id }) => id);
      const answers = await Promise.all(
        [1, 2, 3].map(() => product.post(place, { ...fields, ...extra, commandId }, { cookie })),
      );
      expect(answers.map(({ status }) => status)).toEqual([302, 302, 302]);
      const added = (await stored()).filter(({ id }) => !before.includes(id));
      const { id, ...rest } = added[0]!;
      expect([added.length, id === 'chosen']).toEqual([1, false]);
      expect(rest).toMatchObject({ amountFen: 12_345, recordedBy: world.office[role].actor.staffId });
      expect(JSON.stringify(rest)).not.toMatch(/other|somebody|"2000"|"x"/);
    },
  );
});

describe('every answer', () => {
  it.each(['/login', '/families', '/nowhere', '/healthz', '/assets/nothing.js'])(
    'of %s forbids foreign scripts, frames, guessing of types and being kept',
    async (path) => {
      const { status, headers } = await product.ask(path, { cookie: world.cookies.head });
      if (path === '/healthz') return;
      const policy = headers.get('Content-Security-Policy')!;
      expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'(;|$)/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('same-origin');
      expect([headers.get('X-Powered-By'), headers.get('Server')]).toEqual([null, null]);
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
      // What leads on is kept nowhere unless it says so.
      if (status !== 302) expect(headers.get('Cache-Control')).toBe('no-store');
    },
  );

  it('of what a page keeps by itself is a refusal where it is refused', async () => {
    const cookie = world.cookies.caseworker;
    const kept = await product.post('/drafts', { form: 'family.new', content: 'a=1' }, { cookie });
    expect(kept.status).toBe(200);
    const content = 'a'.repeat(60_001);
    const refused = await product.post('/drafts', { form: 'family.new', content }, { cookie });
    expect(refused.status).toBe(400);
  });

  it('of an error of the server has a number that is in the log, and no trace', async () => {
    const { staffId } = world.office.head.actor;
    const broken = seal('a secret').replace(/.{8}$/, 'AAAAAAA=');
    const row = { staffId, secretSealed: broken, createdAt: new Date().toISOString() };
    await store.write((write) => write.insert(secondFactors).values(row));
    const cookie = world.cookies.head;
    const answer = await product.ask('/account/second-factor/confirm', { cookie });
    const page = await answer.text();
    const [, incident] = /事件编号 .*?<code[^>]*>([\da-f]{8})</.exec(page) ?? [];
    expect([answer.status, incident]).toEqual([500, answer.headers.get('X-Request-Id')!.slice(0, 8)]);
    expect(page).not.toMatch(/node_modules|\.server|at async/);
    const told = () =>
      product
        .log()
        .split('\n')
        .filter((line) => line.includes(incident!) && line.includes('request failed'));
    // The log comes by another way than the answer, and may come after it.
    await expect.poll(told).toHaveLength(1);
    await store.write((write) => write.delete(secondFactors));
  });
});

describe('what is left behind', () => {
  it.each(['ID number', 'account'] as const)(
    'of a search by a whole %s is in no address, no notice, no page of an error and no log',
    async (kind) => {
      const { members, bank } = world.family.input;
      const secret = kind === 'account' ? bank.account : members[0]!.idNumber;
      expect(secret).toMatch(/^\d{16,19}X?$|^\d{17}X$/);
      const cookie = world.cookies.caseworker;
      const finance = world.cookies.finance;
      const answers = [
        await product.post('/search?list=families', { search: secret }, { cookie }),
        await product.ask(`/families?search=${secret}`, { cookie }),
        await product.post('/search?list=payments', { search: secret }, { cookie: finance }),
        await product.ask(`/payments?search=${secret}`, { cookie: finance }),
        await product.post('/login', { username: secret, password: secret }),
        await product.post('/find', { text: secret }, { cookie }),
        await product.post('/families/none/record', { note: secret }, { cookie }),
      ];
      for (const answer of answers) {
        expect(decodeURIComponent(answer.headers.get('Location') ?? '')).not.toContain(secret);
        const set = answer.headers.get('Set-Cookie') ?? '';
        expect(Buffer.from(decodeURIComponent(set.split('=')[1] ?? ''), 'base64').toString()).not.toContain(
          secret,
        );
        // A form that is refused shows what was typed again.
        if ([403, 404, 500].includes(answer.status)) expect(await answer.text()).not.toContain(secret);
      }
      expect(await (await product.ask('/nowhere', { cookie })).text()).not.toContain(secret);
      const unknown = await product.ask(`/families/${secret}`, { cookie });
      expect(unknown.status).toBe(404);
      expect((await unknown.text()).replaceAll(`/families/${secret}`, '')).not.toContain(secret);
      expect(product.log()).not.toContain(secret);
    },
  );

  it('is no password in the log', () => {
    expect(product.log()).not.toContain(OFFICE_PASSWORD);
  });

  it('of an account or a forged line at a wrong place is on no error page, in no address and in no line of the log', async () => {
    const account = '6222027390004187351';
    const cookie = world.cookies.caseworker;
    const answers = [
      await product.ask(`/families/${account}`, { cookie }),
      await product.ask(`/nowhere/${account}`, { cookie }),
      await product.ask(`/families?after=${account}`, { cookie }),
      await product.post('/search?list=payments', { search: account }, { cookie }),
      await product.post('/login', { username: account, password: account }),
      await product.post('/login', { username: 'a\n{"level":50,"msg":"forged"}', password: 'x' }),
      await product.ask('/families?search=%0a{"level":50,"msg":"forged"}', { cookie }),
    ];
    for (const answer of answers) {
      expect(decodeURIComponent(answer.headers.get('Location') ?? '')).not.toContain(account);
      expect(decodeURIComponent(answer.headers.get('Set-Cookie') ?? '')).not.toContain(account);
    }
    for (const page of answers.slice(0, 2)) expect((await page.text()).includes(account)).toBe(false);
    expect(product.log()).not.toContain(account);
    expect(product.log()).toContain('"path":"/nowhere/****"');
    const lines = product
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) expect((JSON.parse(line) as { msg?: string }).msg).not.toBe('forged');
  });

  it('of a logout is told once, whoever logs in next', async () => {
    const left = await product.post(
      '/logout',
      {},
      { cookie: await cookieOf(world.office.finance.actor.staffId) },
    );
    const notice = left.headers
      .get('Set-Cookie')!
      .split(', ')
      .find((one) => one.includes('bangfu_notice'))!;
    const told = await product.ask('/login', { cookie: notice.split(';')[0]! });
    expect(await told.text()).toContain('您已退出登录');
    expect(told.headers.get('Set-Cookie')).toMatch(/bangfu_notice=;.*Max-Age=0/);
  });
});
