import type { Page } from '@playwright/test';
import { businessDate } from '../../app/calendar/date';
import { sampleIdNumber } from '../../app/identity/idNumber';
import { expectAccessible } from './accessible';
import { actAs, expect, logIn, logOut, test } from './product';

test.use({ stock: 'office', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });

/** The area 999999 is not assigned: this is nobody's number. */
const ID_NUMBER = sampleIdNumber({
  areaCode: '999999',
  birthDate: businessDate('1976-04-05'),
  sequence: 41,
});
const NAME = '褚样本';
const field = (page: Page, name: string) => page.locator(`[name="${name}"]:not([type="hidden"])`);
const contents = (page: Page) => page.getByRole('navigation', { name: '表单目录' });

test('what is typed with the keyboard saves itself, and is there again after the page was lost', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families/new');
  await expect(contents(page)).toContainText('2 / 16');
  await field(page, 'appliedOn').fill('2019-03-04');
  await field(page, 'mainCause').focus();
  for (let down = 0; down < 5; down += 1) await page.keyboard.press('ArrowDown');
  await expect(field(page, 'mainCause')).toHaveValue('low_income');
  await field(page, 'members[0].name').focus();
  await page.keyboard.type(NAME);
  await page.keyboard.press('Tab');
  await page.keyboard.type(ID_NUMBER);
  await expect(field(page, 'members[0].idNumber')).toHaveAccessibleDescription(/男，1976-04-05 出生，\d+ 岁/);
  await field(page, 'bank.account').fill('6217000010000000001');
  await expect(field(page, 'bank.account')).toHaveAccessibleDescription(/按卡号识别：建设银行/);
  await expect(contents(page)).toContainText('5 / 16');
  await expect(page.getByText(/填写的内容已自动保留/)).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await expect(page.getByText('有未保存的内容')).toBeVisible();
  await expect(field(page, 'members[0].name')).toHaveValue('');
  await page.getByRole('link', { name: '恢复' }).click();
  await expect(page.getByText('已恢复未保存的内容')).toBeVisible();
  await expect(field(page, 'members[0].name')).toHaveValue(NAME);
  await expect(field(page, 'members[0].idNumber')).toHaveValue(ID_NUMBER);
  await expect(field(page, 'appliedOn')).toHaveValue('2019-03-04');
});

test('what was typed last is kept when the page is left at once, and across a lost login', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families/new?draft=restore');
  await field(page, 'address').fill('样本路 3 号');
  await page.getByRole('link', { name: '取消' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '家庭档案' })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('未保存的内容')).toBeVisible();
  await page.goto('/families/new?draft=restore');
  await expect(field(page, 'address')).toHaveValue('样本路 3 号');

  await page.context().clearCookies();
  await field(page, 'address').fill('样本路 4 号');
  await expect(page.getByText('登录已失效')).toBeVisible();
  await expect(field(page, 'address')).toHaveValue('样本路 4 号');
});

test('nobody else sees a draft, and it can be thrown away', async ({ page, product }) => {
  await logIn(page, product, 'secondcaseworker');
  await page.goto('/families/new?draft=restore');
  await expect(page.getByText('未保存的内容')).toHaveCount(0);
  await expect(field(page, 'members[0].name')).toHaveValue('');
  await logOut(page);
  await logIn(page, product, 'caseworker');
  await page.goto('/families/new');
  await page.getByRole('button', { name: '放弃' }).click();
  await expect(page.getByText('有未保存的内容')).toHaveCount(0);
});

test('a draft file needs little; before it is submitted the rest is asked for, each leading to its field', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families/new');
  await field(page, 'appliedOn').fill('2019-03-04');
  await field(page, 'mainCause').selectOption('schooling');
  await field(page, 'phone').fill('13900000000');
  await field(page, 'division').selectOption('410105');
  await field(page, 'address').fill('样本路 1 号');
  await field(page, 'income.wagesFen').fill('9,600');
  await field(page, 'income.rigidMedicalFen').fill('1,200');
  await field(page, 'members[0].name').fill(NAME);
  await field(page, 'members[0].idNumber').fill(ID_NUMBER);
  await field(page, 'members[0].employment').selectOption('migrant_worker');
  await field(page, 'members[0].health').selectOption('disabled');
  await expect(page.getByText('没有身份为「学生」的成员')).toBeVisible();
  await expect(page.getByText('农民工须是工会会员')).toBeVisible();
  await page.getByRole('button', { name: '存为草稿' }).click();
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();

  await expect(page.getByText('提交前还有 8 项必填内容')).toBeVisible();
  await expectAccessible(page);
  const file = page.url();
  await page.goto(`${file}/submit`);
  await field(page, 'on').fill('2019-03-05');
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('alert')).toContainText('还有 8 项必填内容没有填写：档案主民族');
  await expect(page.getByRole('alert')).toContainText('农民工须是工会会员才能建档');

  await page.getByRole('link', { name: '填写住房类型' }).click();
  await expect(field(page, 'housingKind')).toBeFocused();
  await field(page, 'housingKind').selectOption('rented');
  await field(page, 'housingArea').fill('62.5');
  await field(page, 'workUnit').fill('样本厂');
  await field(page, 'mainCause').selectOption('disability');
  await field(page, 'unionMember').check();
  await field(page, 'members[0].ethnicGroup').fill('回族');
  await field(page, 'members[0].monthlyIncomeFen').fill('800');
  await field(page, 'members[0].politicalStatus').selectOption('masses');
  await field(page, 'members[0].maritalStatus').selectOption('widowed');
  await field(page, 'members[0].disabilityKind').selectOption('physical');
  await field(page, 'members[0].disabilityGrade').selectOption('second');
  await field(page, 'exclusions.private_car').fill('登记有面包车一辆，用于送货');
  await expectAccessible(page);
  await page.getByRole('button', { name: '保存修改' }).click();
  await expect(page.getByText('修改已保存')).toBeVisible();
  await expect(page.getByText('租房，62.5 ㎡')).toBeVisible();
  await expect(page.getByText('肢体二级')).toBeVisible();
  await expect(page.getByText('登记有面包车一辆，用于送货')).toBeVisible();
  await expect(page.getByText('未保存的内容')).toHaveCount(0);
  await expectAccessible(page);
});

test('the second of two who change a file sees what the first did, beside what was typed', async ({
  page,
  product,
  browser,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto(`/families?search=${NAME}`);
  await page.getByRole('link', { name: NAME }).click();
  await page.getByRole('link', { name: '修改' }).click();
  await expect(field(page, 'address')).toHaveValue('样本路 1 号');

  const other = await (await browser.newContext({ baseURL: product.url, locale: 'zh-CN' })).newPage();
  await actAs(other, product, 'secondcaseworker');
  await other.goto(page.url());
  await field(other, 'address').fill('样本路 8 号');
  await field(other, 'income.wagesFen').fill('10,000');
  await other.getByRole('button', { name: '保存修改' }).click();
  await expect(other.getByText('修改已保存')).toBeVisible();

  await field(page, 'industry').fill('纺织');
  await expect(page.getByText('secondCaseworker刚刚保存了这份档案')).toBeVisible();
  await page.getByRole('button', { name: '保存修改' }).click();
  const conflict = page.getByRole('alert').filter({ hasText: '这份档案已被修改' });
  await expect(conflict).toContainText('secondCaseworker：修改工资性收入（9,600.00 元 → 10,000.00 元）');
  await expect(conflict.getByRole('row', { name: /家庭住址/ })).toContainText('样本路 1 号样本路 8 号');
  await expect(conflict.getByRole('row', { name: /所属行业/ })).toContainText('纺织—');
  await expect(field(page, 'industry')).toHaveValue('纺织');
  await expectAccessible(page);

  await field(page, 'address').fill('样本路 8 号');
  await page.getByRole('button', { name: '保存修改' }).click();
  await expect(page.getByText('修改已保存')).toBeVisible();
  await expect(page.getByText('样本路 8 号')).toBeVisible();
  await other.context().close();
});

test('nothing runs over a screen of 360 pixels', async ({ page, product }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await actAs(page, product, 'caseworker');
  await page.goto(`/families?search=${NAME}`);
  const file = await page.getByRole('link', { name: NAME }).getAttribute('href');
  for (const address of [file!, `${file}/edit`, `${file}/submit`]) {
    await page.goto(address);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, address).toBeLessThanOrEqual(0);
  }
});

test('what is typed stays, with or without JavaScript, when the file was handed in meanwhile', async ({
  page,
  product,
  browser,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto(`/families?search=${NAME}`);
  const file = (await page.getByRole('link', { name: NAME }).getAttribute('href'))!;
  const plain = await (
    await browser.newContext({ baseURL: product.url, locale: 'zh-CN', javaScriptEnabled: false })
  ).newPage();
  await actAs(plain, product, 'secondcaseworker');
  for (const tab of [page, plain]) {
    await tab.goto(`${file}/edit`);
    await field(tab, 'industry').fill('造纸');
    await field(tab, 'members[0].monthlyIncomeFen').fill('2,000');
  }
  // 800 a month is 9,600 in the year, 2,000 is far above the 10,000 on file.
  await expect(page.getByText('各成员月收入折合 12 个月共 24,000.00 元')).toBeVisible();

  const third = await page.context().newPage();
  await third.goto(`${file}/submit`);
  await field(third, 'on').fill('2019-03-05');
  await third.getByRole('button', { name: '提交' }).click();
  await expect(third.getByText('已提交').first()).toBeVisible();

  for (const tab of [page, plain]) {
    await tab.getByRole('button', { name: '保存修改' }).click();
    await expect(tab.getByText('不能办理「修改」').first()).toBeVisible();
    await expect(tab.getByText('您填写的内容还在下面，没有保存')).toBeVisible();
    await expect(field(tab, 'industry')).toHaveValue('造纸');
  }
  await plain.context().close();
});
