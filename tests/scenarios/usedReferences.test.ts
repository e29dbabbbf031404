import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { confirmLinePaid } from '../../app/payments/bankAnswers.server';
import { recordPayments } from '../../app/payments/payments.server';
import type { Store } from '../../db/client.server';
import { freshDatabase } from '../database';
import { anExportedBatch, type BankLine } from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aCorrection, aRun, paymentRowsOf, type CorrectionWish } from '../factories/payments';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const on = businessDate('2019-03-12');

let store: Store;
let office: Office;

beforeAll(async () => {
  store = await (await freshDatabase()).open();
  office = await anOffice(store);
  await aProject(office, { year: YEAR, budgetFen: 1_000_000_000 });
});

const award = async () => {
  const { id: familyId } = await aFamily(office);
  return (await anAward(office, { year: YEAR, type: 'medical', familyId, amountFen: 60_000 })).id;
};
const aBatch = async (count: number) =>
  anExportedBatch(office, await Promise.all(Array.from({ length: count }, award)));

interface Asked {
  bankReference: string;
  anotherReason?: string;
}

const paid = ({ id: batchId, line }: { id: string; line: BankLine }, asked: Asked) =>
  confirmLinePaid(office.finance, {
    ...{ commandId: newId(), batchId, lineId: line.id, on, note: '银行回单', anotherReason: '' },
    ...asked,
  });

/** A batch of which the first line is paid under a reference of its own. */
async function aPaidLine(bankReference: string) {
  const { id, lines } = await aBatch(2);
  await paid({ id, line: lines[0]! }, { bankReference });
  const [payment] = await paymentRowsOf(office, lines[0]!.awardId);
  return { id, lines, payment: payment! };
}

describe('a line that a person answers under a reference that a payment has', () => {
  it.each([
    ['as it was typed', 'R1-a', 'R1-a'],
    ['in other letters', 'r2-B', 'Ｒ２ －ｂ'],
    ['that was typed in full-width letters', 'Ｒ３－C', 'r3-c'],
    ['that was typed with spaces', 'R 4 d', 'R4D'],
  ])('of another batch, %s, is asked about and kept with its reason', async (_, known, bankReference) => {
    await aPaidLine(known);
    const { id, lines } = await aBatch(1);
    const line = { id, line: lines[0]! };
    const refusal = await refused(paid(line, { bankReference }));
    expect(refusal).toMatchObject({
      ...{ code: 'payment.used_reference', field: 'anotherReason' },
      ...{ reference: known, on, amountFen: 60_000, lineNumber: 1 },
    });
    expect(refusal?.number).toMatch(/^2019-\d{3}$/);
    expect(await paymentRowsOf(office, lines[0]!.awardId)).toEqual([]);
    await paid(line, { bankReference, anotherReason: '银行汇总记账' });
    expect(await paymentRowsOf(office, lines[0]!.awardId)).toMatchObject([{ bankReference }]);
    const [entry] = (await store.read((read) => auditOf(read, { type: 'batch', id }))).filter(
      ({ action }) => action === 'batch.line_answered',
    );
    expect(JSON.parse(entry!.detail)).toMatchObject({ anotherReason: '银行汇总记账' });
    await expectInvariants(store, known);
  });

  it('of the same batch is not: the bank may number the batch as a whole', async () => {
    const { id, lines, payment } = await aPaidLine('R5');
    await paid({ id, line: lines[1]! }, { bankReference: 'R5' });
    expect(payment.bankReference).toBe('R5');
    expect(await paymentRowsOf(office, lines[1]!.awardId)).toMatchObject([{ bankReference: 'R5' }]);
  });

  it('recorded by hand is asked about, without a batch to name', async () => {
    await recordPayments(office.finance, aRun(await award(), { on, bankReference: 'R6' }));
    const { id, lines } = await aBatch(1);
    expect(await refused(paid({ id, line: lines[0]! }, { bankReference: 'R6' }))).toMatchObject({
      ...{ code: 'payment.used_reference', number: null, lineNumber: null },
    });
  });

  it.each<[string, CorrectionWish, boolean]>([
    ['was a slip, reversed as a whole', { kind: 'reversal', on: '2019-03-13' }, false],
    ['was reversed in part', { kind: 'reversal', on: '2019-03-13', amountFen: 1_000 }, true],
    ['came back', { kind: 'return', on: '2019-03-13' }, true],
    ['was recovered', { kind: 'recovery', on: '2019-03-13' }, true],
  ])('that %s: %s', async (what, wish, isAsked) => {
    const bankReference = `R7-${what}`;
    const { payment } = await aPaidLine(bankReference);
    await aCorrection(office, payment.id, wish);
    const { id, lines } = await aBatch(1);
    const refusal = await refused(paid({ id, line: lines[0]! }, { bankReference }));
    expect(refusal?.code).toBe(isAsked ? 'payment.used_reference' : undefined);
  });

  it('that came back by mistake and was reversed is asked about again', async () => {
    const { payment } = await aPaidLine('R8');
    await aCorrection(office, payment.id, { kind: 'return', on: '2019-03-13' });
    const [, back] = await paymentRowsOf(office, payment.awardId);
    await aCorrection(office, back!.id, { kind: 'reversal', on: '2019-03-14' });
    const { id, lines } = await aBatch(1);
    expect(await refused(paid({ id, line: lines[0]! }, { bankReference: 'R8' }))).toMatchObject({
      code: 'payment.used_reference',
    });
  });
});
