import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'office', spec: import.meta.url });
// Each test goes on from what the one before has left.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const LINES = 40;
const FAILURES = 7;
const HEADERS = ['序号', '账号', '户名', '金额', '处理结果', '失败原因', '交易日期', '流水号'];
const FAILED = { 处理结果: '失败', 失败原因: '户名不符' };
const UNCHANGED = `${FAILURES - 1} 笔的账户自退票或付款失败后没有更换`;
const NEW_ACCOUNT = '6222020000000012348';

let batch: { id: string; rows: string[][] };
let secondBatch: string;

const notice = (page: Page) => page.getByRole('status').first();

/** On a telephone every column of a list stands within the page. */
async function expectWholeOnTelephone(page: Page, list: string): Promise<void> {
  const size = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  const region = page.getByRole('region', { name: list, exact: true });
  await expect(region.getByRole('link').first()).toBeVisible();
  expect(await region.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await expectAccessible(page);
  await page.setViewportSize(size);
}

/** The row with some of its cells as said. */
function withCells(row: string[], cells: Record<string, string>): string[] {
  return row.map((text, index) => cells[HEADERS[index]!] ?? text);
}

async function upload(page: Page, batchId: string, rows: string[][]): Promise<void> {
  await page.goto(`/batches/${batchId}/results`);
  await page.locator('input[name=file]').setInputFiles({
    name: '代发结果.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([HEADERS, ...rows].map((row) => row.join(',')).join('\r\n'), 'utf8'),
  });
  await page.getByRole('button', { name: '上传并核对' }).click();
}

test('finance maps the columns, sees what the file says, and applies it once', async ({ page, product }) => {
  batch = JSON.parse(await product.script('exportedBatch', String(LINES))) as typeof batch;
  const failed = batch.rows.slice(0, FAILURES).map((row) => withCells(row, FAILED));
  const paid = batch.rows.slice(FAILURES);
  const wrong = withCells(paid[0]!, { 金额: '599.00' });
  await actAs(page, product, 'finance');
  await page.goto(`/batches/${batch.id}/results`);
  await expectAccessible(page);
  await page.getByRole('button', { name: '上传并核对' }).click();
  await expect(page.getByText('请选择银行返回的结果文件。').first()).toBeVisible();

  await upload(page, batch.id, [...failed, wrong, ...paid.slice(1)]);
  await expect(page.getByRole('heading', { name: '列对应' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('表示失败的用词').fill('成功');
  await page.getByRole('button', { name: '保存并核对' }).click();
  await expect(page.getByRole('alert')).toContainText('不能既表示成功又表示失败');
  await page.getByLabel('表示失败的用词').fill('失败、退票');
  await page.getByRole('button', { name: '保存并核对' }).click();

  await expect(page.getByRole('heading', { name: '核对银行结果' })).toBeVisible();
  await expect(page.getByText(`付款成功 ${LINES - FAILURES - 1} 笔`)).toBeVisible();
  await expect(page.getByRole('region', { name: '结果明细' })).toContainText('银行付款少于批次金额');
  await expectAccessible(page);
  const address = page.url();
  await page.getByRole('button', { name: '登记结果' }).click();
  await expect(page.getByText('没有登记').first()).toContainText(`${LINES - 1} 行的银行日期早于`);
  const late = await page.context().newPage();
  await late.goto(address);
  for (const window of [page, late]) await window.getByLabel(/已对照银行回单/).check();
  await page.getByRole('button', { name: '登记结果' }).click();
  await expect(notice(page)).toContainText(`已登记成功 ${LINES - FAILURES - 1} 笔`);
  // The other window shows what was looked at before; it is told, and shows what is so now.
  await late.getByRole('button', { name: '登记结果' }).click();
  await expect(late.getByRole('alert')).toContainText('没有再登记：这个文件的结果已由');
  await expect(late.getByText(/^结果已登记（/)).toBeVisible();
  await expect(late.getByRole('button', { name: '登记结果' })).toHaveCount(0);
  await expectAccessible(late);
  await late.close();
  await page.goto(address);
  await expect(page.getByRole('button', { name: '登记结果' })).toHaveCount(0);

  await upload(page, batch.id, batch.rows.slice(FAILURES));
  await expect(page.getByText('付款成功 1 笔')).toBeVisible();
  await page.getByLabel(/已对照银行回单/).check();
  await page.getByRole('button', { name: '登记结果' }).click();
  await expect(notice(page)).toContainText('批次全部有结果，已办结');
});

test('what the bank says against the booking waits at home until its reason is written', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'finance');
  await upload(page, batch.id, batch.rows.slice(0, 1));
  await expect(page.getByRole('heading', { name: '核对银行结果' })).toBeVisible();
  await page.goto(`/batches/${batch.id}`);
  await expect(page.getByText('有 1 笔，银行另有结果与登记的不符')).toBeVisible();
  await page.goto('/');
  await expect(page.getByText('银行结果与登记不符，待核对')).toBeVisible();
  await page.getByRole('link', { name: '1笔' }).click();
  await expect(page.getByRole('heading', { name: '银行结果存疑' })).toBeVisible();
  await expectAccessible(page);
  await expectWholeOnTelephone(page, '银行结果存疑');
  await page.getByRole('link', { name: '登记的没有错' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '写明核对结果' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('与银行核对的结果').fill('电话询问柜台，当日已冲回');
  await page.getByRole('button', { name: '写明核对结果' }).click();
  await expect(notice(page)).toContainText('以登记的为准');
  await expect(page.getByText('没有与登记不符的银行结果')).toBeVisible();
  await page.goto(`/batches/${batch.id}`);
  await expect(page.getByText('电话询问柜台，当日已冲回')).toBeVisible();

  await page.goto(`/batches/${batch.id}/results`);
  await expectWholeOnTelephone(page, '结果文件');
  await page.getByRole('link', { name: '作废' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '作废' }).click();
  await expect(page.getByRole('alert')).toContainText('请写明为什么作废');
  await page.getByLabel('作废原因').fill('银行重复发来，与上一份矛盾');
  await page.getByRole('button', { name: '作废' }).click();
  await expect(notice(page)).toContainText('已作废');
  await expect(page.getByText('银行重复发来，与上一份矛盾')).toBeVisible();
  await expect(page.getByRole('link', { name: '作废' })).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(`/batches/${batch.id}`);
  await expect(page.getByText('电话询问柜台，当日已冲回')).toBeVisible();
});

test('an account is changed by two people', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/failures?year=2019');
  await expect(page.getByRole('region', { name: '退票与失败' }).locator('tbody tr')).toHaveCount(FAILURES);
  await expect(page.getByRole('button', { name: '所选做成补发批次' })).toHaveCount(0);
  await expectAccessible(page);
  await expectWholeOnTelephone(page, '退票与失败');
  await page
    .getByRole('link', { name: '变更账户' })
    .or(page.getByRole('link', { name: /收款账户$/ }))
    .first()
    .click();
  await page.getByLabel('新账号').fill('12');
  await page.getByLabel('变更原因').fill('银行退票：户名不符');
  await page.getByRole('button', { name: '提出变更' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('变更原因')).toHaveValue('银行退票：户名不符');
  await page.getByLabel('新账号').fill(NEW_ACCOUNT);
  await page.getByLabel('没有材料的原因').fill('当面看过银行卡');
  await page.getByRole('button', { name: '提出变更' }).click();
  await expect(notice(page)).toContainText('账户变更已提出');
  await expect(page.getByRole('link', { name: '确认变更' })).toHaveCount(0);
  await expectAccessible(page);
  await expect(page.getByText('须由另一位有确认权限的人办理')).toBeVisible();
  const address = page.url();
  await page.goto('/account-changes');
  await expect(page.getByText('由他人核对')).toHaveCount(1);
  await expect(page.getByRole('link', { name: /^查看.+的账户变更$/ })).toHaveCount(1);

  await actAs(page, product, 'finance');
  await page.goto('/account-changes');
  await expect(page.getByText('由他人核对')).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^核对.+的账户变更$/ })).toHaveCount(1);
  await expectAccessible(page);
  await page.goto(address);
  await page.getByRole('link', { name: '确认变更' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '确认变更账户' }).click();
  await expect(page.getByRole('alert')).toContainText('没有依据材料');
  await page.getByLabel('意见').fill('当面看过银行卡');
  await page.getByRole('button', { name: '确认变更账户' }).click();
  await expect(notice(page)).toContainText('新账户已确认');
  await page.goto('/failures?year=2019');
  await expect(page.getByText('账户已更正')).toHaveCount(1);
});

test('what failed goes out again in a second batch, and comes back paid', async ({ page, product }) => {
  await actAs(page, product, 'finance');
  await page.goto('/failures?year=2019');
  await page.getByLabel('全选本页').check();
  await page.getByRole('button', { name: '所选做成补发批次' }).click();
  await page.getByLabel('批次名称').fill('补发');
  await page.getByRole('button', { name: '做成批次' }).click();
  await expect(page).toHaveURL(/\/batches\/[0-9a-f-]{36}/);
  secondBatch = /\/batches\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  await page.goto(`/batches/${secondBatch}/submit`);
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(page.getByRole('alert').first()).toContainText(`有 ${FAILURES - 1} 笔的收款账户需要先核对`);
  await page.getByLabel(UNCHANGED).check();
  await page.getByRole('button', { name: '提交审批' }).click();
  await expect(notice(page)).toBeVisible();
  await page.goto('/failures?year=2019');
  await expect(page.getByText('没有等待处理的退票与失败')).toBeVisible();
  await actAs(page, product, 'head');
  await page.goto(`/batches/${secondBatch}/approve`);
  await page.getByLabel(UNCHANGED).check();
  await page.getByLabel(/发放期外付款/).check();
  await page.getByRole('button', { name: '审批' }).click();
  await expect(notice(page)).toBeVisible();

  await actAs(page, product, 'finance');
  await page.goto(`/batches/${secondBatch}/export`);
  await page.getByRole('button', { name: '导出' }).click();
  await expect(notice(page)).toBeVisible();
  await upload(page, secondBatch, paidAgain());
  await expect(page.getByText(`付款成功 ${FAILURES} 笔`)).toBeVisible();
  await page.getByLabel(/已对照银行回单/).check();
  await page.getByRole('button', { name: '登记结果' }).click();
  await expect(notice(page)).toContainText('已办结');
  const { status } = await product.command('verify');
  expect(status).toBe(0);
});

/** What failed, as the bank pays it now; it numbers nothing, and one is paid to its new account. */
function paidAgain(): string[][] {
  const failed = batch.rows.slice(0, FAILURES);
  const cells = { 序号: '', 交易日期: '2019-03-20' };
  return [...failed, withCells(failed[0]!, { 账号: NEW_ACCOUNT })].map((row) => withCells(row, cells));
}

test('nobody without the right applies a result or confirms an account', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  for (const address of [`/batches/${batch.id}/results/x/mapping`, `/batches/${batch.id}/lines/x/paid`]) {
    expect((await page.request.get(address)).status()).toBe(403);
  }
  const sent = { form: { note: '' }, headers: { Origin: product.url } };
  expect((await page.request.post('/families/x/account/x/confirm', sent)).status()).toBe(403);
  expect((await page.request.get(`/batches/${batch.id}/results/none`)).status()).toBe(404);
});
