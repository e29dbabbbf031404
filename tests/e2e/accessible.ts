import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** In a longer table every further row has the colours of those before it, and contrast is what axe takes longest for. */
const ROWS_FOR_CONTRAST = 12;

/** What axe finds on a page, one line a rule: its name and the elements. */
export async function violationsOf(page: Page): Promise<string[]> {
  const further = `tbody tr:nth-child(n + ${ROWS_FOR_CONTRAST + 1})`;
  if ((await page.locator(further).count()) === 0) return violations(axe(page));
  return [
    ...(await violations(axe(page).disableRules('color-contrast'))),
    ...(await violations(
      axe(page)
        .options({ ...QUICK, runOnly: ['color-contrast'] })
        .exclude(further),
    )),
  ];
}

/** Nothing on the page keeps anybody from using it, as far as axe can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOf(page), page.url()).toEqual([]);
}

/** Without the elements that pass, which nobody reads. */
const QUICK = { resultTypes: ['violations' as const] };

/** In the page itself: there are no frames, for which axe would open a second page. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options(QUICK).setLegacyMode();
}

async function violations(builder: AxeBuilder): Promise<string[]> {
  const found = await builder.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The address of a page without its query, and with no id in it: what pages of one kind have in common. */
export function shapeOf(address: string): string {
  const [path] = address.split(/[?#]/);
  return path!.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
}
