import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { todayInChina, yearOf } from '../app/calendar/date';
import { environmentWith } from '../app/config.server';
import { PICTURES, type PictureName } from '../app/help/help';
import { ROLE_LABELS } from '../app/zh/staff';

/** `npm run help-pictures`: starts the demo in a scratch folder and takes the pictures of the help pages anew. */

const OUT = path.join('public', 'pictures');
const SIZE = { width: 1366, height: 768 };
const SCROLLED_MS = 500;
const LOOK_EVERY_MS = 2_000;
const SHARED_TELEPHONE = '13900000000';
/** Whose page is in the picture, where it is not the head's. */
const OTHERS: Partial<Record<PictureName, string>> = {
  family: 'caseworker',
  excel: 'caseworker',
  accounts: 'admin',
  awards: 'finance',
  batches: 'finance',
  failures: 'finance',
};
/** Taken when the demo has this year as well, with an activity that waits for the head. */
const OF_THIS_YEAR: readonly PictureName[] = ['compare', 'what-if'];
/** Taken when the year of the demo is closed. */
const OF_A_CLOSED_YEAR: readonly PictureName[] = ['next-year'];
const LATER = [...OF_THIS_YEAR, ...OF_A_CLOSED_YEAR];
/** The heading that stands at the top, where that is not the page's own. */
const HEADINGS: Partial<Record<PictureName, string>> = { 'next-year': '准备 2020 年度' };
/** The link that leads on from the address. */
const LINKS: Partial<Record<PictureName, string>> = { 'what-if': '如果批准会怎样' };

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
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox'],
  });
  const as = (username: string) => loggedIn(browser, { url, username, password: passwords.get(username)! });
  await backUp(await as('admin'), url);
  await shareATelephone(await as('caseworker'), url);
  const names = Object.keys(PICTURES) as PictureName[];
  for (const username of ['head', 'caseworker', 'finance', 'admin']) {
    const page = await as(username);
    const own = names.filter((name) => (OTHERS[name] ?? 'head') === username);
    for (const name of own) if (!LATER.includes(name)) await take(page, url, name);
  }
  await beginThisYear(url, as);
  const page = await as('head');
  for (const name of OF_THIS_YEAR) await take(page, url, name);
  await closeTheYear(page, url);
  for (const name of OF_A_CLOSED_YEAR) await take(page, url, name);
  await browser.close();
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

async function loggedIn(
  browser: Browser,
  { url, username, password }: { url: string; username: string; password: string },
): Promise<Page> {
  const page = await browser.newPage({ viewport: SIZE, locale: 'zh-CN' });
  // The menu of each page stands at its beginning, or at what is chosen, whatever was looked at before.
  await page.addInitScript(() => sessionStorage.clear());
  await page.goto(`${url}/login`);
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page
    .getByText(ROLE_LABELS[username as 'head'])
    .first()
    .waitFor();
  return page;
}

async function take(page: Page, url: string, name: PictureName): Promise<void> {
  await page.goto(url + PICTURES[name], { waitUntil: 'networkidle' });
  const link = LINKS[name];
  if (link) {
    await page.getByRole('link', { name: link }).first().click();
    await page.getByRole('heading', { level: 1, name: link }).waitFor();
  }
  const heading = HEADINGS[name];
  if (heading) {
    const section = page.getByRole('heading', { name: heading });
    await section.evaluate((element) => element.closest('section')!.scrollIntoView());
    // The bar at the top stays over what is scrolled to.
    await page.mouse.wheel(0, -SIZE.height / 10);
    await page.waitForTimeout(SCROLLED_MS);
  }
  await page.screenshot({ path: path.join(OUT, `${name}.jpg`), type: 'jpeg', quality: 60 });
}

/** One backup, tried: the page tells where they lie as long as there is none. */
async function backUp(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/backups`);
  await page.getByRole('button', { name: '立即备份' }).click();
  const good = page.getByText(/最近一份可用的备份做于/);
  while (!(await good.isVisible())) {
    await page.waitForTimeout(LOOK_EVERY_MS);
    await page.reload();
  }
}

/** Two files of the register with one telephone, which nobody has compared. */
async function shareATelephone(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/families?status=approved`);
  const links = page.locator('tbody th').getByRole('link');
  const files = await Promise.all([0, 1].map((place) => links.nth(place).getAttribute('href')));
  for (const file of files) {
    await page.goto(`${url}${file}/contact`);
    await page.locator('[name=phone]').fill(SHARED_TELEPHONE);
    await page.getByRole('button', { name: '变更联系方式' }).click();
    await page.waitForURL(`${url}${file}`);
  }
}

/** This year beside that of the demo: its targets, money that came in, and an activity that is reviewed. */
async function beginThisYear(url: string, as: (username: string) => Promise<Page>): Promise<void> {
  const today = todayInChina(new Date());
  const year = yearOf(today);
  const head = await as('head');
  await head.goto(`${url}/projects/2019/copy`);
  await head.locator('[name=year]').fill(String(year));
  await head.getByRole('button', { name: '复制' }).click();
  await head.waitForURL(`**/projects/${year}`);

  const finance = await as('finance');
  await finance.goto(`${url}/fund/${year}/receipts/new`);
  await finance.locator('[name=source]').selectOption('local');
  await finance.locator('[name=receivedOn]').fill(today);
  await finance.locator('[name=amountFen]').fill('600000');
  await finance.locator('[name=voucher]').fill(`JK-${year}-001`);
  await finance.getByRole('button', { name: '登记到账' }).click();
  await finance.waitForURL(new RegExp(`/fund\\?year=${year}`));

  const caseworker = await as('caseworker');
  await caseworker.goto(`${url}/campaigns/new?year=${year}`);
  await caseworker.locator('[name=type]').selectOption('living');
  await caseworker.locator('[name=amountFen]').first().fill('300');
  await caseworker.getByRole('button', { name: '查看名单人数和费用' }).click();
  await caseworker.getByLabel('活动名称').fill(`${year}年专项慰问`);
  await caseworker.getByRole('button', { name: /^启动活动/ }).click();
  await caseworker.waitForURL(/\/campaigns\/[0-9a-f-]{36}$/);

  await finance.goto(caseworker.url());
  await finance.getByRole('link', { name: '审核全部' }).first().click();
  await finance.getByRole('button', { name: '提交审核结果' }).click();
  await finance.getByText(/已审核通过/).waitFor();
}

/** The year of the demo: what forbids its closing is said, through the links of the list, and it is frozen. */
async function closeTheYear(page: Page, url: string): Promise<void> {
  const open = page
    .getByRole('region', { name: '定稿前的检查结果' })
    .getByRole('row')
    .filter({ hasText: '必须处理' });
  await page.goto(`${url}/reports/2019/close`);
  for (let left = await open.count(); left > 0; left -= 1) {
    await open.first().getByRole('link').click();
    await page.getByLabel('说明').waitFor();
    const achieved = page.getByRole('radio', { name: '达成' }).first();
    if (await achieved.isVisible()) await achieved.check();
    await page.getByLabel('说明').fill('已核实，下一年度按月跟进。');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText(/已保存/).waitFor();
    await page.goto(`${url}/reports/2019/close`);
  }
  const seen = page.getByLabel('已看过上面的提示，仍然定稿');
  if (await seen.isVisible()) await seen.check();
  await page.getByRole('button', { name: '定稿' }).click();
  await page.waitForURL('**/reports/2019/frozen/0');
}
