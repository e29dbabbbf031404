import type { Locator, Page } from '@playwright/test';
import { businessDate } from '../../app/calendar/date';
import { sampleIdNumber } from '../../app/identity/idNumber';
import { expect, test } from './product';

test.use({ stock: 'office', spec: import.meta.url });
test.setTimeout(150_000);

/** The area 999999 is not assigned: this is nobody's number. */
const ID_NUMBER = sampleIdNumber({
  areaCode: '999999',
  birthDate: businessDate('1972-08-09'),
  sequence: 57,
});
const MOST_STEPS = 90;
const field = (page: Page, name: string) => page.locator(`[name="${name}"]:not([type="hidden"])`);

test('a family is registered and submitted with the keyboard alone', async ({ page, product }) => {
  await page.goto('/login');
  await typeInto(page, page.getByLabel('用户名'), 'caseworker');
  await typeInto(page, page.getByLabel('密码'), product.passwords.caseworker!);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '退出' })).toBeVisible();

  await press(page, page.getByRole('link', { name: '家庭档案' }).first());
  await expect(page.getByRole('heading', { level: 1, name: '家庭档案' })).toBeVisible();
  await press(page, page.getByRole('link', { name: '登记家庭' }).first());
  await expect(field(page, 'members[0].name')).toBeVisible();

  await typeDay(page, field(page, 'appliedOn'), '2019-03-04');
  await choose(page, field(page, 'mainCause'), 'other');
  await typeInto(page, field(page, 'members[0].name'), '邹样本');
  await typeInto(page, field(page, 'members[0].idNumber'), ID_NUMBER);
  await typeInto(page, field(page, 'members[0].ethnicGroup'), '汉族');
  await choose(page, field(page, 'members[0].politicalStatus'), 'masses');
  await choose(page, field(page, 'members[0].maritalStatus'), 'married');
  await choose(page, field(page, 'members[0].employment'), 'employed');
  await typeInto(page, field(page, 'members[0].monthlyIncomeFen'), '0');
  await choose(page, field(page, 'members[0].health'), 'good');
  await choose(page, field(page, 'division'), '410105');
  await choose(page, field(page, 'hukouKind'), 'urban');
  await typeInto(page, field(page, 'address'), '样本路 5 号');
  await typeInto(page, field(page, 'phone'), '13900000005');
  await choose(page, field(page, 'housingKind'), 'rented');
  await typeInto(page, field(page, 'workUnit'), '样本机械厂');
  await typeInto(page, field(page, 'income.wagesFen'), '9,600');
  await press(page, page.getByRole('button', { name: '存为草稿' }));
  await expect(page.getByRole('heading', { level: 1, name: '邹样本' })).toBeVisible();

  await press(page, page.getByRole('link', { name: '提交', exact: true }));
  await typeDay(page, page.getByLabel('提交日期'), '2019-03-05');
  await press(page, page.getByRole('button', { name: '提交', exact: true }));
  await expect(page.getByText('下一步是入户核查')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: '邹样本' })).toBeVisible();
});

/** Goes on with the tabulator until something has the focus, as a person does; from the start again where it is above. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
  await expect(target).toHaveValue(text);
}

/** Goes down a list until it stands on a value. */
async function choose(page: Page, target: Locator, value: string): Promise<void> {
  await tabTo(page, target);
  const count = await target.locator('option').count();
  for (let steps = 0; steps < count && (await target.inputValue()) !== value; steps += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(target).toHaveValue(value);
}

/** Types the parts of a day into the browser's own control, in the order in which this browser has them. */
async function typeDay(page: Page, target: Locator, day: string): Promise<void> {
  await tabTo(page, target);
  const [year, month, date] = day.split('-');
  await page.keyboard.type(`${month}${date}${year}`);
  if ((await target.inputValue()) !== day) {
    for (let parts = 0; parts < 3; parts += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(year!);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type(`${month}${date}`);
  }
  await expect(target).toHaveValue(day);
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}
