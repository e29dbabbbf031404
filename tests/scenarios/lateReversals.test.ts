import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { paymentDraft } from '../../app/payments/paymentDraft.server';
import { recordPayments, type Payment } from '../../app/payments/payments.server';
import type { Store } from '../../db/client.server';
import { aFamily } from '../factories/families';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, aRun, paymentRowsOf } from '../factories/payments';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** A payment that never was made, reversed as of the day on which that was found out. */

const YEAR = 2019;
const MISTAKEN_ON = '2019-03-12';
const TRUE_ON = '2019-03-20';
const FOUND_ON = '2019-03-21';

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

const mistaken = async (): Promise<Payment> => {
  const { id: familyId } = await aFamily(office);
  const { id: awardId } = await anAward(office, { familyId, year: YEAR });
  return aPayment(office, { awardId, on: businessDate(MISTAKEN_ON) });
};
const pay = (awardId: string, on = TRUE_ON) =>
  recordPayments(office.finance, aRun(awardId, { on: businessDate(on), bankReference: 'R2' }));
const reverse = (id: string, on: string, laterSeen?: number) =>
  aCorrection(office, id, { kind: 'reversal', on, ...(laterSeen === undefined ? {} : { laterSeen }) });

describe('a reversal', () => {
  it.each([
    ['of the day of the payment', 'reversal', MISTAKEN_ON, 0, false],
    ['of the day after it', 'reversal', '2019-03-13', 0, true],
    ['of a later day, which was seen', 'reversal', FOUND_ON, 1, false],
    ['of a later day, where nobody is asked', 'reversal', FOUND_ON, undefined, false],
    ['is none: a return of a later day', 'return', FOUND_ON, 0, false],
    ['is none: a recovery of a later day', 'recovery', FOUND_ON, 0, false],
  ] as const)('%s', async (_, kind, on, laterSeen, isAsked) => {
    const { id } = await mistaken();
    const wish = { kind, on, ...(laterSeen === undefined ? {} : { laterSeen }) };
    const refusal = await refused(aCorrection(office, id, wish));
    if (!isAsked) expect(refusal).toBeNull();
    else
      expect(refusal).toMatchObject({
        ...{ code: 'payment.later_reversal', field: 'laterSeen', paidOn: MISTAKEN_ON, on },
      });
  });
});

describe('the true payment, before the day of the reversal', () => {
  it('is refused with the reversal that is in the way, and goes in once that has the day of the payment', async () => {
    const { id, awardId } = await mistaken();
    const { id: late } = await reverse(id, FOUND_ON);
    const refusal = await refused(pay(awardId));
    expect(refusal).toMatchObject({
      ...{ code: 'payment.overlaps', field: 'paidOn', on: TRUE_ON },
      ...{ mistakenOn: MISTAKEN_ON, reversedOn: FOUND_ON },
    });
    const today = businessDate(FOUND_ON);
    const selection = { awardIds: [awardId], except: [] };
    const draft = await store.read((read) => paymentDraft(read, { selection, today }));
    expect(draft.mistaken).toMatchObject([
      { awardId, reversal: { id: late, paidOn: MISTAKEN_ON, on: FOUND_ON } },
    ]);
    await reverse(late, FOUND_ON, 0);
    await reverse(id, MISTAKEN_ON, 0);
    await pay(awardId);
    const rows = await paymentRowsOf(office, awardId);
    expect(rows.map(({ kind, paidOn }) => [kind, paidOn])).toEqual([
      ['payment', MISTAKEN_ON],
      ['reversal', FOUND_ON],
      ['reversal', FOUND_ON],
      ['reversal', MISTAKEN_ON],
      ['payment', TRUE_ON],
    ]);
    await expectInvariants(store, 'after the true payment');
  });

  it('goes in on the day of the reversal', async () => {
    const { id, awardId } = await mistaken();
    await reverse(id, FOUND_ON);
    await pay(awardId, FOUND_ON);
  });

  it('is refused without one where the bank sent the money back', async () => {
    const { id, awardId } = await mistaken();
    await aCorrection(office, id, { kind: 'return', on: FOUND_ON });
    const refusal = await refused(pay(awardId));
    expect(refusal).toMatchObject({ code: 'payment.overlaps', on: TRUE_ON });
    expect(refusal).not.toHaveProperty('reversedOn');
  });
});
