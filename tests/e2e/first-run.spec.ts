import { expect, test } from './product';

test.use({ stock: 'empty', spec: import.meta.url });

const ADMIN = { username: 'guanli', password: 'Zhongxin-2019-x' };
const HEAD = { username: 'zhuren', password: 'Yunzhou-2019-x' };

test('an empty database leads to the set-up page, and from there to work', async ({ page }) => {
  await page.goto('/families');
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page.getByRole('heading', { name: '第一次使用' })).toBeVisible();

  await page.getByLabel('单位名称').fill('云州市困难职工帮扶中心');
  const admin = page.getByRole('group', { name: '系统管理员' });
  await admin.getByLabel('用户名').fill(ADMIN.username);
  await admin.getByLabel('姓名').fill('钱管理');
  await admin.getByLabel('密码').fill('short');
  const head = page.getByRole('group', { name: '中心主任' });
  await head.getByLabel('用户名').fill(HEAD.username);
  await head.getByLabel('姓名').fill('孙主任');
  await head.getByLabel('密码').fill(HEAD.password);
  await page.getByLabel(/绩效目标表/).setInputFiles('tests/fixtures/targetForm.txt');
  await page.getByRole('button', { name: '完成初始化' }).click();

  await expect(page.getByRole('alert')).toContainText('密码至少 10 位');
  await expect(page.getByLabel('单位名称')).toHaveValue('云州市困难职工帮扶中心');

  await admin.getByLabel('密码').fill('Yunzhou@2026');
  await page.getByRole('button', { name: '完成初始化' }).click();
  await expect(page.getByRole('alert')).toContainText('太容易被猜到');
  await expect(page.getByLabel('单位名称')).toHaveValue('云州市困难职工帮扶中心');

  // Passwords and files come back from no refusal.
  await head.getByLabel('密码').fill(HEAD.password);
  await page.getByLabel(/绩效目标表/).setInputFiles('tests/fixtures/targetForm.txt');
  await admin.getByLabel('密码').fill(ADMIN.password);
  await page.getByRole('button', { name: '完成初始化' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByText('初始化完成')).toBeVisible();

  // Whoever set the office up knows the head's password: the head chooses another one first.
  await page.getByLabel('用户名').fill(HEAD.username);
  await page.getByLabel('密码').fill(HEAD.password);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByText('现在的密码是别人为您设置的')).toBeVisible();
  await page.goto('/families');
  await expect(page).toHaveURL(/\/account\/password\?next=%2Ffamilies$/);
  for (const [password, told] of [
    [HEAD.password, '新密码不能与最近 5 次用过的密码相同'],
    ['Wode-Mima-2019', '密码已修改'],
  ] as const) {
    await page.getByLabel('当前密码').fill(HEAD.password);
    await page.getByLabel(/^新密码/).fill(password);
    await page.getByLabel('再输一次新密码').fill(password);
    await page.getByRole('button', { name: '修改密码' }).click();
    await expect(page.getByText(told).last()).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: '家庭档案' })).toBeVisible();

  await page.goto('/');
  await page.getByRole('region', { name: '待办' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/projects\/import\//);

  await page.goto('/setup');
  await expect(page).not.toHaveURL(/setup/);
});
