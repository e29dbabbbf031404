import ExcelJS from 'exceljs';
import type { YearJson } from '../../app/indicators/json';
import { expectAccessible } from './accessible';
import { actAs, expect, test, type Product } from './product';

test.use({ stock: 'demo', spec: import.meta.url });
test.setTimeout(180_000);

const NAME = '样例电话调查';

async function satisfaction(product: Product) {
  const { stdout } = await product.command('report', '--year', '2019', '--as-of', '2019-12-31', '--json');
  return (JSON.parse(stdout) as YearJson).indicators.find(({ metric }) => metric === 'satisfaction')!;
}

test('a round is drawn, answered by the keyboard alone, and opens from its indicator', async ({
  page,
  product,
}) => {
  const before = await satisfaction(product);
  await actAs(page, product, 'head');
  await page.goto('/surveys/new?year=2019');
  const size = page.getByRole('spinbutton', { name: /^样本数/ });
  await size.fill('0');
  await page.getByRole('button', { name: '抽取样本' }).click();
  await expect(page.getByRole('alert')).toContainText('请填写调查名称');
  await page.getByLabel('调查名称').fill(NAME);
  await size.fill('3');
  await page.getByLabel('人', { exact: true }).check();
  await page.getByLabel('随机种子').fill('2019');
  await page.getByRole('button', { name: '抽取样本' }).click();
  await expect(page.getByText('已抽取样本 3 人')).toBeVisible();
  await expect(page.getByText('2019', { exact: true })).toBeVisible();
  const address = new URL(page.url()).pathname;
  expect((await page.goto(`${address}/record`))!.status()).toBe(403);
  await page.goto('/surveys?year=2019');

  await actAs(page, product, 'caseworker');
  await page.goto(address);
  await page.getByRole('link', { name: '逐人登记' }).click();
  await expect(page.getByRole('heading', { name: /第 1 位/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '显示号码' }).click();
  await expect(page.getByText(/^1\d{10}$/)).toBeVisible();
  for (const [place, digit, opinion] of [
    [1, '1', '谢谢'],
    [2, '4', '希望早一点'],
    [3, '5', ''],
  ] as const) {
    await expect(page.getByRole('heading', { name: new RegExp(`第 ${place} 位`) })).toBeVisible();
    // A slip is mended by the next digit, while no opinion is begun.
    await page.keyboard.press('6');
    await expect(page.getByLabel('意见')).toBeFocused();
    await page.keyboard.press(digit);
    await expect(page.getByLabel('意见')).toHaveValue('');
    await page.keyboard.type(opinion);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByText('没有需要继续访问的')).toBeVisible();
  const people = page.getByRole('region', { name: '样本名单' });
  await expect(people.getByRole('row', { name: /希望早一点/ })).toContainText('不满意');
  await expectAccessible(page);

  const after = await satisfaction(product);
  expect(after.denominator! - before.denominator!).toBeLessThanOrEqual(2);
  await page.goto('/indicators/2019?asOf=2019-12-31');
  await page.getByRole('link', { name: '受补贴对象满意度：' }).click();
  await expect(page.getByRole('region', { name: '加总过程' })).toContainText('与指标的数字一致');
  await expect(page.getByRole('region', { name: '加总过程' })).toContainText(String(after.denominator));
  await expectAccessible(page);
  const rows = page.getByRole('region', { name: '逐行记录' });
  await page.getByLabel('计入方式').selectOption('不满意');
  await page.getByRole('button', { name: '查询' }).click();
  await expect(rows.locator('tbody tr')).toHaveCount(after.denominator! - after.numerator!);
  await rows.getByRole('link', { name: '2019-12-31' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
});

test('answers come in by a workbook, without JavaScript, and its refused rows go back', async ({
  browser,
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/surveys?year=2019');
  const address = await page.getByRole('link', { name: '2019年冬季满意度调查' }).getAttribute('href');
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: product.url,
    storageState: await page.context().storageState(),
  });
  const plain = await context.newPage();
  await plain.goto(`${address}/import`);
  await plain.getByRole('button', { name: '导入' }).click();
  await expect(plain.getByText('请选择要导入的 Excel 文件').first()).toBeVisible();
  const book = new ExcelJS.Workbook();
  book.addWorksheet('评价').addRows([
    ['身份证号', '日期', '方式', '评价', '意见'],
    ['999999197501010019', '2019-12-22', '电话', '满意', ''],
  ]);
  const buffer = Buffer.from(await book.xlsx.writeBuffer());
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await plain.getByLabel('文件').setInputFiles({ name: '评价.xlsx', mimeType, buffer });
  await plain.getByRole('button', { name: '导入' }).click();
  await expect(plain.getByText('退回 1 行')).toBeVisible();
  const downloading = plain.waitForEvent('download');
  await plain.getByRole('button', { name: '下载退回的行' }).click();
  expect((await downloading).suggestedFilename()).toBe('满意度评价退回的行.xlsx');

  await plain.goto('/services/new');
  await plain.getByRole('button', { name: '保存' }).click();
  await expect(plain.getByRole('alert')).toContainText('请选择服务项目');
  await plain.getByLabel('服务项目').selectOption('法律援助');
  await plain.getByLabel('服务日期').fill('2019-12-30');
  await plain.getByLabel('服务内容').fill('咨询劳动合同纠纷');
  await plain.getByRole('button', { name: '保存' }).click();
  await expect(plain.getByRole('alert')).toContainText('请填写姓名');
  await expect(plain.getByLabel('服务内容')).toHaveValue('咨询劳动合同纠纷');
  await plain.getByLabel('姓名', { exact: true }).fill('样例来访人');
  await plain.getByRole('button', { name: '保存' }).click();
  await expect(plain.getByText('已登记「样例来访人」的服务。')).toBeVisible();
  await plain.getByRole('link', { name: '作废样例来访人的法律援助' }).click();
  await plain.getByLabel('作废的原因').fill('登记错了');
  await plain.getByRole('button', { name: '作废' }).click();
  await expect(plain.getByText('不再计入统计')).toBeVisible();
  await context.close();
});

test('the head sees what the records suggest, and the cases behind it', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto('/indicators/2019?asOf=2019-12-31');
  await page.getByRole('link', { name: '资金使用规范性：' }).click();
  await expect(page.getByText(/系统建议：/)).toBeVisible();
  await page.getByRole('link', { name: '上传材料' }).click();
  await page.getByRole('button', { name: '上传' }).click();
  await expect(page.getByRole('alert')).toContainText('请选择要上传的文件');
  await expectAccessible(page);
  await page.goto('/indicators/2019/compliance?asOf=2019-12-31');
  await expect(page.getByRole('region', { name: '合规检查' }).getByRole('row')).toHaveCount(8);
  await expectAccessible(page);
});

test('the head withdraws a round with a reason; it stays to be seen and takes no more answers', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await page.goto('/surveys?year=2019');
  await page.getByRole('link', { name: '2019年冬季满意度调查' }).click();
  await page.getByRole('link', { name: '作废' }).click();
  await page.getByRole('button', { name: '作废' }).click();
  await expect(page.getByRole('alert')).toContainText('请写明作废的原因');
  await expectAccessible(page);
  await page.getByLabel('作废原因').fill('抽样范围选错');
  await page.getByRole('button', { name: '作废' }).click();
  await expect(page.getByText('它的评价不再计入满意度')).toBeVisible();
  await expect(page.getByText('原因：抽样范围选错')).toBeVisible();
  await expect(page.getByRole('link', { name: '作废' })).toHaveCount(0);
  await expectAccessible(page);
  const address = new URL(page.url()).pathname;
  await page.goto('/indicators/2019?asOf=2019-12-31');
  await page.getByRole('link', { name: '受补贴对象满意度：' }).click();
  await expect(page.getByRole('region', { name: '加总过程' })).toContainText('这轮调查已作废');
  await actAs(page, product, 'caseworker');
  await page.goto(address);
  await expect(page.getByRole('link', { name: '逐人登记' })).toHaveCount(0);
  expect((await page.goto(`${address}/record`))!.status()).toBe(409);
  await expect(page.getByText(/已经作废，不能再登记/)).toBeVisible();
});
