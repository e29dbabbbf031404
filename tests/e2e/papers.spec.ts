import type { Page } from '@playwright/test';
import { samplePdf, samplePng } from '../../app/demo/samplePapers.server';
import { expectAccessible } from './accessible';
import { actAs, expect, logIn, logOut, test } from './product';

test.use({ stock: 'demo', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });

const PHOTO = { name: '正面.png', mimeType: 'image/png', buffer: Buffer.from(samplePng(140)) };
const ANOTHER = { name: '证书.png', mimeType: 'image/png', buffer: Buffer.from(samplePng(90)) };
const SCAN = { name: 'scan', mimeType: 'application/octet-stream', buffer: Buffer.from(samplePdf('Back')) };
const PROGRAM = { name: '身份证.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ a program') };
const LARGE = { name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(10 * 1024 * 1024 + 1, 1) };

/** The pages of one family that lacks everything, found by the first test. */
let papersPage: string;
let photoPage: string;

test('a caseworker finds a file that lacks papers; what is no paper or too large is refused with a sentence', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto('/families');
  await page.getByRole('link', { name: '缺材料的档案' }).click();
  await expect(page.getByText('档案完整率')).toBeVisible();
  await expectAccessible(page);
  await page.locator('tbody th a').first().click();
  await expect(page.getByText('还没有上传材料')).toBeVisible();
  papersPage = new URL(page.url()).pathname;
  await page.getByLabel('材料清单').getByRole('link', { name: '身份证' }).click();
  await expect(page.getByLabel('材料种类')).toHaveValue('id_card');

  await send(page, [PROGRAM]);
  await expect(page.getByRole('alert')).toContainText('「身份证.pdf」的内容不是 PDF、JPG 或 PNG');
  await expect(page.getByLabel('材料种类')).toHaveValue('id_card');
  await expectAccessible(page);
  await page.getByRole('button', { name: '不上传 身份证.pdf' }).click();
  await send(page, [LARGE]);
  await expect(page.getByRole('alert')).toContainText('「large.png」超过 10 MB');
});

test('two papers are uploaded, looked at, and one is taken out again', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  await page.goto(`${papersPage}?kind=id_card`);
  await send(page, [PHOTO, SCAN]);
  await expect(page.getByText('已上传 2 份材料')).toBeVisible();
  await expect(page.getByRole('link', { name: 'scan.pdf' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: '正面.png' }).click();
  const picture = page.getByRole('img', { name: '身份证：正面.png' });
  await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(480);
  photoPage = new URL(page.url()).pathname;
  await expectAccessible(page);

  await page.goto(papersPage);
  await page
    .getByRole('row', { name: /scan\.pdf/ })
    .getByRole('link', { name: '移除' })
    .click();
  await page.getByRole('button', { name: '移除' }).click();
  await expect(page.getByRole('alert')).toContainText('请写明移除的原因');
  await page.getByLabel('移除的原因').fill('扫描不清楚');
  await page.getByRole('button', { name: '移除' }).click();
  await expect(page.getByText('材料已移除')).toBeVisible();
  await page.getByText('已移除的材料（1）').click();
  await expect(page.getByText('扫描不清楚')).toBeVisible();

  await page.goto(papersPage.replace(/\/papers$/, ''));
  await expect(page.getByText(/查看材料：身份证（正面\.png）/).first()).toBeVisible();
});

test('a file dropped on the form and one pasted on the page stand beside the one that was chosen', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto(`${papersPage}?kind=bank_card`);
  await page.locator('input[name=files]').setInputFiles([PHOTO]);
  await expect(page.getByText('也可以把文件拖到这里')).toBeVisible();
  await page.evaluate(() => {
    const given = (name: string) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([`%PDF-1.4\n${name}\n%%EOF`], name, { type: 'application/pdf' }));
      return transfer;
    };
    const input = document.querySelector('input[name=files]')!;
    input.dispatchEvent(
      new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: given('b.pdf') }),
    );
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: given('c.pdf') }));
  });
  await expect(page.getByRole('list', { name: '已选择的文件' }).getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name: '上传', exact: true }).click();
  await expect(page.getByText('已上传 3 份材料')).toBeVisible();
});

test('photos sent without a connection wait side by side, each with its kind, beyond the page that is closed; one that is refused stays and says why', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await page.goto(papersPage);
  await page.context().setOffline(true);
  await send(page, [ANOTHER]);
  await expect(page.getByRole('alert')).toContainText('请选择材料种类');
  await expect(page.getByText('已留在本机')).toHaveCount(0);
  await page.getByLabel('材料种类').selectOption('allowance_certificate');
  await page.getByRole('button', { name: '上传', exact: true }).click();
  const waiting = page.getByRole('list', { name: '没送出的上传' }).getByRole('listitem');
  await expect(waiting).toHaveCount(1);
  await expect(page.getByRole('list', { name: '已选择的文件' })).toHaveCount(0);
  await expect(page.getByLabel('材料种类')).toHaveValue('');
  await expect(page.getByLabel('材料种类')).toBeFocused();
  await page.getByLabel('材料种类').selectOption('income_proof');
  await send(page, [PROGRAM]);
  await expect(page.getByRole('alert')).toContainText('「身份证.pdf」的内容不是 PDF、JPG 或 PNG');
  await expect(waiting).toHaveCount(1);
  await page.getByRole('button', { name: '不上传 身份证.pdf' }).click();
  await send(page, [SCAN]);
  await expect(waiting).toHaveCount(2);
  await expectAccessible(page);
  await page.close({ runBeforeUnload: false });

  const reopened = await page.context().newPage();
  const kept = reopened.getByRole('list', { name: '没送出的上传' }).getByRole('listitem');
  const broken = '**/papers/kept';
  await reopened.route(broken, (route) => route.abort('connectionreset'));
  await reopened.context().setOffline(false);
  await reopened.goto(papersPage);
  await expect(kept).toHaveCount(2);
  await reopened.context().setOffline(true);
  await reopened.getByLabel('材料种类').selectOption('application');
  await send(reopened, [PHOTO]);
  await expect(kept).toHaveCount(3);
  await reopened.unroute(broken);
  // They go one after the other, the oldest first.
  let sendings = 0;
  await reopened.route(broken, (route) => {
    sendings += 1;
    return sendings === 2
      ? route.fulfill({ status: 400, json: { lastResult: { error: { files: ['「scan」不完整或已损坏'] } } } })
      : route.continue();
  });
  await reopened.context().setOffline(false);

  await expect(kept).toHaveCount(1, { timeout: 20_000 });
  await expect(kept).toContainText('「scan」不完整或已损坏');
  await expect(paperRow(reopened, '证书.png')).toContainText('低保');
  await expect(paperRow(reopened, '正面.png').filter({ hasText: '申请书' })).toBeVisible();
  // The home page of whoever sent it says whose it is; another person at the same device sees nothing of it.
  const onDevice = reopened.getByRole('list', { name: '本机上没有送出的' });
  await reopened.getByRole('button', { name: '退出' }).click();
  await expect(reopened.getByRole('dialog')).toContainText('还有 1 份档案材料没有送到中心');
  await reopened.getByRole('button', { name: '留在本机并退出' }).click();
  await expect(reopened.getByRole('heading', { name: '登录' })).toBeVisible();
  await logIn(reopened, product, 'secondcaseworker');
  await expect(reopened.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(onDevice).toHaveCount(0);
  await logOut(reopened);
  await logIn(reopened, product, 'caseworker');
  await onDevice.getByRole('link', { name: /^档案材料 KN\d{4}-\d{5} \p{Script=Han}+$/u }).click();
  await expect(kept).toContainText('收入证明');
  await expect(kept).toContainText('「scan」不完整或已损坏');
  await reopened.getByRole('button', { name: '放回表单 收入证明' }).click();
  await expect(reopened.getByLabel('材料种类')).toHaveValue('income_proof');
  await reopened.getByRole('button', { name: '不上传 scan' }).click();
  await send(reopened, [ANOTHER]);
  await expect(reopened.getByText('已上传 1 份材料')).toBeVisible();
  await reopened.reload();
  await expect(reopened.getByRole('heading', { name: '已上传的材料' })).toBeVisible();
  await expect(kept).toHaveCount(0);
});

test('a photo whose sending breaks off is sent by itself', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  await page.goto(`${papersPage}?kind=self_paid_receipts`);
  await page.route(/papers(\?.*)?$|papers\.data/, (route) =>
    route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
  );
  await send(page, [ANOTHER]);
  await expect(page.getByText('本机上有 1 次没送出的上传')).toBeVisible();
  await expect(page.getByText('本机上留着的已自动上传')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('没送出的上传')).toHaveCount(0);
});

test('a paper is served as what it is and to nobody else', async ({ page, product, playwright }) => {
  await actAs(page, product, 'auditor');
  await page.goto(papersPage);
  await expect(page.getByRole('heading', { name: '已上传的材料' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '上传材料', exact: true })).toHaveCount(0);
  const content = `${photoPage}/content`;
  const answer = await page.request.get(content);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'content-disposition': `inline; filename="file.png"; filename*=UTF-8''%E6%AD%A3%E9%9D%A2.png`,
  });
  expect(answer.headers()['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
  expect((await answer.body()).equals(PHOTO.buffer)).toBe(true);

  const other = content.replace(/families\/[^/]+/, 'families/00000000-0000-7000-8000-000000000000');
  expect((await page.request.get(other)).status()).toBe(404);
  const gone = content.replace(/[^/]+\/content$/, '00000000-0000-7000-8000-000000000000/content');
  expect((await page.request.get(gone)).status()).toBe(404);
  const headers = { Origin: product.url };
  const form = { kind: 'other', files: PHOTO };
  expect((await page.request.post(papersPage, { multipart: form, headers })).status()).toBe(403);
  await actAs(page, product, 'admin');
  expect((await page.request.get(content)).status()).toBe(403);

  const stranger = await playwright.request.newContext({ baseURL: product.url });
  const turnedAway = await stranger.get(content, { maxRedirects: 0 });
  expect(turnedAway.status()).toBe(302);
  expect(turnedAway.headers().location).toContain('/login');
  await stranger.dispose();
});

test('a request that is too large as a whole is answered with a sentence', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  const answer = await page.request.post(papersPage, {
    headers: { Origin: product.url },
    multipart: { kind: 'other', files: { ...LARGE, buffer: Buffer.alloc(43 * 1024 * 1024) } },
  });
  expect(answer.status()).toBe(413);
  expect(await answer.text()).toContain('文件太大');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('papers are uploaded and refused all the same', async ({ page, product }) => {
    await actAs(page, product, 'caseworker');
    await page.goto(`${papersPage}?kind=household_book`);
    await expect(page.getByRole('button', { name: '拍照上传' })).toHaveCount(0);
    await send(page, []);
    await expect(page.getByRole('alert')).toContainText('请选择要上传的文件');
    await send(page, [PHOTO, PROGRAM]);
    await expect(page.getByRole('alert')).toContainText('「身份证.pdf」的内容不是');
    await expect(page.getByLabel('材料种类')).toHaveValue('household_book');
    await send(page, [PHOTO]);
    await expect(page.getByText('已上传 1 份材料')).toBeVisible();
  });
});

test('everything that was uploaded is where verify looks for it', async ({ product }) => {
  const { stdout } = await product.command('verify');
  expect(stdout).toMatch(/通过\tpaper\.stored\t\d+/);
});

function paperRow(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name }) });
}

async function send(page: Page, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  await page.locator('input[name=files]').setInputFiles(files);
  await page.getByRole('button', { name: '上传', exact: true }).click();
}
