import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { recordPayments } from '../../app/payments/payments.server';
import type { Store } from '../../db/client.server';
import {
  anExportedBatch,
  aResult,
  aResultRow,
  aSentBatch,
  aSentResult,
  awardsToMembers,
  openAwards,
  previewOfResult,
  type BankLine,
} from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aRun, paymentRowsOf, type CorrectionWish } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const on = businessDate('2019-03-12');

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

const award = async () => (await openAwards(office, 1))[0]!;
const aBatch = (count: number) => aSentBatch(office, count);

interface Asked {
  bankReference: string;
  on?: string;
  anotherReason?: string;
}

const paid = ({ id: batchId, line }: { id: string; line: BankLine }, { on: day = on, ...asked }: Asked) =>
  confirmLinePaid(office.finance, {
    ...{ commandId: newId(), batchId, lineId: line.id, note: '银行回单', anotherReason: '' },
    ...{ on: businessDate(day), ...asked },
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
    ['without the zeros before it', '00 7240', '7240'],
    ['with zeros before it', '8240', '０００８２４０'],
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

  it.each<[string, { on?: string; bankReference?: string }, boolean]>([
    ['and day', {}, true],
    ['of another day', { on: '2019-03-13' }, false],
    ['with another number', { bankReference: 'R9-x' }, false],
  ])('of another line of the batch to the same account %s', async (what, other, isAsked) => {
    const bankReference = `R9-${what}`;
    const { id: familyId } = await aFamily(office);
    const { id, lines } = await aSentBatch(office, [familyId, familyId]);
    await paid({ id, line: lines[0]! }, { bankReference });
    const asked = { bankReference, ...other };
    const again = (anotherReason: string) => paid({ id, line: lines[1]! }, { ...asked, anotherReason });
    const refusal = await refused(again(''));
    expect(refusal?.code).toBe(isAsked ? 'payment.used_reference' : undefined);
    if (!isAsked) return;
    expect(refusal).toMatchObject({ field: 'anotherReason', lineNumber: 1, on });
    expect(await paymentRowsOf(office, lines[1]!.awardId)).toEqual([]);
    await again('银行合并为一笔');
    await expectInvariants(store, what);
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

describe('what is recorded by hand under a reference that a payment has', () => {
  const run = async (given: { bankReference: string; anotherReason?: string; day?: string }) =>
    recordPayments(
      office.finance,
      aRun(await award(), { on: businessDate(given.day ?? on), anotherReason: '', ...given }),
    );

  it('of the same day is asked about, and kept with its reason', async () => {
    await run({ bankReference: 'H1' });
    expect(await refused(run({ bankReference: 'ｈ 1' }))).toMatchObject({
      ...{ code: 'payment.used_reference', field: 'anotherReason', reference: 'H1', number: null },
    });
    const awardId = await award();
    const given = { on, bankReference: 'H1', anotherReason: '同一张回单，分两次登记' };
    await recordPayments(office.finance, aRun(awardId, given));
    const [payment] = await paymentRowsOf(office, awardId);
    const [entry] = await store.read((read) => auditOf(read, { type: 'payment', id: payment!.id }));
    expect(JSON.parse(entry!.detail)).toMatchObject({ anotherReason: given.anotherReason });
  });

  it('of a line of a batch is asked about, with the line', async () => {
    await aPaidLine('H2');
    expect(await refused(run({ bankReference: 'H2' }))).toMatchObject({
      ...{ code: 'payment.used_reference', lineNumber: 1 },
    });
  });

  it('of another day is not: some banks begin to count anew', async () => {
    await run({ bankReference: 'H3' });
    await run({ bankReference: 'H3', day: '2019-03-13' });
  });

  it('of the same run is not, and neither is one that was a slip, reversed as a whole', async () => {
    const awardIds = await Promise.all([award(), award()]);
    await recordPayments(office.finance, aRun(awardIds, { on, bankReference: 'H4', anotherReason: '' }));
    for (const awardId of awardIds) {
      const [payment] = await paymentRowsOf(office, awardId);
      await aCorrection(office, payment!.id, { kind: 'reversal', on: '2019-03-13' });
    }
    await run({ bankReference: 'H4' });
    await expectInvariants(store, 'after runs by hand');
  });

  it('writes nothing where it is asked about', async () => {
    await run({ bankReference: 'H5' });
    const awardId = await award();
    await refused(
      recordPayments(office.finance, aRun(awardId, { on, bankReference: 'H5', anotherReason: '' })),
    );
    expect(await paymentRowsOf(office, awardId)).toEqual([]);
  });
});

describe('a file of the bank with a number that a payment has', () => {
  const DAY = '2019-03-12';
  const FILE = { 交易日期: DAY };

  async function aFile(numbers: readonly string[], given: Record<string, string> = FILE) {
    const { id: batchId, lines } = await aBatch(numbers.length);
    const rows = lines.map((line, place) => aResultRow(line, { ...given, 流水号: numbers[place]! }));
    const resultId = await aResult(office.finance, batchId, { rows });
    return { batchId, resultId, lines };
  }

  const applied = async (
    { batchId, resultId }: { batchId: string; resultId: string },
    seen: { usedSeen?: number },
  ) => {
    const { totals } = await previewOfResult(office.finance, { batchId, resultId });
    return applyResult(office.finance, {
      ...{ commandId: newId(), batchId, resultId, causes: [], failed: 0 },
      ...{ succeeded: totals.succeeded.count, amountFen: totals.succeeded.amountFen, ...seen },
    });
  };

  it('outside of the batch on that day asks for a tick, with the row and the payment', async () => {
    await recordPayments(office.finance, aRun(await award(), { on, bankReference: 'F1' }));
    const file = await aFile(['F0', 'ｆ1']);
    const { used } = await previewOfResult(office.finance, file);
    expect(used).toMatchObject({ count: 1, rows: [{ rowNumber: 3, by: { reference: 'F1', number: null } }] });
    expect(await refused(applied(file, { usedSeen: 0 }))).toMatchObject({
      ...{ code: 'result.used_references', field: 'usedSeen', count: 1, rowNumber: 3, reference: 'F1' },
    });
    expect(await paymentRowsOf(office, file.lines[0]!.awardId)).toEqual([]);
    await applied(file, { usedSeen: 1 });
    const entries = await store.read((read) => auditOf(read, { type: 'batch', id: file.batchId }));
    const entry = entries.find(({ action }) => action === 'batch.result_applied');
    expect(JSON.parse(entry!.detail)).toMatchObject({ usedRows: 1 });
    await expectInvariants(store, 'after a number that was used');
  });

  it.each([
    ['on another day', ['F2'], { 交易日期: '2019-03-13' }],
    ['none at all', [''], FILE],
    ['twice in itself', ['F3', 'F3'], FILE],
  ])('%s asks for none', async (_, numbers, given) => {
    await recordPayments(office.finance, aRun(await award(), { on, bankReference: 'F2' }));
    const file = await aFile(numbers, given);
    expect((await previewOfResult(office.finance, file)).used).toEqual({ count: 0, rows: [] });
    await applied(file, { usedSeen: 0 });
  });

  it('that only a line of its own batch has asks for none', async () => {
    const { batchId, lines } = await aFile(['F4', 'F4']);
    await paid({ id: batchId, line: lines[0]! }, { bankReference: 'F4' });
    const rest = await aResult(office.finance, batchId, {
      rows: [aResultRow(lines[1]!, { ...FILE, 流水号: 'F4' })],
    });
    expect((await previewOfResult(office.finance, { batchId, resultId: rest })).used.count).toBe(0);
  });

  const row = (line: BankLine, reference: string, given: Record<string, string> = {}) =>
    aResultRow(line, { ...FILE, 流水号: reference, ...given });

  it.each<[string, (lines: BankLine[], hand: string) => string[][], number]>([
    ['names the other line with it', ([, second], hand) => [row(second!, hand.toLowerCase())], 1],
    ['names both, each with its own', ([first, second], hand) => [row(first!, 'Z1'), row(second!, hand)], 1],
    ['names both with it', ([first, second], hand) => [row(first!, hand), row(second!, hand)], 0],
    ['names the other line with another', ([, second]) => [row(second!, 'Z2')], 0],
    ['tells it of another day', ([, second], hand) => [row(second!, hand, { 交易日期: '2019-03-13' })], 0],
    ['has it for all that it pays', ([, second, third], hand) => [row(second!, hand), row(third!, hand)], 0],
  ])('that one of two lines to an account was confirmed by, and %s', async (_, rowsOf, count) => {
    const { batchId, lines } = await sisters();
    const hand = newId().slice(-12).toUpperCase();
    await paid({ id: batchId, line: lines[0]! }, { bankReference: hand });
    const file = await aSentResult(office.finance, batchId, rowsOf(lines, hand));
    const { used } = await previewOfResult(office.finance, file);
    expect(used.count).toBe(count);
    const own = used.rows.map(({ by, isOfSister }) => ({ isOfSister, lineNumber: by.lineNumber }));
    expect(own).toEqual(count ? [{ isOfSister: true, lineNumber: lines[0]!.lineNumber }] : []);
    if (count > 0)
      expect(await refused(applied(file, { usedSeen: 0 }))).toMatchObject({
        code: 'result.used_references',
        count,
      });
  });

  it('that one of two lines to an account was confirmed by as well as one to another is that of the batch', async () => {
    const { batchId, lines } = await sisters();
    for (const line of [lines[0]!, lines[2]!]) await paid({ id: batchId, line }, { bankReference: 'Y4' });
    const resultId = await aResult(office.finance, batchId, { rows: [row(lines[1]!, 'Y4')] });
    expect((await previewOfResult(office.finance, { batchId, resultId })).used.count).toBe(0);
  });

  it('that a reversed slip of the other line has asks for none', async () => {
    const { batchId, lines } = await sisters();
    await paid({ id: batchId, line: lines[0]! }, { bankReference: 'Y5' });
    const [payment] = await paymentRowsOf(office, lines[0]!.awardId);
    await aCorrection(office, payment!.id, { kind: 'reversal', on: '2019-03-13' });
    const resultId = await aResult(office.finance, batchId, { rows: [row(lines[1]!, 'Y5')] });
    expect((await previewOfResult(office.finance, { batchId, resultId })).used.count).toBe(0);
  });

  /** Two lines to one account, and one to another. */
  async function sisters() {
    const { id: familyId } = await aFamily(office);
    const twins = await awardsToMembers(office, { familyId, amounts: [60_000, 60_000] });
    const awardIds = [...twins, await award()];
    const { id: batchId, lines: sent } = await anExportedBatch(office, awardIds);
    return { batchId, lines: awardIds.map((awardId) => sent.find((line) => line.awardId === awardId)!) };
  }
});
