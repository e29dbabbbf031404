import type { Page, Response as PageAnswer } from '@playwright/test';
import { shapeOf, violationsOf } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'demo', spec: import.meta.url });
test.setTimeout(480_000);

/** Pages of one shape (a family, an award …) are visited once: their addresses differ in ids only. */
const MOST_PAGES = 60;

/** Every page that a role is led to from the home page: it opens, says where one is, and passes axe. */
for (const username of ['caseworker', 'finance', 'head', 'auditor', 'admin']) {
  test(`every page that ${username} can reach opens, without an error, and is accessible`, async ({
    page,
    product,
  }) => {
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`);
    });
    await actAs(page, product, username);
    const seen = new Set<string>();
    const waiting = ['/'];
    while (waiting.length > 0 && seen.size < MOST_PAGES) {
      const address = waiting.shift()!;
      if (seen.has(shapeOf(address))) continue;
      seen.add(shapeOf(address));
      const answer = await opened(page, address);
      if (answer === 'file') continue;
      if (answer.status() !== 200) faults.push(`${address}: ${answer.status()}`);
      faults.push(...(await pageFaults(page, address)));
      for (const link of await linksOf(page)) if (!seen.has(shapeOf(link))) waiting.push(link);
    }
    expect(faults).toEqual([]);
    expect(seen.size).toBeGreaterThan(username === 'admin' ? 4 : 15);
  });
}

/** Opens a link as a page; one that answers with a file to save is left to the tests that open such files. */
async function opened(page: Page, address: string): Promise<PageAnswer | 'file'> {
  try {
    return (await page.goto(address))!;
  } catch (error) {
    if (String(error).includes('Download is starting')) return 'file';
    throw error;
  }
}

async function pageFaults(page: Page, address: string): Promise<string[]> {
  const headings = await page.getByRole('heading', { level: 1 }).count();
  const violations = await firstLook(page, shapeOf(address));
  return [
    ...(headings === 1 ? [] : [`${address}: ${headings} main headings`]),
    ...((await page.title()).trim() ? [] : [`${address}: no title`]),
    ...((await page.content()).includes('\uFFFD') ? [`${address}: a broken character`] : []),
    ...violations.map((violation) => `${address}: ${violation.slice(0, 160)}`),
  ];
}

/** Axe looks at each shape of page once, for the first role that comes there: it takes seconds on a long list. */
const examined = new Set<string>();

async function firstLook(page: Page, shape: string): Promise<string[]> {
  if (examined.has(shape)) return [];
  examined.add(shape);
  return violationsOf(page);
}

/** Links within the product; what only sends a file is not opened at all where its address says so. */
async function linksOf(page: Page): Promise<string[]> {
  const links = await page
    .locator('a[href^="/"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
  return links.filter((link) => !/\/(docx|xlsx|template|file|logout)\b/.test(link));
}
