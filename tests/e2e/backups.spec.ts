import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'office', spec: import.meta.url });
test.setTimeout(240_000);

test('the administrator makes a backup, and sees that it was tried', async ({ page, product }) => {
  await actAs(page, product, 'head');
  await page.goto('/backups');
  await expect(page.getByText('还没有可用的备份')).toBeVisible();
  await expect(page.getByRole('button', { name: '立即备份' })).toBeHidden();

  await actAs(page, product, 'admin');
  await page.goto('/backups');
  await page.getByRole('button', { name: '立即备份' }).click();
  await expect(page.getByText('备份已开始')).toBeVisible();
  const row = page
    .getByRole('region', { name: '备份' })
    .getByRole('row', { name: /bangfu-\d{8}T\d{6}Z\.tar/ });
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText('已试恢复，核对无误', { timeout: 1000 });
  }).toPass({ timeout: 180_000 });
  await expect(page.getByText(/最近一份可用的备份做于/)).toBeVisible();
  const health = await page.request.get('/healthz');
  expect(await health.json()).toMatchObject({ status: 'ok', database: 'ok', reasons: [] });
  expect(((await health.json()) as { backupAgeSeconds: number }).backupAgeSeconds).toBeGreaterThan(0);
  await expectAccessible(page);
});

test('nobody else may look at backups', async ({ page, product }) => {
  await actAs(page, product, 'caseworker');
  const answer = await page.goto('/backups');
  expect(answer!.status()).toBe(403);
});
