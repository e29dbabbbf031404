import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'demo', spec: import.meta.url });

const LISTS = ['/families', '/applications', '/awards?view=all', '/payments'];

/** Every address that the browser asks for from now on, in its bar or behind it. */
function addressesOf(context: BrowserContext): string[] {
  const addresses: string[] = [];
  context.on('request', (request) => addresses.push(decodeURIComponent(request.url())));
  return addresses;
}

const holdNoNumber = (addresses: string[]) =>
  expect(addresses.filter((address) => /\d{15}|\d{6}\*/.test(address))).toEqual([]);

/** The full ID number of somebody who was paid, as their file reveals it. */
async function paidPerson(page: Page): Promise<{ idNumber: string; familyPath: string }> {
  await page.goto('/payments');
  await page
    .getByRole('link', { name: /^KN\d{4}-\d{5}$/ })
    .first()
    .click();
  await page.getByRole('link', { name: '查看完整号码' }).click();
  const familyPath = new URL(page.url()).pathname.replace('/reveal', '');
  await page.getByLabel('用途').fill('核对发放名单');
  await page.getByRole('button', { name: '查看' }).click();
  const row = page.getByRole('table', { name: '完整身份证号' }).getByRole('row').nth(1);
  return { idNumber: (await row.getByRole('cell').last().textContent())!, familyPath };
}

test('a search by a whole number leaves it in no address, on any list and in the palette', async ({
  page,
  context,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  const { idNumber } = await paidPerson(page);
  const addresses = addressesOf(context);
  for (const list of LISTS) {
    await page.goto(list);
    const box = page.getByRole('main').getByRole('searchbox');
    await box.fill(idNumber);
    await page.getByRole('button', { name: '查询' }).click();
    await expect(page).toHaveURL(/search=(~|%7E)/);
    await expect(page.getByRole('main').getByText(/^共 [1-9]\d* /)).toBeVisible();
    await expect(box).toHaveValue('');
    await expect(box).toHaveAttribute('placeholder', /完整号码/);
    await page.getByRole('button', { name: '查询' }).click();
    await expect(page).toHaveURL(/search=(~|%7E)/);
  }
  await expectAccessible(page);

  await page.goto('/');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: '快捷查找' });
  await expect(palette.getByRole('option', { name: '家庭档案' })).toBeVisible();
  await page.keyboard.type(idNumber);
  await palette.getByRole('option', { name: '在列表中查看全部结果' }).click();
  await expect(page.getByRole('main').getByText('共 1 户')).toBeVisible();

  const before = page.url();
  await page.getByRole('searchbox', { name: '快速查找' }).fill(idNumber);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href !== before);
  await expect(page.getByRole('main').getByText('共 1 户')).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(before);
  await expect(page.getByRole('main').getByText('共 1 户')).toBeVisible();
  holdNoNumber(addresses);
  expect(addresses.length).toBeGreaterThan(10);
});

test('what is typed while an answer comes stays in the box', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families');
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/families\.data/, async (route) => {
    await held;
    await route.continue();
  });
  const box = page.getByRole('main').getByRole('searchbox');
  await box.fill('张');
  const asked = page.waitForRequest(/\/families\.data/);
  await page.keyboard.press('Enter');
  await asked;
  await box.fill('张三');
  answer();
  await expect(page).toHaveURL(/search=%E5%BC%A0$/);
  await expect(box).toHaveValue('张三');
  await page.getByRole('link', { name: '清除条件' }).click();
  await expect(box).toHaveValue('');
});

test('lists are taken along as workbooks by those who may', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  for (const list of LISTS.slice(1)) {
    await page.goto(list);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出' }).click();
    expect((await download).suggestedFilename()).toMatch(/^\d{4} 年度.+\.xlsx$/);
  }
});

test('who manages accounts takes no list along', async ({ page, product }) => {
  await actAs(page, product, 'admin');
  for (const list of ['applications', 'awards', 'payments']) {
    expect((await page.request.get(`/exports/${list}`)).status()).toBe(403);
  }
});

test('a paper shows whole numbers against a reason only', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  const { idNumber, familyPath } = await paidPerson(page);
  await page.goto(`${familyPath}/print/file`);
  await expect(page.getByText(idNumber)).toHaveCount(0);
  await page.getByRole('link', { name: '显示完整号码' }).click();
  await page.getByRole('button', { name: '显示' }).click();
  await expect(page.getByRole('alert')).toContainText('用途');
  await page.getByLabel('用途').fill('报送上级工会');
  await expectAccessible(page);
  await page.getByRole('button', { name: '显示' }).click();
  await expect(page.getByText(idNumber).first()).toBeVisible();
  await page.goto(familyPath);
  await expect(page.getByText('报送上级工会').first()).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test('what is sent after the login ended is offered again after the next login', async ({
      page,
      context,
      product,
    }) => {
      await actAs(page, product, 'caseworker');
      await page.goto('/families?status=approved');
      await page.getByRole('rowheader').first().getByRole('link').click();
      await expect(page.getByRole('heading', { name: '基本情况' })).toBeVisible();
      const family = page.url();
      await page.goto(`${family}/contact`);
      const workUnit = `样本机械厂${javaScriptEnabled ? '一' : '二'}分厂`;
      await page.getByLabel('工作单位').fill(workUnit);
      await endLogin(context);
      await page.getByRole('button', { name: '变更联系方式' }).click();
      await page.getByLabel('用户名').fill('caseworker');
      await page.getByLabel('密码').fill(product.passwords.caseworker!);
      await page.getByRole('button', { name: '登录' }).click();
      await expect(page.getByText('您提交时登录已失效，填写的内容已保留')).toBeVisible();
      await page.getByRole('button', { name: '继续提交' }).click();
      await expect(page).toHaveURL(family);
      await expect(page.getByText(workUnit).first()).toBeVisible();
    });

    test('a search by a whole number works, and leaves it in no address', async ({
      page,
      context,
      product,
    }) => {
      await actAs(page, product, 'caseworker');
      const { idNumber } = await paidPerson(page);
      const addresses = addressesOf(context);
      await page.getByRole('searchbox', { name: '快速查找' }).fill(idNumber);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('main').getByText('共 1 户')).toBeVisible();
      await page.getByRole('main').getByRole('combobox', { name: '困难类别' }).selectOption({ index: 0 });
      await page.getByRole('button', { name: '查询' }).click();
      await expect(page.getByRole('main').getByText('共 1 户')).toBeVisible();
      await page.goto(`/families?search=${idNumber}`);
      await expect(page.getByRole('main').getByText('共 1 户')).toBeVisible();
      expect(page.url()).not.toMatch(/\d{15}/);
      holdNoNumber(addresses.filter((address) => !address.endsWith(`/families?search=${idNumber}`)));
    });
  });
}

/** Ends the session on the server; the browser still names it, as after a long pause. */
async function endLogin(context: BrowserContext): Promise<void> {
  const cookies = await context.cookies();
  await context.request.post('/logout', { headers: { Origin: new URL(context.pages()[0]!.url()).origin } });
  await context.addCookies(cookies);
}
