import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { businessDate } from '../../app/calendar/date';
import { samplePdf } from '../../app/demo/samplePapers.server';
import { sampleIdNumber } from '../../app/identity/idNumber';
import { registerWorkbook, sheetFamily } from '../factories/familySheet';
import {
  arrive,
  choose,
  chooseFile,
  logInByKeys,
  logOutByKeys,
  pick,
  press,
  tick,
  typeDay,
  typeInto,
} from './keys';
import { expectAccessible } from './accessible';
import { expect, test, type Product } from './product';

/** Every journey of the register with the keyboard alone, and after each act the keyboard knows where it is. */

test.use({ stock: 'office', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });
test.setTimeout(240_000);

const idNumberOf = (birthDate: string, sequence: number) =>
  sampleIdNumber({ areaCode: '999999', birthDate: businessDate(birthDate), sequence });
/** The area 999999 is not assigned: this is nobody's number. */
const ID_NUMBER = idNumberOf('1972-08-09', 57);
const NAME = '邹样本';
const SCAN = { name: '身份证.pdf', mimeType: 'application/pdf', buffer: Buffer.from(samplePdf('Front')) };

const field = (page: Page, name: string) => page.locator(`[name="${name}"]:not([type="hidden"])`);
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true }).first();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('a family is registered and submitted', async ({ page, product }) => {
  await logInByKeys(page, product, 'caseworker');
  await press(page, link(page, '家庭档案'));
  await arrive(page, '家庭档案');
  await press(page, link(page, '登记家庭'));
  await arrive(page, '登记家庭');

  await typeDay(page, field(page, 'appliedOn'), '2019-03-04');
  await choose(page, field(page, 'mainCause'), 'other');
  await typeInto(page, field(page, 'members[0].name'), NAME);
  await typeInto(page, field(page, 'members[0].idNumber'), ID_NUMBER);
  await typeInto(page, field(page, 'members[0].ethnicGroup'), '汉族');
  await choose(page, field(page, 'members[0].politicalStatus'), 'masses');
  await choose(page, field(page, 'members[0].maritalStatus'), 'married');
  await choose(page, field(page, 'members[0].employment'), 'employed');
  await typeInto(page, field(page, 'members[0].monthlyIncomeFen'), '0');
  await choose(page, field(page, 'members[0].health'), 'good');
  await press(page, button(page, '增加家庭成员'));
  await expect(field(page, 'members[1].name')).toBeFocused();
  await press(page, page.getByRole('button', { name: /^移除/ }));
  await expect(button(page, '增加家庭成员')).toBeFocused();
  await choose(page, field(page, 'division'), '410105');
  await choose(page, field(page, 'hukouKind'), 'urban');
  await typeInto(page, field(page, 'address'), '样本路 5 号');
  await typeInto(page, field(page, 'phone'), '13900000005');
  await choose(page, field(page, 'housingKind'), 'rented');
  await typeInto(page, field(page, 'workUnit'), '样本机械厂');
  await typeInto(page, field(page, 'income.wagesFen'), '很多');
  await press(page, button(page, '存为草稿'));
  await expect(page.getByRole('alert')).toBeFocused();
  await press(page, page.getByRole('alert').getByRole('link'));
  await typeInto(page, field(page, 'income.wagesFen'), '9,600');
  await press(page, button(page, '存为草稿'));
  await arrive(page, NAME);

  await press(page, link(page, '提交'));
  await typeDay(page, page.getByLabel('提交日期'), '2019-03-05');
  await press(page, button(page, '提交'));
  await arrive(page, NAME);
  await expect(page.getByText('下一步是入户核查')).toBeVisible();
});

test('a paper is put in, looked at and taken out', async ({ page, product }) => {
  await logInByKeys(page, product, 'caseworker');
  await openFile(page);
  await press(page, link(page, '上传材料'));
  await arrive(page, '档案材料');
  await choose(page, page.getByLabel('材料种类'), 'id_card');
  await chooseFile(page, page.locator('input[name=files]'), SCAN);
  await press(page, button(page, '不上传 身份证.pdf'));
  await expect(page.locator('input[name=files]')).toBeFocused();
  await chooseFile(page, page.locator('input[name=files]'), SCAN);
  await press(page, button(page, '上传'));
  await expect(page.getByText('已上传 1 份材料')).toBeVisible();
  await press(page, link(page, '身份证.pdf'));
  await arrive(page, /身份证/);
  await press(page, link(page, '档案材料'));
  await arrive(page, '档案材料');
  await press(page, link(page, '移除'));
  await typeInto(page, page.getByLabel('移除的原因'), '扫描不清楚');
  await press(page, button(page, '移除'));
  await arrive(page, '档案材料');
});

test('the file is given back, corrected and handed in again', async ({ page, product }) => {
  await logInByKeys(page, product, 'head');
  await openFile(page);
  await press(page, link(page, '退回补正'));
  await press(page, button(page, '退回补正'));
  await answersBesideTheField(page, page.getByLabel('需要补正的内容'));
  await typeInto(page, page.getByLabel('需要补正的内容'), '住址写到门牌');
  await press(page, button(page, '退回补正'));
  await arrive(page, NAME);
  await logOutByKeys(page);

  await logInByKeys(page, product, 'caseworker');
  await openFile(page);
  await expect(page.getByText('住址写到门牌').first()).toBeVisible();
  await press(page, link(page, '修改'));
  await typeInto(page, field(page, 'address'), '样本路 5 号 2 单元');
  await press(page, button(page, '保存修改'));
  await arrive(page, NAME);
  await press(page, link(page, '提交'));
  await typeDay(page, page.getByLabel('提交日期'), '2019-03-06');
  await press(page, button(page, '提交'));
  await arrive(page, NAME);
});

test('the home is visited, the family put on notice, an objection taken down', async ({ page, product }) => {
  await logInByKeys(page, product, 'caseworker');
  await openFile(page);
  await press(page, link(page, '登记入户核查'));
  await arrive(page, '登记入户核查');
  await typeDay(page, page.getByLabel('核查日期'), '2019-03-06');
  await typeInto(page, page.getByLabel('入户人员一'), '安样本');
  await typeInto(page, page.getByLabel('入户人员二'), '白样本');
  await typeInto(page, page.getByLabel('住房情况'), '租住平房一间');
  await typeInto(page, page.getByLabel('实际居住人员'), '本人和配偶');
  await pick(page, page.getByRole('radio', { name: '一致', exact: true }));
  await typeInto(page, page.getByLabel('核查情况'), '情况属实');
  await press(page, button(page, '登记入户核查'));
  await arrive(page, NAME);

  await press(page, link(page, '认定公示'));
  await arrive(page, '认定公示');
  await press(page, link(page, '成批公示'));
  await tick(page, page.getByRole('checkbox', { name: new RegExp(`^公示 .*${NAME}`) }));
  await typeDay(page, page.getByLabel('公示开始日期'), '2019-03-07');
  await press(page, button(page, '开始公示'));
  await arrive(page, /GS2019-00001/);

  await openFile(page);
  await press(page, link(page, '登记异议'));
  await typeDay(page, page.getByLabel('收到日期'), '2019-03-08');
  await typeInto(page, page.getByLabel('异议内容'), '反映另有住房出租');
  await press(page, button(page, '登记异议'));
  await arrive(page, NAME);
});

test('the head answers it and approves', async ({ page, product }) => {
  await logInByKeys(page, product, 'head');
  await openFile(page);
  await press(page, link(page, '处理异议'));
  await typeDay(page, page.getByLabel('处理日期'), '2019-03-11');
  await pick(page, page.getByRole('radio', { name: '异议不成立' }));
  await typeInto(page, page.getByLabel('核实经过和处理意见'), '房产部门查无另一处住房');
  await press(page, button(page, '处理异议'));
  await arrive(page, NAME);

  await press(page, link(page, '审批建档'));
  await typeDay(page, page.getByLabel('审批日期'), '2019-03-13');
  await pick(page, page.getByRole('radio', { name: /系统建议/ }));
  await tick(page, page.getByRole('checkbox', { name: /种材料，仍然批准建档/ }));
  await press(page, button(page, '审批建档'));
  await expect(page.getByRole('alert')).toBeFocused();
  await typeDay(page, page.getByLabel('审批日期'), '2019-03-14');
  await press(page, button(page, '审批建档'));
  await arrive(page, NAME);
});

test('what is told of a family changes: the telephone at once, the account by two people', async ({
  page,
  product,
}) => {
  await logInByKeys(page, product, 'caseworker');
  await openFile(page);
  await press(page, link(page, '变更联系方式'));
  await typeInto(page, page.getByLabel('联系电话'), '123');
  await press(page, button(page, '变更联系方式'));
  await answersBesideTheField(page, page.getByLabel('联系电话'));
  await typeInto(page, page.getByLabel('联系电话'), '13900000006');
  await press(page, button(page, '变更联系方式'));
  await arrive(page, NAME);

  await press(page, link(page, '变更收款账户'));
  await arrive(page, '收款账户');
  await typeInto(page, page.getByLabel('开户银行'), '样本银行样本支行');
  await typeInto(page, page.getByLabel('户名'), NAME);
  await typeInto(page, page.getByLabel('新账号'), '12');
  await typeInto(page, page.getByLabel('变更原因'), '换卡');
  await press(page, button(page, '提出变更'));
  await answersBesideTheField(page, page.getByLabel('新账号'));
  await typeInto(page, page.getByLabel('新账号'), '9999000000000067');
  await typeInto(page, page.getByLabel('没有材料的原因'), '当面看过银行卡');
  await press(page, button(page, '提出变更'));
  await expect(page.getByRole('heading', { name: '等待另一人确认的变更' })).toBeVisible();
  await logOutByKeys(page);

  await logInByKeys(page, product, 'head');
  await openFile(page);
  await press(page, link(page, '核对账户变更'));
  await arrive(page, '收款账户');
  await press(page, link(page, '确认变更'));
  await press(page, button(page, '确认变更账户'));
  await answersBesideTheField(page, page.getByLabel('意见'));
  await typeInto(page, page.getByLabel('意见'), '当面看过银行卡');
  await press(page, button(page, '确认变更账户'));
  await arrive(page, '收款账户');
  await expect(page.getByText('****0067').first()).toBeVisible();
});

test('the head reviews and closes the file', async ({ page, product }) => {
  await logInByKeys(page, product, 'head');
  await openFile(page);
  await press(page, link(page, '办理年审'));
  await typeInto(page, page.getByLabel('工资性收入'), '1,200');
  await press(page, button(page, '按填写的收入计算'));
  await expect(page.getByText(/^按填写的收入和 .* 的标准，系统建议：/)).toBeVisible();
  await pick(page, page.getByRole('radio').first());
  await typeInto(page, page.getByLabel('与系统建议不同的理由'), '集体研究');
  await typeInto(page, page.getByLabel('年审情况'), '情况没有变化');
  await press(page, button(page, '办理年审'));
  await arrive(page, NAME);

  await press(page, link(page, '退出档案'));
  await pick(page, page.getByRole('radio', { name: '脱困' }));
  await press(page, button(page, '退出档案'));
  await arrive(page, NAME);
});

test('the notice is taken down, and the family that fell back is registered anew', async ({
  page,
  product,
}) => {
  await logInByKeys(page, product, 'caseworker');
  await press(page, link(page, '认定公示'));
  await press(page, link(page, /GS2019-00001/));
  await press(page, link(page, '撤下公示'));
  await typeDay(page, page.getByLabel('撤下日期'), '2019-03-01');
  await press(page, button(page, '撤下公示'));
  await answersBesideTheField(page, page.getByLabel('撤下日期'));
  await typeDay(page, page.getByLabel('撤下日期'), '2019-03-14');
  await press(page, button(page, '撤下公示'));
  await arrive(page, /GS2019-00001/);
  await openFile(page);
  await press(page, link(page, '重新建档'));
  await press(page, button(page, '重新建档'));
  await arrive(page, NAME);
  await expect(page.getByText('草稿', { exact: true }).first()).toBeVisible();
});

test('two files with one phone are compared and told apart', async ({ page, product }) => {
  await importRegister(product, [
    ...sheetFamily(1, { size: 1, phone: '13900000001' }),
    ...sheetFamily(2, { size: 1, phone: '13900000001' }),
    ...sheetFamily(3, { size: 1, status: '已退出', registeredOn: '2008-03-05', exitedOn: '2009-03-05' }),
  ]);
  await logInByKeys(page, product, 'caseworker');
  await press(page, link(page, '疑似重复'));
  await arrive(page, '疑似重复');
  await press(page, link(page, /^联系电话/));
  await press(page, page.getByRole('link', { name: '对比核对' }).first());
  await pick(page, page.getByLabel('不是同一人'));
  await typeInto(page, field(page, 'reason'), '看了户口簿，同住一处');
  await press(page, button(page, '登记结论'));
  await arrive(page, /.+/);
  await expect(page.getByText('核对结论已登记')).toBeVisible();
});

test('a register is sent by one person and let in by another', async ({ page, product }) => {
  const buffer = await registerWorkbook([...sheetFamily(7), ...sheetFamily(8, { phone: '123' })]);
  await logInByKeys(page, product, 'caseworker');
  await press(page, link(page, '家庭档案'));
  await press(page, link(page, '导入'));
  await arrive(page, '导入家庭档案');
  await chooseFile(page, page.getByLabel('登记册'), { name: '登记册.xlsx', mimeType: '', buffer });
  await press(page, button(page, '上传'));
  await expect(page.getByText('检查完成，等待核准，还没有导入')).toBeVisible({ timeout: 60_000 });
  await logOutByKeys(page);

  await logInByKeys(page, product, 'head');
  await press(page, link(page, '家庭档案'));
  await press(page, link(page, '导入'));
  await press(page, link(page, '登记册.xlsx'));
  await press(page, button(page, '核准并导入'));
  await expect(page.getByText('导入完成')).toBeVisible({ timeout: 60_000 });
  await logOutByKeys(page);

  await logInByKeys(page, product, 'caseworker');
  await press(page, link(page, '家庭档案'));
  await press(page, link(page, '导入'));
  await press(page, link(page, '登记册.xlsx'));
  const download = page.waitForEvent('download');
  await press(page, link(page, '下载退回的行'));
  await download;
});

test('the head tries another line and erases what was kept long enough', async ({ page, product }) => {
  await logInByKeys(page, product, 'head');
  await press(page, link(page, '低保标准'));
  await press(page, link(page, '类别测算'));
  await typeDay(page, page.getByLabel('按哪一天的规则和标准'), '2019-06-01');
  await typeInto(page, page.getByLabel('收入变动（%）'), '-50');
  await press(page, button(page, '测算'));
  await expect(page.getByRole('table', { name: '类别会变化的家庭' })).toBeVisible();

  await press(page, link(page, '到期档案'));
  await arrive(page, '到期档案');
  await tick(page, page.getByRole('checkbox', { name: /^勾选 ZZ-000003/ }));
  await typeInto(page, page.getByLabel(/批准|依据|理由/), '样例档销〔2026〕1号');
  await press(page, button(page, '清除勾选的档案'));
  await expect(page.getByRole('alert')).toBeFocused();
  await tick(page, page.getByLabel('已经核对，勾选的档案不再需要'));
  await press(page, button(page, '清除勾选的档案'));
  await expect(page.getByText('没有到期的档案')).toBeVisible();
  await arrive(page, '到期档案');
});

test('the head works through a queue: on to the next, back, approves, returns, and keeps the place', async ({
  page,
  product,
}) => {
  await product.script('waitingFiles', '3');
  await logInByKeys(page, product, 'head');
  await press(page, link(page, '逐件办理'));
  await arrive(page, '逐件办理');
  await press(page, link(page, '开始档案认定审批'));
  const bar = page.getByRole('navigation', { name: '逐件办理' });
  const standsAt = async (place: string, heading: string) => {
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(bar).toContainText(place);
    await expect(bar).toBeFocused();
  };
  await standsAt('（1/3）', '审批建档');
  const opinion = page.locator('textarea[name=note]');
  await typeInto(page, opinion, '只写给第一户');
  await press(page, link(page, '下一件'));
  await standsAt('（2/3）', '审批建档');
  // What was typed for one family goes to no other.
  await expect(opinion).toHaveValue('');
  await page.keyboard.press('p');
  await standsAt('（1/3）', '审批建档');
  await tick(page, page.getByRole('checkbox', { name: /份档案可能重复/ }));
  await tick(page, page.getByRole('checkbox', { name: /种材料，仍然批准建档/ }));
  await page.keyboard.press('a');
  await expect(button(page, '审批建档')).toBeFocused();
  await page.keyboard.press('Enter');
  await standsAt('（1/2）', '审批建档');
  // What was done before is no answer to what is refused now.
  const done = page.getByRole('status').filter({ hasText: '已批准建档' });
  await expect(done).toBeVisible();
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(done).toHaveCount(0);

  const isAt = async (place: string, heading: string, at: Locator) => {
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(bar).toContainText(place);
    await expect(at).toBeFocused();
  };
  // While a page is on its way it is said so, no letter counts for the next case, and Enter sends none.
  await page.keyboard.press('a');
  await expect(button(page, '审批建档')).toBeFocused();
  let arrived = () => {};
  const held = new Promise<void>((resolve) => (arrived = resolve));
  await page.route(/approve\.data/, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('n');
  await expect(bar).toHaveAttribute('aria-busy', 'true');
  await expect(bar).toContainText('正在打开');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type('rpa');
  await page.keyboard.press('Enter');
  arrived();
  await standsAt('（2/2）', '审批建档');
  await expect(bar).toHaveAttribute('aria-busy', 'false');
  await page.unroute(/approve\.data/);
  await page.keyboard.press('p');
  await standsAt('（1/2）', '审批建档');

  // One key leads to where the answer is given; until its page has come, letters lead nowhere else.
  const reason = page.getByLabel('需要补正的内容');
  await page.keyboard.press('r');
  await page.keyboard.type('npa');
  await isAt('（1/2）', '退回补正', reason);
  await press(page, link(page, '去批准'));
  await standsAt('（1/2）', '审批建档');
  await page.keyboard.press('r');
  await isAt('（1/2）', '退回补正', reason);
  // In the reason letters are text; Escape leads out of it and keeps what was typed.
  await page.keyboard.type('补交');
  await page.keyboard.press('Escape');
  await isAt('（1/2）', '退回补正', bar);
  await expect(reason).toHaveValue('补交');
  await page.keyboard.press('r');
  await isAt('（1/2）', '退回补正', reason);
  await expect(reason).toHaveValue('补交');
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await isAt('（1/2）', '审批建档', button(page, '审批建档'));
  await page.keyboard.press('r');
  await isAt('（1/2）', '退回补正', reason);
  await page.keyboard.type('补交户口簿');
  await press(page, button(page, '退回补正'));
  await standsAt('（1/1）', '审批建档');
  await press(page, link(page, '结束逐件办理'));
  await arrive(page, '逐件办理');

  await press(page, link(page, '开始发放批次审批'));
  await standsAt('（1/1）', '审批');
  await page.keyboard.press('r');
  await isAt('（1/1）', '退回', page.locator('textarea[name=note]'));
  await page.keyboard.type('请核对金额');
  await press(page, button(page, '退回'));
  await arrive(page, '逐件办理');
  await expect(link(page, '开始发放批次审批')).toHaveCount(0);

  await press(page, link(page, '开始收款账户变更确认'));
  await standsAt('（1/1）', '确认变更账户');
  await page.keyboard.press('r');
  await isAt('（1/1）', '不同意变更账户', page.locator('input[name=note]'));
  await page.keyboard.type('与银行卡不一致');
  await press(page, button(page, '不同意变更账户'));
  await arrive(page, '逐件办理');

  await press(page, link(page, '家庭档案'));
  await press(page, link(page, /^公示中/));
  await press(page, page.locator('tbody').getByRole('link').first());
  await arrive(page, /.+/);
  await press(page, link(page, '不予认定'));
  await press(page, button(page, '不予认定'));
  await answersBesideTheField(page, page.getByLabel('不予认定的原因'));
  await typeInto(page, page.getByLabel('不予认定的原因'), '核对后收入高于标准');
  await press(page, button(page, '不予认定'));
  await arrive(page, /.+/);
  await expect(page.getByText('核对后收入高于标准').first()).toBeVisible();
});

/** What was wrong is told at the top, where one now stands, and beside its field; and the page can be read by all. */
async function answersBesideTheField(page: Page, wrong: Locator): Promise<void> {
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(wrong).toHaveAccessibleDescription(/.+/);
  await expectAccessible(page);
}

/** From any page: Ctrl+K, the name, and Enter on the first that is found. */
async function openFile(page: Page): Promise<void> {
  await page.keyboard.press('Control+K');
  await expect(page.getByPlaceholder(/姓名/).last()).toBeFocused();
  await page.keyboard.type(NAME);
  await expect(page.getByRole('option', { name: new RegExp(NAME) }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await arrive(page, NAME);
}

async function importRegister(product: Product, lines: ReturnType<typeof sheetFamily>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-e2e-'));
  const file = path.join(folder, 'register.xlsx');
  writeFileSync(file, await registerWorkbook(lines));
  const { status, stderr } = await product.command('import', 'families', file, '--approved-by', 'head');
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr);
}
