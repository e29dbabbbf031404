import type { Page } from '@playwright/test';
import { businessDate } from '../../app/calendar/date';
import { sampleIdNumber } from '../../app/identity/idNumber';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';
import { visitHome } from './visitHome';

test.use({ stock: 'office', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });

/** The area 999999 is not assigned: these are nobody's numbers. */
const idNumberOf = (birthDate: string, sequence: number) =>
  sampleIdNumber({ areaCode: '999999', birthDate: businessDate(birthDate), sequence });

const WORKER = { name: '林样本', idNumber: idNumberOf('1975-03-02', 11) };
const SPOUSE = { name: '何样本', idNumber: idNumberOf('1977-08-15', 22) };
const ACCOUNT = '9999000000000123';
const FILE = /KN2019-00001/;

test('a caseworker registers a family; a wrong ID number is told beside its field, and nothing typed is lost', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families');
  await expect(page.getByText('还没有家庭档案')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '登记家庭' }).first().click();
  await fillFile(page);
  await fillMember(page, { index: 0, member: WORKER });
  await field(page, 'bank.bankName').fill('样本银行');
  await field(page, 'bank.accountHolder').fill(WORKER.name);
  await field(page, 'bank.account').fill(ACCOUNT);
  await page.getByRole('button', { name: '增加家庭成员' }).click();
  await fillMember(page, { index: 1, member: { ...SPOUSE, idNumber: wrong(SPOUSE.idNumber) } });
  await field(page, 'members[1].relation').selectOption('spouse');
  await page.getByRole('button', { name: '存为草稿' }).click();

  await expect(page.getByRole('alert')).toContainText('家庭成员 2 身份证号：身份证号的校验位不符');
  await expect(field(page, 'members[1].idNumber')).toHaveAccessibleDescription(/校验位不符/);
  await expect(field(page, 'members[0].name')).toHaveValue(WORKER.name);
  await expect(field(page, 'members[0].idNumber')).toHaveValue(WORKER.idNumber);
  await expect(field(page, 'members[1].relation')).toHaveValue('spouse');
  await expect(field(page, 'address')).toHaveValue('样本路 1 号');
  await expect(field(page, 'income.wagesFen')).toHaveValue('9,600');
  await expectAccessible(page);

  await field(page, 'members[1].idNumber').fill(SPOUSE.idNumber);
  await page.getByRole('button', { name: '存为草稿' }).click();
  await expect(page.getByRole('heading', { level: 1, name: WORKER.name })).toBeVisible();
  await expect(page.getByText('已登记，档案编号 KN2019-00001')).toBeVisible();
  await expect(page.getByText('人均月收入 400.00 元，低于低保标准 600.00 元')).toBeVisible();
  await expect(page.getByText(WORKER.idNumber)).toHaveCount(0);
  expect(await page.content()).not.toContain(WORKER.idNumber);
  await expectAccessible(page);
});

test('the same ID number is refused in a second file, naming the first', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families/new');
  await fillFile(page);
  await fillMember(page, { index: 0, member: { ...SPOUSE, name: '何重复' } });
  await page.getByRole('button', { name: '存为草稿' }).click();
  await expect(page.getByRole('alert')).toContainText('何重复的身份证号已登记在档案 KN2019-00001（草稿）中');
  await expect(field(page, 'members[0].name')).toHaveValue('何重复');
});

test('the file is submitted, visited, put on notice, and cannot be approved by who recorded it', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await openFile(page);
  await takeStep(page, { action: '提交', fill: { on: '2019-03-01' } });
  await expect(page.getByRole('alert')).toContainText('日期不能早于上一步的日期 2019-03-04');
  await field(page, 'on').fill('2019-03-05');
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByText('下一步是入户核查')).toBeVisible();

  await visitHome(page, '2019-03-06', { loseConnection: true });
  await expect(page.getByText('下一步是公示')).toBeVisible();
  await takeStep(page, { action: '开始公示', fill: { on: '2019-03-07' } });
  await expect(page.getByText('公示已开始，最早 2019-03-14 可以审批')).toBeVisible();

  await expect(page.getByRole('link', { name: '审批建档' })).toHaveCount(0);
  const answer = await page.goto(`${page.url()}/approve`);
  expect(answer!.status()).toBe(403);
});

test('the head approves when the notice has stood, and the family is on the register', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await openFile(page);
  await takeStep(page, { action: '审批建档', fill: { on: '2019-03-13' } });
  await expect(page.getByRole('alert')).toContainText('最早 2019-03-14');
  await field(page, 'on').fill('2019-03-14');
  await page.getByRole('radio', { name: '低保边缘户' }).check();
  await page.getByRole('button', { name: '审批建档' }).click();
  await expect(page.getByRole('alert')).toContainText('类别与系统建议不同，请写明理由');
  await page.getByRole('radio', { name: '低保户（系统建议）' }).check();
  await page.getByRole('button', { name: '审批建档' }).click();
  await expect(page.getByRole('alert')).toContainText('种材料。请先补齐');
  await page.getByRole('checkbox', { name: /种材料，仍然批准建档/ }).check();
  await page.getByRole('button', { name: '审批建档' }).click();
  await expect(page.getByText('已批准建档')).toBeVisible();
  await expect(page.getByRole('heading', { name: '困难类别：低保户' })).toBeVisible();
  await expect(page.getByText('批准建档，2019-03-14 起在册，类别「低保户」')).toBeVisible();
  await expectAccessible(page);

  await page.goto('/families?status=approved');
  await expect(page.getByRole('row', { name: FILE })).toContainText('在册');
});

test('a family is found by a name and by a full ID number, and seen in full for a reason only', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'finance');
  await page.goto('/families');
  for (const search of ['林样', SPOUSE.name, SPOUSE.idNumber.toLowerCase(), 'kn2019-00001']) {
    await page.getByLabel('查找家庭').fill(search);
    await page.getByRole('button', { name: '查询' }).click();
    // A whole number travels as a token.
    const wanted = /\d{11}/.test(search) ? /^~/ : new RegExp(`^${search}$`);
    await page.waitForURL((url) => wanted.test(url.searchParams.get('search') ?? ''));
    await expect(page.getByText('共 1 户')).toBeVisible();
    await expect(page.getByRole('row', { name: FILE })).toContainText(WORKER.name);
  }
  await page.getByLabel('查找家庭').fill(SPOUSE.idNumber.slice(0, 17));
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page.getByText('没有符合条件的家庭')).toBeVisible();

  await openFile(page);
  await page.getByRole('link', { name: '查看完整号码' }).click();
  await page.getByLabel('用途').fill('查');
  await page.getByRole('button', { name: '查看' }).click();
  await expect(page.getByRole('alert')).toContainText('请写明查看的用途');
  await page.getByLabel('用途').fill('核对退票账号');
  await page.getByRole('button', { name: '查看' }).click();
  await expect(page.getByRole('row', { name: SPOUSE.name })).toContainText(SPOUSE.idNumber);
  await expect(page.getByText(ACCOUNT)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '返回档案' }).click();
  await expect(page.getByText('用途：核对退票账号')).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('用途')).toBeVisible();
  await expect(page.getByText(SPOUSE.idNumber)).toHaveCount(0);
});

test('without JavaScript members come and go, and the file is saved', async ({ browser, product }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: product.url,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  await actAs(page, product, 'caseworker');
  await page.goto('/families/new');
  await fillFile(page);
  await fillMember(page, { index: 0, member: { name: '冯样本', idNumber: idNumberOf('1980-01-09', 31) } });
  for (const count of [2, 3]) {
    await page.getByRole('button', { name: '增加家庭成员' }).click();
    await expect(page.getByRole('heading', { name: /^家庭成员 \d/ })).toHaveCount(count - 1);
  }
  await fillMember(page, { index: 2, member: { name: '冯学生', idNumber: idNumberOf('2005-02-03', 32) } });
  await field(page, 'members[2].relation').selectOption('child');
  await page.getByRole('button', { name: /移除.*家庭成员 2/ }).click();
  await expect(field(page, 'members[1].name')).toHaveValue('冯学生');
  await field(page, 'members[1].idNumber').fill('123');
  await page.getByRole('button', { name: '存为草稿' }).click();
  await expect(page.getByRole('alert')).toContainText('家庭成员 2 身份证号：身份证号应为 18 位');
  await expect(field(page, 'members[0].name')).toHaveValue('冯样本');
  await field(page, 'members[1].idNumber').fill(idNumberOf('2005-02-03', 32));
  await page.getByRole('button', { name: '存为草稿' }).click();
  await expect(page.getByText('已登记，档案编号 KN2019-00002')).toBeVisible();

  await page.getByRole('link', { name: '修改' }).click();
  await field(page, 'members[1].school').fill('样本中学');
  await page.getByRole('button', { name: '保存修改' }).click();
  await expect(page.getByText('修改已保存')).toBeVisible();
  await expect(page.getByRole('cell', { name: '样本中学' })).toBeVisible();
  await context.close();
});

test('the head confirms an example of the subsistence line with its document', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/lines');
  await expect(page.getByRole('link', { name: '确认' })).toHaveCount(0);
  await actAs(page, product, 'head');
  await page.goto('/lines');
  await expectAccessible(page);
  const line = page.getByRole('row', { name: /城镇 2019-01-01/ });
  await expect(line).toContainText('示例（待确认）');
  await line.getByRole('link', { name: '确认' }).click();
  await page.getByRole('button', { name: '确认低保标准' }).click();
  await expect(page.getByRole('alert')).toContainText('依据文件：请填写文件名称和文号');
  await field(page, 'monthlyFen').fill('610');
  await field(page, 'document').fill('样本民〔2019〕1号');
  await page.getByRole('button', { name: '确认低保标准' }).click();
  await expect(line).toContainText('610.00');
  await expect(line).toContainText('已确认');

  await field(page, 'effectiveOn').fill('2019-01-01');
  await field(page, 'monthlyFen').fill('620');
  await field(page, 'document').fill('样本民〔2019〕2号');
  await page.getByRole('button', { name: '登记' }).click();
  await expect(page.getByRole('alert')).toContainText('从 2019-01-01 起的低保标准已经登记');
});

test('nothing runs over a screen of 360 pixels', async ({ page, product }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await actAs(page, product, 'caseworker');
  await openFile(page);
  const file = new URL(page.url()).pathname;
  for (const address of ['/families', file, `${file}/contact`, `${file}/reveal`, '/families/new', '/lines']) {
    await page.goto(address);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, address).toBeLessThanOrEqual(0);
  }
});

const field = (page: Page, name: string) => page.locator(`[name="${name}"]:not([type="hidden"])`);

/** The same number with another check character. */
function wrong(idNumber: string): string {
  return idNumber.slice(0, 17) + (idNumber.endsWith('1') ? '2' : '1');
}

async function fillFile(page: Page): Promise<void> {
  await field(page, 'appliedOn').fill('2019-03-04');
  await field(page, 'mainCause').selectOption('low_income');
  await field(page, 'phone').fill('13900000000');
  await field(page, 'division').selectOption('410105');
  await field(page, 'address').fill('样本路 1 号');
  await field(page, 'housingKind').selectOption('rented');
  await field(page, 'workUnit').fill('样本厂');
  await field(page, 'income.wagesFen').fill('9,600');
}

async function fillMember(
  page: Page,
  { index, member }: { index: number; member: { name: string; idNumber: string } },
): Promise<void> {
  await field(page, `members[${index}].name`).fill(member.name);
  await field(page, `members[${index}].idNumber`).fill(member.idNumber);
  await field(page, `members[${index}].employment`).selectOption('unemployed');
  await field(page, `members[${index}].health`).selectOption('good');
  if (index > 0) return;
  await field(page, 'members[0].ethnicGroup').fill('汉族');
  await field(page, 'members[0].monthlyIncomeFen').fill('800');
  await field(page, 'members[0].politicalStatus').selectOption('masses');
  await field(page, 'members[0].maritalStatus').selectOption('married');
}

async function openFile(page: Page): Promise<void> {
  await page.goto('/families?search=KN2019-00001');
  await page.getByRole('link', { name: WORKER.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: WORKER.name })).toBeVisible();
}

/** Opens a step from the page of the file, fills its form in and sends it. */
async function takeStep(
  page: Page,
  { action, fill }: { action: string; fill: Record<string, string> },
): Promise<void> {
  await page.getByRole('link', { name: action }).click();
  for (const [name, value] of Object.entries(fill)) await field(page, name).fill(value);
  await page.getByRole('button', { name: action }).click();
}
