import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { environmentWith } from '../app/config.server';
import { PICTURES } from '../app/help/help';
import { ROLE_LABELS } from '../app/zh/staff';

/** `npm run help-pictures`: starts the demo in a scratch folder and takes the pictures of the help pages anew. */

const OUT = path.join('public', 'pictures');
const SIZE = { width: 1366, height: 768 };
/** Whose page is in the picture, where it is not the head's. */
const OTHERS: Partial<Record<keyof typeof PICTURES, string>> = {
  family: 'caseworker',
  excel: 'caseworker',
  accounts: 'admin',
  awards: 'finance',
  batches: 'finance',
  failures: 'finance',
};

const dataDir = mkdtempSync(path.join(tmpdir(), 'bangfu-pictures-'));
const demo = spawn(process.execPath, ['scripts/start.mjs', '--demo'], {
  env: environmentWith({
    DATA_DIR: dataDir,
    DATABASE_URL: '',
    PORT: '0',
    BACKUP_HOUR: 'off',
    LOG_LEVEL: 'warn',
  }),
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const { url, passwords } = await started();
  mkdirSync(OUT, { recursive: true });
  for (const username of ['head', 'caseworker', 'finance', 'admin'])
    await takeAll(url, username, passwords.get(username)!);
} finally {
  demo.kill('SIGTERM');
  await once(demo, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
}

async function started(): Promise<{ url: string; passwords: Map<string, string> }> {
  let printed = '';
  for await (const text of demo.stdout.setEncoding('utf8')) {
    printed += text as string;
    const url = /http:\/\/localhost:\d+/.exec(printed)?.[0];
    if (!url) continue;
    const accounts = [...printed.matchAll(/^\s{2}(\S+)\s+(\S+)\s{2}/gm)];
    return { url, passwords: new Map(accounts.map(([, name, password]) => [name!, password!])) };
  }
  throw new Error(`The demo did not start:\n${printed}`);
}

async function takeAll(url: string, username: string, password: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: SIZE, locale: 'zh-CN' });
  await page.goto(`${url}/login`);
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page
    .getByText(ROLE_LABELS[username as 'head'])
    .first()
    .waitFor();
  for (const [name, address] of Object.entries(PICTURES)) {
    if ((OTHERS[name as keyof typeof PICTURES] ?? 'head') !== username) continue;
    await page.goto(url + address, { waitUntil: 'networkidle' });
    await page.screenshot({ path: path.join(OUT, `${name}.jpg`), type: 'jpeg', quality: 60 });
  }
  await browser.close();
}
