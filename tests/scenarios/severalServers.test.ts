import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../app/config.server';
import { jobFile } from '../../app/exchange/jobFiles.server';
import { jobView, takeJob } from '../../app/exchange/jobs.server';
import { heldText } from '../../app/identity/heldText.server';
import { FAILURES_OF_AN_ADDRESS } from '../../app/staff/lock';
import type { Store } from '../../db/client.server';
import { families, jobs, staff } from '../../db/schema';
import { registerWorkbook, sheetFamily } from '../factories/familySheet';
import { anOffice, OFFICE_PASSWORD, type Office } from '../factories/office';
import { aSentImport } from '../factories/imports';
import { expectInvariants } from '../invariants';
import { cookieOf, processStore } from '../process';

/**
 * Two servers on one PostgreSQL and one bucket, behind a proxy that gives every request to the other one: nothing may
 * be kept in a process. Then one of them is killed.
 */

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-servers-'));
const objects = new S3rver({
  directory: path.join(folder, 's3'),
  address: '127.0.0.1',
  port: 0,
  silent: true,
  configureBuckets: [{ name: 'bangfu', configs: [] }],
});

interface Running {
  process: ChildProcess;
  port: number;
}

let store: Store;
let office: Office;
let servers: Running[];
let proxy: Server;
let url: string;

describe.runIf(engine === 'postgres')('two servers on one database', () => {
  beforeAll(async () => {
    const { port } = await objects.run();
    Object.assign(process.env, {
      PAPER_STORE: 's3://bangfu/centre',
      PAPER_STORE_ENDPOINT: `http://127.0.0.1:${port}`,
      PAPER_STORE_KEY_ID: 'S3RVER',
      PAPER_STORE_SECRET: 'S3RVER',
      DATA_DIR: path.join(folder, 'here'),
    });
    store = await processStore();
    office = await anOffice(store);
    // The second finds the mark of the key that the first one left.
    servers = [await started('one'), await started('two')];
    proxy = await aProxy();
    url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  }, 240_000);

  afterAll(async () => {
    proxy?.close();
    for (const { process: child } of servers ?? []) child.kill('SIGTERM');
    await objects.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(
    'refuses a server with another key, before it could seal anything with it',
    { timeout: 60_000 },
    async () => {
      const other = serverOf('three', { BANGFU_KEY: Buffer.alloc(32, 9).toString('base64') });
      let said = '';
      other.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
      expect(await once(other, 'exit')).toEqual([78, null]);
      expect(said).toMatch(/不是这个数据库所用的密钥/);
    },
  );

  it('knows a session, a search and a form wherever they came in', { timeout: 60_000 }, async () => {
    const cookie = await cookieOf(office.caseworker.actor.staffId);
    const search = `/families?search=${encodeURIComponent(heldText('110105194912310021'))}`;
    for (const page of ['/', '/families', search, '/', '/families', search])
      expect([page, (await get(page, cookie)).status]).toEqual([page, 200]);

    // The login ends while a form is being filled in; both servers know of it, and the other one offers the form again.
    const ended = await cookieOf(office.caseworker.actor.staffId);
    expect((await post('/logout', ended, {})).status).toBe(302);
    for (const attempt of [1, 2]) expect([attempt, (await get('/', ended)).status]).toEqual([attempt, 302]);
  });

  it('gives its cookies to HTTPS only, where COOKIE_SECURE says so', { timeout: 60_000 }, async () => {
    const { headers, status } = await post('/login', null, { username: 'head', password: OFFICE_PASSWORD });
    const given = headers.getSetCookie();
    expect([status, given.length > 0]).toEqual([302, true]);
    for (const cookie of given) expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
    expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{8}/);
  });

  it('counts the wrong passwords of both', { timeout: 60_000 }, async () => {
    const answers: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1)
      answers.push(
        (await post('/login', null, { username: 'auditor', password: `Wrong-${attempt}-password` })).status,
      );
    expect(answers).toEqual([409, 409, 409, 409, 409]);
    const [row] = await store.read((read) => read.select().from(staff).where(eq(staff.username, 'auditor')));
    expect(row!.lockedUntilAt).not.toBeNull();
  });

  it(
    'counts what fails from one network at both, by the address that the proxy adds',
    { timeout: 60_000 },
    async () => {
      let guess = 0;
      const wrong = async (network: string) => {
        guess += 1;
        // The client chooses the first address; the proxy adds the second.
        const headers = { 'X-Forwarded-For': `10.0.0.${guess}, ${network}` };
        const fields = { username: `guess${guess}`, password: 'Wrong-Guess-2019' };
        return (await post('/login', null, fields, headers)).text();
      };
      for (let failure = 0; failure < FAILURES_OF_AN_ADDRESS; failure += 1)
        expect(await wrong('192.0.2.7')).toContain('用户名或密码不正确');
      for (const server of ['one', 'two'])
        expect([server, await wrong('192.0.2.7')]).toEqual([
          server,
          expect.stringContaining('从这个网络登录失败的次数过多'),
        ]);
      expect(await wrong('192.0.2.8')).toContain('用户名或密码不正确');
    },
  );

  it('does a job whose server is killed, from a file that it never had', { timeout: 120_000 }, async () => {
    const bytes = await registerWorkbook([
      ...sheetFamily(1, { status: '草稿', registeredOn: null, category: null }),
      ...sheetFamily(2, { status: '草稿', registeredOn: null, category: null }),
    ]);
    const order = { bytes, fileName: '登记册.xlsx', mode: 'good_families', isCheckOnly: false } as const;
    const id = await aSentImport(office.caseworker, order);
    // This process stands for the one that the server began beside its pages; both end at once.
    expect((await takeJob(store))!.id).toBe(id);
    const [{ process: first }] = servers as [Running, Running];
    first.kill('SIGKILL');
    await once(first, 'exit');
    await store.write((write) =>
      write.update(jobs).set({ heartbeatAt: '2019-01-01T00:00:00.000Z' }).where(eq(jobs.id, id)),
    );

    const cookie = await cookieOf(office.caseworker.actor.staffId);
    for (const attempt of [1, 2, 3])
      expect([attempt, (await get('/', cookie)).status]).toEqual([attempt, 200]);
    await expect
      .poll(async () => (await store.read((read) => jobView(read, office.caseworker.actor, id))).status, {
        timeout: 90_000,
        interval: 500,
      })
      .toBe('done');
    const [job] = await store.read((read) => read.select().from(jobs).where(eq(jobs.id, id)));
    expect(job!.attempts).toBe(2);
    expect(await jobFile(id, 'in')).toBeNull();
    const made = await store.read((read) => read.select({ importId: families.importId }).from(families));
    expect(made).toEqual([{ importId: id }, { importId: id }]);
    await expectInvariants(store, 'a server was killed');
  });
});

function serverOf(name: string, changed: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...process.env,
      DATA_DIR: path.join(folder, name),
      PORT: '0',
      LOG_LEVEL: 'error',
      BACKUP_HOUR: 'off',
      TRUST_PROXY: 'yes',
      COOKIE_SECURE: 'yes',
      ...changed,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function started(name: string): Promise<Running> {
  const child = serverOf(name);
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const found = /http:\/\/localhost:(\d+)/.exec(text);
      if (found) resolve(Number(found[1]));
    });
    child.once('exit', () => reject(new Error(`The server did not start: ${said}`)));
  });
  return { process: child, port };
}

/** Gives each request to the next server; one that does not answer is passed over. */
async function aProxy(): Promise<Server> {
  let turn = 0;
  const pass = (incoming: IncomingMessage, answer: ServerResponse, body: Buffer, left = servers.length) => {
    turn += 1;
    const { port } = servers[turn % servers.length]!;
    const { method, url: target, headers } = incoming;
    const passed = ask({ host: '127.0.0.1', port, method, path: target, headers }, (found) => {
      answer.writeHead(found.statusCode!, found.headers);
      found.pipe(answer);
    });
    passed.once('error', () =>
      left > 1 ? pass(incoming, answer, body, left - 1) : answer.writeHead(502).end(),
    );
    passed.end(body);
  };
  const made = createServer((incoming, answer) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.once('end', () => pass(incoming, answer, Buffer.concat(parts)));
  });
  made.listen(0, '127.0.0.1');
  await once(made, 'listening');
  return made;
}

function get(place: string, cookie: string): Promise<Response> {
  return fetch(url + place, { headers: { Cookie: cookie }, redirect: 'manual' });
}

function post(
  place: string,
  cookie: string | null,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url + place, {
    method: 'POST',
    headers: { Origin: url, ...(cookie && { Cookie: cookie }), ...headers },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}
