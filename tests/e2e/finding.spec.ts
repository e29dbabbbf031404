import type { Page } from '@playwright/test';
import { nameKeys, nameOrder } from '../../app/families/nameKeys.server';
import { expectAccessible } from './accessible';
import { actAs, expect, logIn, test } from './product';

test.use({ stock: 'demo', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });

test('a family is found and opened with the keyboard alone', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  const { name, initials } = await firstFamily(page);
  await page.goto('/');
  // A question that is lost is asked again.
  await page.route('**/find', (route) => route.abort(), { times: 1 });
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: '快捷查找' });
  await expect(palette.getByRole('option', { name: '家庭档案' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type(initials);
  await expect(
    palette
      .getByRole('option')
      .filter({ hasText: /KN\d{4}-/ })
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const chosen = palette.getByRole('option', { selected: true });
  const [fileNumber] = /KN\d{4}-\d{5}/.exec((await chosen.textContent())!)!;
  await page.keyboard.press('Enter');
  await expect(page.getByText(fileNumber).first()).toBeVisible();
  expect(page.url()).toMatch(/\/families\/[0-9a-f-]{36}$/);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('fafang');
  await expect(palette.getByRole('option', { name: '发放记录' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();

  await page.getByRole('searchbox', { name: '快速查找' }).focus();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: new RegExp(name) }).first()).toBeVisible();
});

test('a list is narrowed, kept under a name, shown with other columns, and paged', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families');
  const count = page.getByText(/^共 [\d,]+ 户$/);
  const all = (await count.textContent())!;
  await page.getByLabel('主要致困原因').selectOption('low_income');
  await page.getByLabel('在册日期从').fill('2018-01-01');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/cause=low_income/);
  await expect(count).not.toHaveText(all);
  const total = (await count.textContent())!;

  await page.getByText('显示的列、常用筛选').click();
  await page.getByLabel('联系电话').check();
  await page.getByRole('button', { name: '按所选的列显示' }).click();
  await expect(page.getByRole('columnheader', { name: '联系电话' })).toBeVisible();
  await page.getByLabel('把现在的筛选条件和列保存为').fill('收入低的');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存常用筛选「收入低的」')).toBeVisible();

  await page.goto('/families');
  await page.getByRole('navigation', { name: '常用筛选' }).getByRole('link', { name: '收入低的' }).click();
  await expect(count).toHaveText(total);
  await expect(page.getByRole('columnheader', { name: '联系电话' })).toBeVisible();
  const first = await numbersOf(page);
  await page.getByRole('link', { name: '下一页' }).click();
  await expect(page).toHaveURL(/after=/);
  await expect.poll(async () => first.includes((await numbersOf(page))[0]!)).toBe(false);
  const second = await numbersOf(page);
  expect(second.filter((number) => first.includes(number))).toEqual([]);
  await expect(count).toHaveText(total);
  await page.getByRole('link', { name: '上一页' }).click();
  await expect.poll(() => numbersOf(page)).toEqual(first);
  await expectAccessible(page);
});

test('a list is ordered by the headings of its columns, with the mouse and the keyboard, and stays so', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families');
  const heading = (name: string) => page.getByRole('columnheader', { name });
  const names = () => page.getByRole('rowheader').getByRole('link').allTextContents();
  const ordersOf = async () => (await names()).map((name) => nameOrder({ name, ...nameKeys(name) })!);
  await expect(heading('档案编号')).toHaveAttribute('aria-sort', 'descending');
  await expect(heading('档案主')).toHaveAttribute('aria-sort', 'none');
  await expect(heading('困难类别')).not.toHaveAttribute('aria-sort');
  await heading('档案主').getByRole('link').click();
  await expect(heading('档案主')).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/\/families\?sort=name$/);
  const first = await ordersOf();
  expect(first).toEqual([...first].sort());
  await expectAccessible(page);

  await page.getByRole('link', { name: '下一页' }).click();
  await expect(page).toHaveURL(/\?sort=name&after=\d{4}_\d+$/);
  await expect.poll(async () => (await ordersOf())[0]! >= first.at(-1)!).toBe(true);
  await heading('档案主').getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(heading('档案主')).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/\?sort=-name$/);

  // The tab, the filter and the export keep it.
  await page.getByRole('navigation', { name: '档案状态' }).getByRole('link', { name: '在册' }).click();
  await expect(page).toHaveURL(/status=approved&sort=-name$/);
  await page.getByLabel('主要致困原因').selectOption('low_income');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/cause=low_income/);
  await expect(heading('档案主')).toHaveAttribute('aria-sort', 'descending');
  const last = await ordersOf();
  expect(last).toEqual([...last].sort().reverse());
  await expect(page.getByRole('link', { name: '导出' })).toHaveAttribute('href', /sort=-name/);
  await page.goto('/families?sort=address');
  await expect(heading('档案编号')).toHaveAttribute('aria-sort', 'descending');
});

test('a filter under a name that holds an ID number is refused beside its field, and nothing else is lost', async ({
  page,
  product,
}) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await actAs(page, product, 'caseworker');
  await page.goto('/applications?type=medical');
  await page.getByText('显示的列、常用筛选').click();
  const name = page.getByLabel('把现在的筛选条件和列保存为');
  const sentence = page.getByText('请不要在文字里填写身份证号').or(page.getByText('这里像是一个身份证号'));
  await name.fill('11010519491231002X');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(sentence).toBeVisible();
  await expect(name).toHaveValue('11010519491231002X');
  await expect(page).toHaveURL(/applications\?type=medical/);
  await expectAccessible(page);

  // As it arrives without JavaScript: the same form on a page of its own, which leads back to the same list.
  const fields = { query: 'type=medical', name: '11010519491231002X' };
  const action = (await page.getByRole('form', { name: '保存常用筛选' }).getAttribute('action'))!;
  const answer = await page.request.post(action, {
    form: fields,
    headers: { Origin: new URL(page.url()).origin },
  });
  expect(answer.status()).toBe(400);
  const text = await answer.text();
  expect(text).toContain('11010519491231002X');
  expect(text).toMatch(/href="\/applications\?year=\d{4}&amp;type=medical"/);
  expect((await page.goto('/fund/1066'))!.status()).toBe(404);
  await expect(page.getByRole('heading', { name: '没有找到' })).toBeVisible();
  expect(faults).toEqual([]);
});

test('several files are submitted at once, chosen over two pages, each with its result', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families');
  const boxes = page.getByRole('checkbox', { name: /^选择/ });
  await boxes.first().check();
  const [firstNumber] = await numbersOf(page);
  await page.getByRole('link', { name: '下一页' }).click();
  await expect.poll(async () => (await numbersOf(page))[0]).not.toBe(firstNumber);
  await boxes.first().check();
  await expect(page.getByText('已选 2 户，其中 1 户在其他页')).toBeVisible();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '批量提交' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '提交 2 户' }).click();
  await expect(page.getByRole('heading', { name: '办理结果' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(3);
  await expectAccessible(page);
  await page.goto('/families');
  await expect(page.getByText(/^已选/)).toHaveCount(0);
});

test('a key between the making of the page and its first work opens the palette', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.addInitScript(() => {
    const send = Reflect.get(MessagePort.prototype, 'postMessage') as (message: unknown) => void;
    const held: (() => void)[] = [];
    let isHeld = true;
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
      const post = () => send.call(this, message);
      if (isHeld) held.push(post);
      else post();
    };
    addEventListener('keyup', () => {
      isHeld = false;
      for (const post of held.splice(0)) post();
    });
  });
  await page.goto('/');
  await expect(page.getByRole('button', { name: '快捷查找' })).toHaveCount(0);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: '快捷查找' });
  await expect(palette.getByRole('option', { name: '家庭档案' })).toBeVisible();
});

test('what is typed, ticked and pressed before the page runs is not lost', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  const letRun = await heldBack(page);
  await page.goto('/families', { waitUntil: 'commit' });
  const box = page.getByRole('searchbox', { name: '快速查找' });
  await box.fill('林');
  await page.getByRole('checkbox', { name: /^选择/ }).first().check();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('fafang');
  await expect(page.getByRole('button', { name: '快捷查找' })).toHaveCount(0);
  letRun();
  const palette = page.getByRole('dialog', { name: '快捷查找' });
  await expect(palette.getByRole('combobox')).toHaveValue('fafang');
  await expect(palette.getByRole('option', { name: '发放记录' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
  await expect(box).toHaveValue('林');
  await expect(page.getByText('已选 1 户')).toBeVisible();

  await page.reload({ waitUntil: 'commit' });
  await expect(box).toBeVisible();
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('one searches from every page and submits what is ticked', async ({ page, product }) => {
    await logIn(page, product, 'caseworker');
    const box = page.getByRole('searchbox', { name: '快速查找' });
    await box.fill('KN2019-0001');
    await box.press('Enter');
    await expect(page.getByText(/^共 \d+ 户$/)).toBeVisible();
    await page.getByRole('checkbox', { name: /^选择/ }).first().check();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await expect(page.getByText('选中的家庭都不能办理')).toBeVisible();
    await expect(page.getByRole('cell', { name: /不能办理「提交」$/ })).toBeVisible();
    await page.goto('/families?status=draft');
    await page.getByRole('checkbox', { name: /^选择/ }).first().check();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByRole('button', { name: '提交 1 户' }).click();
    await expect(page.getByRole('heading', { name: '办理结果' })).toBeVisible();
  });
});

test('who may not see families finds pages only', async ({ page, product }) => {
  await logIn(page, product, 'admin');
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zh');
  await expect(page.getByRole('option', { name: '账号管理' })).toBeVisible();
  await expect(page.getByRole('option').filter({ hasText: /KN\d{4}/ })).toHaveCount(0);
  const answer = await page.request.get('/bulk/families/approve');
  expect(answer.status()).toBe(403);
});

/** The page's program does not come until it is let. */
async function heldBack(page: Page): Promise<() => void> {
  let letRun = () => undefined as void;
  const isLet = new Promise<void>((resolve) => (letRun = resolve));
  await page.route('**/assets/*.js', async (route) => {
    await isLet;
    await route.continue();
  });
  return () => letRun();
}

/** The name of the first family of the list, and its initials as somebody would type them. */
async function firstFamily(page: Page): Promise<{ name: string; initials: string }> {
  await page.goto('/families');
  const name = (await page.getByRole('rowheader').first().getByRole('link').textContent())!;
  return { name, initials: nameKeys(name).nameInitials };
}

async function numbersOf(page: Page): Promise<string[]> {
  return page.getByRole('cell', { name: /^KN\d{4}-\d{5}$/ }).allTextContents();
}
