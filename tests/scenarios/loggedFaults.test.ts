import { beforeAll, describe, expect, it } from 'vitest';
import { configuration, engine } from '../../app/config.server';
import { jobView } from '../../app/exchange/jobs.server';
import { paths } from '../../app/paths';
import type { Store } from '../../db/client.server';
import { aFamily, type MadeFamily } from '../factories/families';
import { registerWorkbook, sheetFamily } from '../factories/familySheet';
import { aSentImport } from '../factories/imports';
import { anOffice, type Office } from '../factories/office';
import { formsOf } from '../pageForms';
import { cookieOf, processStore } from '../process';
import { startProduct, type Product } from '../product';
import { onDatabase } from '../rawDatabase';

/** A statement that the database refuses is in the log, and nothing of what somebody typed. */

const TYPED = { phone: '13900001234', address: '绝密地址 7 号', workUnit: '秘密单位' };
const REFUSES = {
  sqlite: ['INSERT', 'UPDATE'].map(
    (act) =>
      `CREATE TRIGGER refuses_${act} BEFORE ${act} ON families WHEN NEW.phone = '${TYPED.phone}'
       BEGIN SELECT RAISE(ABORT, 'phone_is_refused'); END`,
  ),
  postgres: [
    `ALTER TABLE families ADD CONSTRAINT phone_is_refused CHECK (phone <> '${TYPED.phone}') NOT VALID`,
  ],
};

let store: Store;
let office: Office;
let family: MadeFamily;
let product: Product;

beforeAll(async () => {
  store = await processStore();
  office = await anOffice(store);
  family = await aFamily(office);
  for (const statement of REFUSES[engine]) await onDatabase({ address: configuration() }, statement);
  product = await startProduct();
}, 120_000);

interface Line {
  level: number;
  msg: string;
  req?: { id: string };
  requestId?: string;
  said?: string;
  err?: { stack: string; message: string; cause?: Record<string, string> };
}

/** The errors that were logged up to now. */
function loggedErrors(): Line[] {
  return product
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)
    .filter(({ level }) => level >= 50);
}

function expectNothingTyped(): void {
  for (const typed of Object.values(TYPED)) expect(product.log()).not.toContain(typed);
  expect(product.log()).not.toMatch(/params:|Failed query|Failing row|(insert into|update) "/);
}

const SAID = /phone_is_refused/;
const CODE = { sqlite: 'SQLITE_CONSTRAINT_TRIGGER', postgres: '23514' };

describe('a statement that is refused', () => {
  it('while a form is kept is logged by what the database said', { timeout: 30_000 }, async () => {
    const cookie = await cookieOf(office.caseworker.actor.staffId);
    const place = paths.familyContact(family.id);
    const page = await (await product.ask(place, { cookie })).text();
    const form = formsOf(page, place).find(({ fields }) => fields.some(({ name }) => name === 'phone'))!;
    const kept = Object.fromEntries(form.fields.map(({ name, value }) => [name, value]));
    const answer = await product.post(place, { ...kept, ...TYPED }, { cookie });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('事件编号');

    // What a process prints comes a moment after its answer.
    await expect.poll(() => loggedErrors().some(({ msg }) => msg === 'request failed')).toBe(true);
    const failed = loggedErrors().find(({ msg }) => msg === 'request failed')!;
    expect(failed.err!.message).toMatch(SAID);
    expect(failed.err!.cause).toMatchObject({ code: CODE[engine] });
    expect(failed.err!.stack).toMatch(/server-build/);
    expectNothingTyped();
  });

  it('in a job beside the pages is logged likewise', { timeout: 90_000 }, async () => {
    const bytes = await registerWorkbook(
      sheetFamily(1, { status: '草稿', registeredOn: null, category: null, ...TYPED }),
    );
    const order = { bytes, fileName: '登记册.xlsx', mode: 'good_families', isCheckOnly: false } as const;
    const id = await aSentImport(office.caseworker, order);
    await expect
      .poll(async () => (await store.read((read) => jobView(read, office.caseworker.actor, id))).status, {
        timeout: 60_000,
        interval: 500,
      })
      .toBe('failed');
    await expect.poll(() => loggedErrors().some(({ msg }) => msg.startsWith('work beside'))).toBe(true);
    const failed = loggedErrors().find(({ msg }) => msg.startsWith('work beside'))!;
    expect(failed.said).toMatch(SAID);
    expect(failed.said).toContain(CODE[engine]);
    expect(failed.said).toMatch(/\n {4}at /);
    expectNothingTyped();
  });
});
