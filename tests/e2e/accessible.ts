import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

/** In a longer table every further row has the colours of those before it, and contrast is what axe takes longest for. */
const ROWS_FOR_CONTRAST = 12;
const FURTHER_ROWS = `tbody tr:nth-child(n + ${ROWS_FOR_CONTRAST + 1})`;

/** What axe finds on a page, one line a rule: its name and the elements. */
export async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(violations, FURTHER_ROWS);
}

/** Nothing on the page keeps anybody from using it, as far as axe can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page), page.url()).toEqual([]);
}

/** Runs in the page, in which nothing stands but itself: axe's own selectors know no `nth-child`, so rows are marked. */
async function violations(furtherRows: string): Promise<string[]> {
  const { configure, run } = Reflect.get(window, 'axe') as typeof axe;
  configure({
    rules: [{ id: 'color-contrast', selector: '*:not([data-further-row], [data-further-row] *)' }],
  });
  const rows = [...document.querySelectorAll<HTMLElement>(furtherRows)];
  for (const row of rows) row.dataset.furtherRow = '';
  // Without the elements that pass, which nobody reads.
  const found = await run(document, { resultTypes: ['violations'] });
  for (const row of rows) delete row.dataset.furtherRow;
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The address of a page without its query, and with no id in it: what pages of one kind have in common. */
export function shapeOf(address: string): string {
  const [path] = address.split(/[?#]/);
  return path!.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
}
