import { expect, type Page } from '@playwright/test';

/**
 * Records a home visit from the page of a file: two people went, and found things as they were stated. Where the
 * connection is lost on the way, the page is left and opened again from the home page, and sends what was typed once it is back.
 */
export async function visitHome(
  page: Page,
  on: string,
  { loseConnection = false }: { loseConnection?: boolean } = {},
): Promise<void> {
  await page.getByRole('link', { name: '登记入户核查' }).click();
  await page.getByLabel('核查日期').fill(on);
  await page.getByLabel('入户人员一').fill('安样本');
  await page.getByLabel('入户人员二').fill('白样本');
  await page.getByLabel('住房情况').fill('租住平房一间');
  await page.getByLabel('实际居住人员').fill('本人和配偶');
  await page.getByRole('radio', { name: '一致', exact: true }).check();
  await page.getByLabel('核查情况').fill('情况属实');
  if (loseConnection) await openAgain(page, on);
  await page.getByRole('button', { name: '登记入户核查' }).click();
  if (!loseConnection) return;
  await expect(page.getByText('现在连不上中心')).toBeVisible();
  await page.context().setOffline(false);
}

async function openAgain(page: Page, on: string): Promise<void> {
  await page.waitForTimeout(600);
  await page.goto('/');
  await page
    .getByRole('list', { name: '本机上没有送出的' })
    .getByRole('link', { name: /^入户核查 KN/ })
    .click();
  await expect(page.getByLabel('核查情况')).toHaveValue('');
  await page.getByRole('button', { name: '恢复' }).click();
  await expect(page.getByLabel('核查日期')).toHaveValue(on);
  await expect(page.getByLabel('核查情况')).toHaveValue('情况属实');
  await expect(page.getByRole('radio', { name: '一致', exact: true })).toBeChecked();
  await page.context().setOffline(true);
}
