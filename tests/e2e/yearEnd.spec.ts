import type { Page } from '@playwright/test';
import { archiveTexts, unescapedXml } from '../archive';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'demo', spec: import.meta.url });
test.setTimeout(300_000);

const points = (page: Page) => page.getByRole('region', { name: '定稿前的检查结果' });
const mustDo = (page: Page) => points(page).getByRole('row').filter({ hasText: '必须处理' });
const differences = (page: Page) => page.getByRole('region', { name: '与定稿的差异' });

/** Settles the first point that forbids the closing, through the link that the list gives. */
async function settleOne(page: Page): Promise<void> {
  await mustDo(page).first().getByRole('link').click();
  await expect(page.getByLabel('说明')).toBeVisible();
  const achieved = page.getByRole('radio', { name: '达成', exact: false }).first();
  if (await achieved.isVisible()) await achieved.check();
  await page.getByLabel('说明').fill('样例说明：已核实，下一年度按月跟进。');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(/已保存/)).toBeVisible();
  await page.goto('/reports/2019/close');
}

const MONITORED = '样例：助学款集中在十月发放，名单九月底前报齐。';

/** Says at the middle of the year why an indicator is going to miss its target. */
async function monitor(page: Page): Promise<void> {
  await page.goto('/reports/2019/monitoring?asOf=2019-06-30');
  const row = page.getByRole('row', { name: /^助学救助人数/ });
  await expect(row.getByText('预计不达标，待说明')).toBeVisible();
  await row.getByRole('link', { name: '填写' }).click();
  await page.getByRole('radio').last().check();
  await page.getByLabel('偏差原因').fill(MONITORED);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(row.getByText(MONITORED)).toBeVisible();
}

/** The explanation of the year begins with what was said in its middle. */
async function explainMonitored(page: Page): Promise<void> {
  await mustDo(page).getByRole('link', { name: '助学救助人数' }).click();
  await expect(page.getByText('监控时的说明', { exact: true })).toBeVisible();
  await expect(page.getByLabel('说明')).toHaveValue(MONITORED);
  await expectAccessible(page);
  await page.getByLabel('说明').fill(`${MONITORED}全年已补齐。`);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(/已保存/)).toBeVisible();
  await page.goto('/reports/2019/close');
  await expect(mustDo(page).filter({ hasText: '助学救助人数' })).toHaveCount(0);
}

test('the head monitors, explains, closes the year, and a later correction shows as a difference', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'head');
  await monitor(page);
  await page.goto('/reports/2019/narrative');
  await expectAccessible(page);
  await page.getByRole('link', { name: '填写改进措施' }).click();
  await page.getByLabel('文字说明').fill('样例：按月核对发放进度。');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('「改进措施」已保存。')).toBeVisible();
  await expect(page.getByText('样例：按月核对发放进度。')).toBeVisible();

  await page.goto('/reports/2019');
  await page.getByRole('link', { name: '年终定稿' }).click();
  await expectAccessible(page);
  await explainMonitored(page);
  for (let left = await mustDo(page).count(); left > 0; left -= 1) await settleOne(page);
  await expect(mustDo(page)).toHaveCount(0);

  const known = page.getByLabel('已看过上面的提示，仍然定稿');
  if (await known.isVisible()) {
    await page.getByRole('button', { name: '定稿' }).click();
    await expect(page.getByText(/逐项看过后勾选确认/).first()).toBeVisible();
    await known.check();
  }
  await page.getByRole('button', { name: '定稿' }).click();
  await expect(page).toHaveURL(/\/reports\/2019\/frozen\/0$/);
  await expect(page.getByText('按现在的数据计算，自评表、绩效报告和佐证材料与定稿没有差异。')).toBeVisible();
  await expectAccessible(page);
  const frozenPaper = await page.locator('article').last().innerText();

  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: '绩效报告 Word' }).click();
  const stream = await (await waiting).createReadStream();
  const text = unescapedXml([...(await archiveTexts(await bytesOf(stream))).values()].join('\n'));
  expect(text).toContain('样例：按月核对发放进度。');
  expect(text).toContain(`${MONITORED}全年已补齐。`);

  await page.getByRole('button', { name: '建立 2020 年度项目' }).click();
  await expect(page.getByText('2020 年度项目已建立')).toBeVisible();
  await expect(page.getByText('户，继续有效')).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2020 年度概览');
  await page.getByRole('navigation', { name: '其他年度' }).getByRole('link', { name: '2019 年' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2019 年度概览');
  await expectAccessible(page);
  await page.goto('/reports/2020');
  await expect(page.getByRole('heading', { name: '项目支出绩效自评表' })).toBeVisible();
  await page.goto('/reports/2020/layout');
  await page.getByLabel('年初预算：上年结转资金').fill('1');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(/要么都填/).first()).toBeVisible();
  await expectAccessible(page);
  await replaceTemplate(page);
  await page.goto('/reports/2019/archive');
  await expect(page.getByText('1 次定稿')).toBeVisible();
  await expectAccessible(page);

  await actAs(page, product, 'finance');
  await carryForward(page);
  await correctOnePayment(page);
  await page.goto('/reports/2019/frozen/0');
  await expect(differences(page).getByRole('row', { name: /^资金支付数/ })).toBeVisible();
  expect(await page.locator('article').last().innerText()).toBe(frozenPaper);
  expect((await page.goto('/reports/2019/close'))!.status()).toBe(403);
  await page.goto('/reports/2019/frozen/0');

  await actAs(page, product, 'head');
  await page.goto('/reports/2019/close');
  await page.getByLabel('补充原因').fill('样例：退票一笔。');
  for (let left = await mustDo(page).count(); left > 0; left -= 1) await settleOne(page);
  await page.getByLabel('补充原因').fill('样例：退票一笔。');
  if (await known.isVisible()) await known.check();
  await page.getByRole('button', { name: '定稿' }).click();
  await expect(page).toHaveURL(/\/reports\/2019\/frozen\/1$/);
  await page.goto('/reports/2019');
  await expect(page.getByRole('link', { name: '补充定稿 1' })).toBeVisible();
});

/** The product's own template goes round: taken along, sent in again, put to use. */
async function replaceTemplate(page: Page): Promise<void> {
  await page.goto('/reports/template');
  await expectAccessible(page);
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载默认模板' }).click();
  const buffer = Buffer.from(await bytesOf(await (await waiting).createReadStream()));
  const upload = async (content: Buffer) => {
    await page
      .getByLabel('模板文件')
      .setInputFiles({ name: '模板.docx', mimeType: 'application/octet-stream', buffer: content });
    await page.getByRole('button', { name: '上传并检查' }).click();
  };
  await upload(Buffer.from('no document'));
  await expect(page.getByText(/不是完好的 Word 文档/).first()).toBeVisible();
  await upload(buffer);
  await page.getByRole('button', { name: '启用第 1 版' }).click();
  await expect(page.getByText('模板第 1 版已启用')).toBeVisible();
  await expectAccessible(page);
}

/** What the closed year has left is proposed to the next one, and more than it has is refused. */
async function carryForward(page: Page): Promise<void> {
  await page.goto('/fund/2020/receipts/new?carried=1');
  const left = page.getByRole('region', { name: '2019 年度可结转的资金' });
  const proposed = (await left.locator('tbody td').last().innerText()).trim();
  const amount = page.getByLabel('到账金额');
  expect(Number(await amount.inputValue())).toBe(Number(proposed.replace(/,/g, '')));
  await expectAccessible(page);
  await page.getByLabel('资金来源').selectOption({ index: 1 });
  await page.getByLabel('凭证号').fill('样例-结转-1');
  await amount.fill('999999');
  await page.getByRole('button', { name: '登记到账' }).click();
  await expect(amount).toHaveAccessibleDescription(/2019 年度可用于发放的资金只有 [\d,.]+ 元，结转不能超过/);
  await amount.fill(String(Number(proposed.replace(/,/g, '')) + 1));
  await page.getByRole('button', { name: '登记到账' }).click();
  await expect(page.getByRole('alert').first()).toContainText('建议结转不超过');
  await expectAccessible(page);
  await amount.fill(proposed);
  await page.getByRole('button', { name: '登记到账' }).click();
  await expect(page).toHaveURL(/\/fund\?year=2020$/);
}

async function correctOnePayment(page: Page): Promise<void> {
  await page.goto('/payments?year=2019&kind=payment');
  await page.locator('main tbody a[href^="/payments/"]').first().click();
  await page.getByRole('link', { name: '登记更正' }).click();
  await page.getByRole('radio', { name: '冲正' }).check();
  const day = page.getByLabel('银行日期');
  await expect(day).toHaveAccessibleDescription(/冲正填原记录的日期/);
  await day.fill((await day.getAttribute('min'))!);
  await page.getByLabel('银行流水号').fill('样例-冲正-1');
  await page.getByLabel('更正原因').fill('样例：登记有误。');
  await page.getByRole('button', { name: '登记更正' }).click();
  await expect(page).toHaveURL(/\/payments\/[^/]+$/);
}

async function bytesOf(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Buffer));
  return new Uint8Array(Buffer.concat(parts));
}
