import type { Page } from '@playwright/test';
import { businessDate } from '../../app/calendar/date';
import { sampleIdNumber } from '../../app/identity/idNumber';
import { expectAccessible } from './accessible';
import { actAs, expect, test } from './product';

test.use({ stock: 'office', spec: import.meta.url });
test.describe.configure({ mode: 'serial' });

/** The area 999999 is not assigned: these are nobody's numbers. */
const idNumberOf = (birthDate: string, sequence: number) =>
  sampleIdNumber({ areaCode: '999999', birthDate: businessDate(birthDate), sequence });

const FIRST = { name: '林样本', idNumber: idNumberOf('1975-03-02', 11) };
const SECOND = { name: '何样本', idNumber: idNumberOf('1977-08-15', 22) };
const PHONE = '13900000001';

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

async function fillFile(page: Page, person: typeof FIRST): Promise<void> {
  await page.goto('/families/new');
  await field(page, 'appliedOn').fill('2019-03-04');
  await field(page, 'mainCause').selectOption('other');
  await field(page, 'phone').fill(PHONE);
  await field(page, 'division').selectOption('410105');
  await field(page, 'address').fill('样本路 1 号');
  await field(page, 'members[0].name').fill(person.name);
  await field(page, 'members[0].idNumber').fill(person.idNumber);
  await field(page, 'members[0].employment').selectOption('employed');
  await field(page, 'members[0].health').selectOption('good');
}

test('a second file with the same phone is noticed while typing, compared and decided', async ({
  page,
  product,
}) => {
  await actAs(page, product, 'caseworker');
  await fillFile(page, FIRST);
  await page.getByRole('button', { name: '存为草稿' }).click();
  await expect(page.getByRole('heading', { level: 1, name: FIRST.name })).toBeVisible();

  await fillFile(page, SECOND);
  await expect(page.getByText('联系电话相同：')).toBeVisible();
  await expect(page.getByRole('link', { name: 'KN2019-00001 林样本' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '存为草稿' }).click();
  await expect(page.getByText('可能重复')).toBeVisible();
  await expectAccessible(page);

  await page.goto('/duplicates?sign=phone');
  await expect(page.getByRole('row', { name: /KN2019-00001.*KN2019-00002/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '对比核对' }).click();
  await expect(page.getByRole('row', { name: /联系电话.*相同/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /档案主.*不同/ })).toBeVisible();
  expect(await page.content()).not.toContain(FIRST.idNumber);
  await expectAccessible(page);

  await page.getByRole('button', { name: '登记结论' }).click();
  await expect(page.getByText('请选择是不是同一人').first()).toBeVisible();
  await page.getByLabel('不是同一人').check();
  await field(page, 'reason').fill('看了户口簿，同住一处');
  await page.getByRole('button', { name: '登记结论' }).click();
  await expect(page.getByText('核对结论已登记')).toBeVisible();
  await expect(page.getByText('可能重复')).toHaveCount(0);
  await expect(page.getByText(/与档案 KN2019-0000. 核对：不是同一人/)).toBeVisible();
  await page.goto('/duplicates?sign=phone');
  await expect(page.getByText('没有联系电话相同、等待核对的档案')).toBeVisible();
});

test('a file whose ID number was typed is shown beside the field, and the number in no address', async ({
  page,
  product,
}) => {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await actAs(page, product, 'caseworker');
  await page.goto('/families/new');
  await field(page, 'members[0].idNumber').fill(FIRST.idNumber);
  await expect(page.getByText('一人只能在一份有效档案里，不能保存')).toBeVisible();
  expect(addresses.join('\n')).not.toContain(FIRST.idNumber);
});

test('the auditor may open the list', async ({ page, product }) => {
  await actAs(page, product, 'auditor');
  await page.goto('/duplicates');
  await expect(page.getByRole('heading', { name: '疑似重复' })).toBeVisible();
});
