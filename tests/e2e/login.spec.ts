import { generateSync } from 'otplib';
import { expectAccessible } from './accessible';
import { expect, logIn, logOut, test } from './product';

test.use({ stock: 'office', spec: import.meta.url });

test('a person logs in, is led back to the page they wanted, and logs out', async ({ page, product }) => {
  await page.goto('/audit');
  await expect(page).toHaveURL(/\/login\?next=%2Faudit/);
  await page.getByLabel('用户名').fill('head');
  await page.getByLabel('密码').fill(product.passwords.head!);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: '操作日志' })).toBeVisible();
  await logOut(page);
  await page.goBack();
  await expect(page).toHaveURL(/\/login\?next=%2Faudit/);
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
});

test('five wrong passwords lock the account, also for the right one, until the administrator resets it', async ({
  page,
  product,
}) => {
  await page.goto('/login');
  for (let count = 1; count <= 5; count += 1) {
    await page.getByLabel('用户名').fill('auditor');
    await page.getByLabel('密码').fill(`wrong-${count}`);
    await page.getByRole('button', { name: '登录' }).click();
    await expect(page.getByRole('alert')).toContainText(count < 5 ? '用户名或密码不正确' : '锁定');
  }
  await page.getByLabel('密码').fill(product.passwords.auditor!);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('锁定');

  await logIn(page, product, 'admin');
  await page.getByRole('link', { name: '账号管理' }).first().click();
  await expect(page.getByRole('row', { name: /auditor/ })).toContainText('已锁定');
  await page.getByRole('link', { name: 'auditor' }).click();
  await page.getByRole('link', { name: '重置密码' }).click();
  await page.getByLabel('新密码').fill('Shenji-2019-y');
  await page.getByRole('button', { name: '重置密码' }).click();
  await expect(page.getByText('密码已重置')).toBeVisible();
  await logOut(page);

  await page.getByLabel('用户名').fill('auditor');
  await page.getByLabel('密码').fill('Shenji-2019-y');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('当前密码').fill('Shenji-2019-y');
  await page.getByLabel(/^新密码/).fill('Chosen-2019-z');
  await page.getByLabel('再输一次新密码').fill('Chosen-2019-z');
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page.getByText('密码已修改')).toBeVisible();
  product.passwords.auditor = 'Chosen-2019-z';
  await page.goto('/audit?action=staff.locked');
  await expect(page.getByRole('region', { name: '操作日志' }).getByRole('row')).toHaveCount(2);
});

test('roles see only what is theirs, and a foreign page answers 403', async ({ page, product }) => {
  await logIn(page, product, 'admin');
  await expect(page.getByRole('link', { name: '账号管理' }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: '家庭档案' })).toHaveCount(0);
  const answer = await page.goto('/families');
  expect(answer!.status()).toBe(403);
  await expect(page.getByRole('heading', { name: '没有权限' })).toBeVisible();
});

test('a password is looked at while it is typed, by mouse or keys, and hidden again once it is sent', async ({
  page,
}) => {
  await page.goto('/login');
  const password = page.getByLabel('密码');
  const look = page.getByRole('button', { name: '显示密码' });
  await page.getByLabel('用户名').fill('auditor');
  await password.pressSequentially('Shenji');
  await expect(password).toHaveAttribute('type', 'password');
  await look.click();
  await expect(password).toHaveAttribute('type', 'text');
  await expect(look).toHaveAttribute('aria-pressed', 'true');
  await expect(look).toHaveText(/^隐藏/);
  await expect(password).toBeFocused();
  await page.keyboard.type('-2019');
  await expect(password).toHaveValue('Shenji-2019');
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(look).toBeFocused();
  await page.keyboard.press('Space');
  await expect(password).toHaveAttribute('type', 'password');
  await expect(look).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Space');
  await expect(password).toHaveAttribute('type', 'text');
  // What the browser itself, or its password manager, sees of the form as it is sent.
  await page.evaluate(() =>
    document.addEventListener('submit', () => {
      document.title = document.querySelector<HTMLInputElement>('[name=password]')!.type;
    }),
  );
  await password.press('Enter');
  await expect(page).toHaveTitle('password');
  await expect(page.getByRole('alert')).toContainText('用户名或密码不正确');
  await expect(password).toHaveAttribute('type', 'password');
  await expect(password).toHaveAttribute('autocomplete', 'current-password');
});

test('works without JavaScript, and keeps what was typed', async ({ browser, product }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: product.url,
    locale: 'zh-CN',
  });
  const page = await context.newPage();
  await page.goto('/login');
  await page.getByLabel('用户名').fill('head');
  await page.getByLabel('密码').fill('wrong');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('用户名或密码不正确');
  await expect(page.getByLabel('用户名')).toHaveValue('head');
  await expect(page.getByLabel('密码')).toHaveValue('');
  await expect(page.getByRole('button')).toHaveCount(1);
  await page.getByLabel('密码').fill(product.passwords.head!);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('button', { name: '退出' })).toBeVisible();
  await context.close();
});

test('a form posted from another site is refused', async ({ request, product }) => {
  const answer = await request.post('/login', {
    form: { username: 'head', password: product.passwords.head! },
    headers: { Origin: 'https://elsewhere.example' },
  });
  expect(answer.status()).toBe(403);
});

test('a second factor is set up, asked for at the next login, and replaced by a recovery code', async ({
  page,
  product,
}) => {
  await logIn(page, product, 'finance');
  await page.goto('/account');
  await page.getByRole('link', { name: '设置两步验证' }).click();
  await page.getByLabel('当前密码').fill(product.passwords.finance!);
  await page.getByRole('button', { name: '开始设置' }).click();
  await expect(page.getByText('用验证器扫描')).toBeVisible();
  const secret = (await page.locator('code').textContent())!.replaceAll(' ', '');
  await page.getByLabel(/6 位数字/).fill('000000');
  await page.getByRole('button', { name: '开启' }).click();
  await expect(page.getByRole('alert').first()).toContainText('验证码不正确');
  expect((await page.locator('code').textContent())!.replaceAll(' ', '')).toBe(secret);
  const first = generateSync({ secret });
  await page.getByLabel(/6 位数字/).fill(first);
  await page.getByRole('button', { name: '开启' }).click();
  await expect(page.getByText('请现在抄下或打印恢复码')).toBeVisible();
  await expectAccessible(page);
  const [recovery] = await page.locator('li', { hasText: /^\w{4}-\w{4}-\w{4}$/ }).allTextContents();
  await logOut(page);

  await page.goto('/fund');
  await page.getByLabel('用户名').fill('finance');
  await page.getByLabel('密码').fill(product.passwords.finance!);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByText('密码正确，还差一步')).toBeVisible();
  await page.getByLabel('验证码或恢复码').fill(first);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert').first()).toContainText('已经用过');
  await page.getByLabel('验证码或恢复码').fill(recovery!);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(/\/fund/);
  await page.goto('/account');
  await page.getByRole('link', { name: '管理', exact: true }).click();
  await expect(page.getByText('还有 9 个没用过的恢复码')).toBeVisible();

  const { status, stdout } = await product.command('unlock', 'finance');
  expect([status, stdout]).toEqual([0, expect.stringMatching(/一次性密码：\S{20,}/)]);
  await page.reload();
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible();
});

test('an administrator says why before sessions end or an account is closed', async ({
  browser,
  page,
  product,
}) => {
  await logIn(page, product, 'admin');
  await page.goto('/staff');
  await page.getByRole('link', { name: 'caseworker', exact: true }).click();
  await page.getByText('停用 ', { exact: false }).filter({ hasText: '…' }).click();
  await page.getByRole('button', { name: '停用账号' }).click();
  await expect(page.getByText('请写明原因', { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  const state = await page.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: state });
  const plain = await context.newPage();
  await plain.goto(page.url());
  await plain.locator('summary', { hasText: '停用' }).click();
  const closing = plain.locator('details', { hasText: '停用账号' });
  await closing.getByLabel('原因').fill('离');
  await closing.getByRole('button', { name: '停用账号' }).click();
  await expect(plain.getByLabel('原因')).toHaveValue('离');
  await plain.getByLabel('原因').fill('离职');
  await plain.getByRole('button', { name: '停用账号' }).click();
  await expect(plain.getByText('账号已停用')).toBeVisible();
  await plain.getByRole('button', { name: '启用账号' }).click();
  await expect(plain.getByText(/账号已启用/)).toBeVisible();
  await context.close();
});
