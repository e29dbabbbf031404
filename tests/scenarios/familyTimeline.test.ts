import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { familyTimeline } from '../../app/payments/familyTimeline.server';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';
import { aFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aCorrection, aPayment, paymentRowsOf } from '../factories/payments';
import { anAward } from '../factories/relief';

const YEAR = 2019;

let store: Store;
let office: Office;
beforeAll(async () => {
  store = await freshStore();
  office = await anOffice(store);
  await aProject(office, { year: YEAR, budgetFen: 100_000_000 });
});

describe('the timeline of a family', () => {
  it('tells of its file, its applications, its awards and its payments, the newest first, and of nobody else’s', async () => {
    const family = await aFamily(office);
    const other = await aFamily(office);
    await anAward(office, { year: YEAR, type: 'medical', familyId: other.id, amountFen: 70_000 });
    const { id } = await anAward(office, {
      year: YEAR,
      type: 'medical',
      familyId: family.id,
      amountFen: 60_000,
    });
    await aPayment(office, { awardId: id, on: businessDate('2019-03-12'), amountFen: 60_000 });
    const [payment] = await paymentRowsOf(office, id);
    await aCorrection(office, payment!.id, { kind: 'return', on: '2019-03-20' });

    const { events } = await store.read((read) => familyTimeline(read, family.id));
    const told = events.map(({ text, who }) => `${text} ${who}`);
    const places = [/登记档案/, /批准建档/, /提出救助申请/, /审批通过/, /登记发放/, /更正/].map((one) =>
      told.findIndex((line) => one.test(line)),
    );
    expect(
      places.every((place) => place >= 0),
      told.join('\n'),
    ).toBe(true);
    expect(told.join('\n')).toContain('600.00 元');
    expect(told.join('\n')).not.toContain('700.00 元');
    const order = events.map(({ sequence }) => sequence);
    expect(order).toEqual([...order].sort((one, next) => next - one));
  });
});
