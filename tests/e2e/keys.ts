import type { Locator, Page } from '@playwright/test';
import { expect, type Product } from './product';

/** The keyboard as a person uses it: nothing here clicks, fills or focuses. */

/** More steps than any page asks for, the menu included. */
const MOST_STEPS = 130;

export async function logInByKeys(page: Page, product: Product, username: string): Promise<void> {
  await page.goto('/login');
  await typeInto(page, page.getByLabel('用户名'), username);
  await typeInto(page, page.getByLabel('密码'), product.passwords[username]!);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '退出' })).toBeVisible();
}

/** Logs out through the top bar, and waits for the page that comes then. */
export async function logOutByKeys(page: Page): Promise<void> {
  await press(page, page.getByRole('button', { name: '退出' }));
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
}

/** Goes on with the tabulator until something has the focus; where the focus is, one must see it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  // To look for it by its role after each key takes longer than the key.
  let element = await target.elementHandle();
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (!(await element.evaluate((one) => one.isConnected))) element = await target.elementHandle();
    if (await element.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
  const outline = await target.evaluate((element) => {
    const { outlineStyle, boxShadow } = getComputedStyle(element);
    return outlineStyle !== 'none' || boxShadow !== 'none';
  });
  expect(outline, `${String(target)} shows that it has the focus`).toBe(true);
}

export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

export async function tick(page: Page, box: Locator): Promise<void> {
  await tabTo(page, box);
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
}

/** Replaces what a field holds. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await expect(target).toHaveValue(text);
}

/** Goes down a list until it stands on a value. */
export async function choose(page: Page, target: Locator, value: string): Promise<void> {
  await tabTo(page, target);
  const count = await target.locator('option').count();
  for (let steps = 0; steps < count && (await target.inputValue()) !== value; steps += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(target).toHaveValue(value);
}

/** Comes to the group of a radio button by the tabulator and goes through it by the arrows. */
export async function pick(page: Page, radio: Locator): Promise<void> {
  await expect(radio).toBeVisible();
  const name = (await radio.getAttribute('name'))!;
  const group = page.locator(`input[type=radio][name="${name}"]`);
  const inGroup = () => page.evaluate((own) => document.activeElement?.getAttribute('name') === own, name);
  for (let steps = 0; steps < MOST_STEPS && !(await inGroup()); steps += 1) await page.keyboard.press('Tab');
  expect(await inGroup()).toBe(true);
  if (!(await radio.isChecked())) await page.keyboard.press('Space');
  for (let steps = await group.count(); steps > 0 && !(await radio.isChecked()); steps -= 1) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(radio).toBeChecked();
}

/** Types the parts of a day into the browser's own control, in the order in which this browser has them. */
export async function typeDay(page: Page, target: Locator, day: string): Promise<void> {
  await tabTo(page, target);
  const [year, month, date] = day.split('-');
  await page.keyboard.type(`${month}${date}${year}`);
  if ((await target.inputValue()) !== day) {
    for (let parts = 0; parts < 3; parts += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(year!);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(`${month}${date}`);
  }
  await expect(target).toHaveValue(day);
}

/** Puts a file into a field by the window that Enter opens there. */
export async function chooseFile(
  page: Page,
  target: Locator,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  // Asked for before the way there: a browser that is told of it together with the key may open its own window.
  const [window] = await Promise.all([
    page.waitForEvent('filechooser'),
    tabTo(page, target).then(() => page.keyboard.press('Space')),
  ]);
  await window.setFiles(file);
}

/** After an act one reads on where something was answered, and nowhere else: the heading of the page that came. */
export async function arrive(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeFocused();
}
