import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { expect, logIn, logOut, test, type Product } from './product';

test.use({ stock: 'demo', spec: import.meta.url });

const SEEN = '样例：住房潮湿，有一名病人';

test('whoever logs out is asked what becomes of a visit that was typed on this device and never sent', async ({
  page,
  product,
}) => {
  await typeVisit(page, product);
  const visitPage = new URL(page.url()).pathname;

  // At once: what was typed a moment ago counts too.
  const asked = await question(page);
  await expectAccessible(page);
  await asked.getByRole('button', { name: '取消' }).click();
  await expect(asked).toHaveCount(0);
  await expect(page.getByLabel('核查情况')).toHaveValue(SEEN);

  await page.goto('/');
  await (await question(page)).getByRole('link', { name: '发送后再退出' }).click();
  await expect(page).toHaveURL(new RegExp(`${visitPage}$`));
  await page.getByRole('button', { name: '恢复' }).click();
  await expect(page.getByLabel('核查情况')).toHaveValue(SEEN);

  // What is left lies under its account: nobody else who comes sees or is asked of it.
  await (await question(page)).getByRole('button', { name: '留在本机并退出' }).click();
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
  await expect(page.getByText(SEEN)).toHaveCount(0);
  await logIn(page, product, 'secondcaseworker');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('list', { name: '本机上没有送出的' })).toHaveCount(0);
  await page.goto(visitPage);
  await expect(page.getByRole('button', { name: '恢复' })).toHaveCount(0);
  await logOut(page);

  await logIn(page, product, 'caseworker');
  await expect(page.getByRole('list', { name: '本机上没有送出的' })).toContainText('入户核查');
  await (await question(page)).getByRole('button', { name: '删除并退出' }).click();
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(SEEN);
  await logIn(page, product, 'caseworker');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await logOut(page);
});

test('without a connection nobody is taken to have left, and nothing is deleted', async ({
  page,
  context,
  product,
}) => {
  await typeVisit(page, product);
  await context.setOffline(true);

  const asked = await question(page);
  for (const choice of ['留在本机并退出', '删除并退出']) {
    await asked.getByRole('button', { name: choice }).click();
    await expect(asked.getByText('现在连不上中心，没有退出，什么也没有删除')).toBeVisible();
  }
  await expectAccessible(page);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain(SEEN);
  // The page that is open is the one that sends it.
  await asked.getByRole('link', { name: '发送后再退出' }).click();
  await expect(asked).toHaveCount(0);
  await expect(page.getByLabel('核查情况')).toHaveValue(SEEN);

  await context.setOffline(false);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await context.setOffline(true);
  await (await question(page)).getByRole('link', { name: '发送后再退出' }).click();
  await expect(asked.getByText('现在连不上中心，没有退出，什么也没有删除')).toBeVisible();
  await context.setOffline(false);
  await asked.getByRole('button', { name: '删除并退出' }).click();
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(SEEN);

  await logIn(page, product, 'head');
  await context.setOffline(true);
  await page.getByRole('button', { name: '退出' }).click();
  const told = page.getByRole('dialog', { name: '现在不能退出' });
  await expect(told).toBeVisible();
  await context.setOffline(false);
  await told.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
});

test('without a program in the page the logout asks nothing', async ({ browser, product }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: product.url });
  const page = await context.newPage();
  await logIn(page, product, 'caseworker');
  await logOut(page);
  await context.close();
});

/** A caseworker begins the visit of a file that waits for one. */
async function typeVisit(page: Page, product: Product): Promise<void> {
  await logIn(page, product, 'caseworker');
  await page.goto('/families?status=submitted');
  await page.locator('tbody th a').first().click();
  await page.getByRole('link', { name: '登记入户核查' }).click();
  await page.getByLabel('核查情况').fill(SEEN);
}

/** Presses the button that logs out. @returns the question that comes */
async function question(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: '退出' }).click();
  const asked = page.getByRole('dialog', { name: '还有 1 份入户核查没有送到中心' });
  await expect(asked).toBeVisible();
  return asked;
}
