import { expectAccessible } from './accessible';
import { expect, logIn, logOut, test } from './product';

test.use({ stock: 'office', spec: import.meta.url });

test('somebody new logs in, waits for the head, and works once the head has confirmed', async ({
  page,
  product,
}) => {
  await logIn(page, product, 'admin');
  await page.goto('/staff/new');
  await expect(page.getByText('角色须由中心主任确认后才生效')).toBeVisible();
  await page.getByLabel('用户名').fill('xinren');
  await page.getByLabel('姓名').fill('新同事');
  await page.getByLabel('初始密码').fill('Given-2019-y');
  await page.getByLabel(/^帮扶专员/).check();
  await page.getByRole('button', { name: '开通账号' }).click();
  await expect(page.getByText('角色须由中心主任确认后才生效').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /xinren/ })).toContainText('待确认 帮扶专员');
  await page.getByRole('link', { name: 'xinren' }).click();
  await expect(page.getByText('有角色等待中心主任确认')).toBeVisible();
  await expect(page.getByLabel(/^帮扶专员/)).toBeChecked();
  await expectAccessible(page);
  await logOut(page);

  product.passwords.xinren = 'Given-2019-y';
  await logIn(page, product, 'xinren');
  await page.getByLabel('当前密码').fill('Given-2019-y');
  await page.getByLabel(/^新密码/).fill('Chosen-2019-z');
  await page.getByLabel('再输一次新密码').fill('Chosen-2019-z');
  await page.getByRole('button', { name: '修改密码' }).click();
  product.passwords.xinren = 'Chosen-2019-z';
  await expect(page.getByText('您的角色等待中心主任确认')).toBeVisible();
  await expectAccessible(page);
  expect((await page.goto('/families'))!.status()).toBe(403);
  await page.goto('/');
  await logOut(page);

  await logIn(page, product, 'head');
  await expect(page.getByText('账号的角色，待确认')).toBeVisible();
  await page.locator('a[href="/role-changes"]').click();
  await expect(page.getByRole('heading', { name: '新同事' })).toBeVisible();
  await expect(page.getByText('新账号', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '确认', exact: true }).click();
  await expect(page.getByText('请核实确有此人')).toBeVisible();
  await page.getByRole('button', { name: '确认', exact: true }).click();
  await expect(page.getByText('已确认，新同事的新角色立即生效')).toBeVisible();
  await logOut(page);

  await logIn(page, product, 'xinren');
  await page.getByRole('link', { name: '家庭档案' }).first().click();
  await expect(page.getByRole('heading', { name: '家庭档案' })).toBeVisible();
});

test('the last head is closed by no administrator, but by whoever runs the machine', async ({
  page,
  product,
}) => {
  await logIn(page, product, 'admin');
  for (const username of ['secondhead', 'head']) {
    await page.goto('/staff');
    await page.getByRole('link', { name: username, exact: true }).click();
    await page.getByText(/^停用 .* 的账号…$/).click();
    const closing = page.locator('details').filter({ hasText: '的账号…' });
    await closing.getByLabel('原因').fill('已离职');
    await closing.getByRole('button', { name: '停用账号' }).click();
    if (username === 'secondhead') await expect(page.getByText('账号已停用，其登录已立即失效')).toBeVisible();
  }
  await expect(page.getByRole('alert')).toContainText('最后一位启用的中心主任');
  await expect(page).toHaveURL(/\/close$/);
  await expect(page.getByLabel('原因')).toHaveValue('已离职');

  expect(await product.command('close-account', 'head')).toMatchObject({ status: 1 });
  expect(await product.command('close-account', 'nobody', '离职')).toMatchObject({
    ...{ status: 1, stderr: expect.stringContaining('没有用户名为「nobody」的账号') },
  });
  expect(await product.command('close-account', 'head', '已离职')).toMatchObject({
    ...{ status: 0, stdout: expect.stringContaining('账号 head 已停用') },
  });
  await page.goto('/staff');
  await expect(page.getByRole('row', { name: /^head/ })).toContainText('已停用');
});
