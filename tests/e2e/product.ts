import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test as base, expect, type Page } from '@playwright/test';

/** What the product holds when a spec starts: nothing, a centre with one account a role, or the demo. */
export type Stock = 'empty' | 'office' | 'demo';

/** The runner is the parent of every worker: each run has stocks of its own, gone when it ends. */
const STOCKS = path.join(tmpdir(), `bangfu-stocks-${process.ppid}`);

export interface Product {
  url: string;
  dataDir: string;
  /** Passwords by username, of the accounts that the stock came with. */
  passwords: Record<string, string>;
  /** Runs a command of scripts/ on the same data, e.g. `command('report', '--year', '2019', '--json')`. */
  command(name: string, ...args: string[]): Promise<{ status: number; stdout: string; stderr: string }>;
  /** Runs a script beside the specs on the same data, e.g. `script('bigOffice', '300')`, and gives what it printed. */
  script(name: string, ...args: string[]): Promise<string>;
}

/**
 * `test.use({ stock: 'office', spec: import.meta.url })` chooses what there is; with the name of the file in it, no
 * other spec file meets what this one leaves behind.
 */
export const test = base.extend<object, { stock: Stock; spec: string; product: Product }>({
  stock: ['office', { option: true, scope: 'worker' }],
  spec: ['', { option: true, scope: 'worker' }],
  product: [
    async ({ stock }, use) => {
      const dataDir = mkdtempSync(path.join(tmpdir(), 'bangfu-e2e-'));
      const environment: NodeJS.ProcessEnv = {
        ...process.env,
        DATA_DIR: dataDir,
        DATABASE_URL: '',
        PORT: '0',
        LOG_LEVEL: 'warn',
        // As an office runs it; the runner itself has another mode.
        NODE_ENV: 'production',
        BACKUP_HOUR: 'off',
      };
      const passwords = stock === 'empty' ? {} : await stocked(stock, dataDir);
      const server = spawn(process.execPath, ['scripts/start.mjs'], {
        env: environment,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      try {
        const url = await addressOf(server);
        await use({
          url,
          dataDir,
          passwords,
          command: (name, ...args) => ran(['scripts/run.mjs', name, ...args], environment),
          script: (name, ...args) => printed([...tsx(name), ...args], environment),
        });
      } finally {
        server.kill('SIGTERM');
        await once(server, 'exit');
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: 480_000 },
  ],
  baseURL: async ({ product }, use) => use(product.url),
});

export { expect };

/** Logs in through the form, as the person would. */
export async function logIn(page: Page, product: Product, username: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(product.passwords[username]!);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('button', { name: '退出' })).toBeVisible();
}

/**
 * Has the next page that is opened be somebody's, whoever it was before: for tests whose subject is not the login,
 * without its form and without the home page that comes after it.
 */
export async function actAs(page: Page, product: Product, username: string): Promise<void> {
  const context = page.context();
  await context.clearCookies();
  const answer = await context.request.post('/login', {
    form: { username, password: product.passwords[username]! },
    headers: { Origin: product.url },
    maxRedirects: 0,
  });
  expect(answer.status(), await answer.text()).toBe(302);
}

/** Logs out through the top bar. */
export async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: '退出' }).click();
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible();
}

/** A copy of the stock, which the first spec file of a run that needs it has made. */
async function stocked(stock: Exclude<Stock, 'empty'>, dataDir: string): Promise<Record<string, string>> {
  const made = path.join(STOCKS, stock);
  const whole = path.join(made, 'passwords.json');
  if (isFirst(made)) {
    const passwords = await makeStock(stock, path.join(made, 'data'));
    writeFileSync(`${whole}.part`, JSON.stringify(passwords));
    renameSync(`${whole}.part`, whole);
  }
  while (!existsSync(whole)) {
    if (!existsSync(made)) throw new Error(`The ${stock} could not be made by another worker.`);
    await sleep(100);
  }
  cpSync(path.join(made, 'data'), dataDir, { recursive: true });
  return JSON.parse(readFileSync(whole, 'utf8')) as Record<string, string>;
}

/** Of two workers one makes the folder. */
function isFirst(folder: string): boolean {
  mkdirSync(path.dirname(folder), { recursive: true });
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

async function makeStock(stock: Exclude<Stock, 'empty'>, dataDir: string): Promise<Record<string, string>> {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    NODE_ENV: 'production',
  };
  const script = stock === 'demo' ? ['scripts/run.mjs', 'seed'] : tsx('openOffice');
  const { status, stdout, stderr } = await ran(script, environment);
  if (status !== 0) {
    rmSync(path.dirname(dataDir), { recursive: true, force: true });
    throw new Error(`The ${stock} could not be made:\n${stderr}`);
  }
  const lines = [...stdout.matchAll(/^\s{2}(\S+)\s+(\S+)\s{2}/gm)];
  return Object.fromEntries(lines.map(([, username, password]) => [username!, password!]));
}

const tsx = (name: string) => ['--import', 'tsx', `tests/e2e/${name}.ts`];

async function printed(args: string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const { status, stdout, stderr } = await ran(args, environment);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

async function ran(args: string[], environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const [status] = (await once(child, 'close')) as [number];
  return { status, ...output };
}

function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    // Listening on after the address was found keeps the pipe from filling up.
    server.stdout!.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const address = /http:\/\/localhost:\d+/.exec(printed);
      if (address) resolve(address[0]);
    });
    server.once('exit', () => reject(new Error(`The product did not start:\n${printed}`)));
  });
}
