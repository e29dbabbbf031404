import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { listOpenContradictions } from '../../app/payments/contradictions.server';
import { recordPayments } from '../../app/payments/payments.server';
import type { Store } from '../../db/client.server';
import {
  anEnteredResult,
  anExportedBatch,
  applySeen,
  aResult,
  aResultRow,
  awardsToMembers,
  FAILED,
  openAwards,
  previewOfResult,
  type BankLine,
} from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, aRun, paymentRowsOf } from '../factories/payments';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** Two awards of one family go to one account: what a file of the bank says of them which does not tell them apart. */

const YEAR = 2019;
const BOTH_FAILED = [FAILED, FAILED];
const BOTH_PAID = [{}, {}];
const TWO = [60_000, 60_000];

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

type Given = Record<string, string>;

interface Twins {
  batchId: string;
  lines: BankLine[];
}

/** Two lines to one account, and one to another, answered by a file with line numbers. */
async function twins(answers: readonly Given[], amounts = TWO): Promise<Twins> {
  const { id: familyId } = await aFamily(office);
  const awardIds = [
    ...(await awardsToMembers(office, { familyId, amounts })),
    ...(await openAwards(office, 1)),
  ];
  const { id: batchId, lines: sent } = await anExportedBatch(office, awardIds);
  const lines = awardIds.map((awardId) => sent.find((line) => line.awardId === awardId)!);
  const rows = [...answers, {}].map((one, index) => aResultRow(lines[index]!, one));
  await anEnteredResult(office.finance, batchId, rows);
  return { batchId, lines };
}

const send = ({ batchId }: Twins, rows: readonly string[][]) => aResult(office.finance, batchId, { rows });
const unnumbered = (line: BankLine, given: Given = {}) => aResultRow(line, { 序号: '', ...given });
const paid = (reference: string, on = '2019-03-14') => ({ 交易日期: on, 流水号: reference });
const returned = { ...FAILED, 交易日期: '2019-03-15', 流水号: '' };

/** What is open of the two lines: the bank's number or day, and of how many lines it may be. */
async function openOf({ lines }: Twins): Promise<Record<string, string>> {
  const { rows } = await store.read((read) => listOpenContradictions(read, 1));
  return Object.fromEntries(
    lines.flatMap(({ awardId }, index) => {
      const one = rows.find((row) => row.awardId === awardId);
      return one ? [[`line ${index + 1}`, `${one.reference || one.on} of ${one.possibleLines}`]] : [];
    }),
  );
}

describe('of two lines of one amount', () => {
  it.each<[string, Given[], (line: BankLine) => string[][], Record<string, string>]>([
    [
      'both failed, and both were paid',
      BOTH_FAILED,
      (line) => [unnumbered(line, paid('D1')), unnumbered(line, paid('D2'))],
      { 'line 1': 'D1 of 1', 'line 2': 'D2 of 1' },
    ],
    [
      'both failed, and one was paid',
      BOTH_FAILED,
      (line) => [unnumbered(line, paid('D1'))],
      { 'line 1': 'D1 of 2', 'line 2': 'D1 of 2' },
    ],
    [
      "both failed, and both were paid, under the bank's own numbers",
      BOTH_FAILED,
      (line) => [
        aResultRow(line, { ...paid('D1'), 序号: '71' }),
        aResultRow(line, { ...paid('D2'), 序号: '72' }),
      ],
      { 'line 1': 'D1 of 1', 'line 2': 'D2 of 1' },
    ],
    [
      'one failed, and another payment was made',
      [{}, FAILED],
      (line) => [unnumbered(line, paid('D4'))],
      { 'line 2': 'D4 of 1' },
    ],
    [
      "one failed, and another payment was made under the paid one's number",
      [{}, FAILED],
      (line) => [aResultRow(line, paid('D4'))],
      { 'line 2': 'D4 of 2' },
    ],
    ['one failed, and the other is told again', [{}, FAILED], (line) => [unnumbered(line)], {}],
    [
      'both were paid, and one came back',
      BOTH_PAID,
      (line) => [unnumbered(line, returned)],
      { 'line 1': '2019-03-15 of 2', 'line 2': '2019-03-15 of 2' },
    ],
    [
      "both were paid, and one came back under the bank's own number",
      BOTH_PAID,
      (line) => [aResultRow(line, { ...returned, 序号: '71' })],
      { 'line 1': '2019-03-15 of 2', 'line 2': '2019-03-15 of 2' },
    ],
    [
      'both failed, and the account is hidden in part',
      BOTH_FAILED,
      (line) => [unnumbered(line, { ...paid('D1'), 账号: `9999****${line.account.slice(-4)}` })],
      { 'line 1': 'D1 of 2', 'line 2': 'D1 of 2' },
    ],
    [
      'both failed, and were paid together',
      BOTH_FAILED,
      (line) => [unnumbered(line, { ...paid('D1'), 金额: '1200.00' })],
      { 'line 1': 'D1 of 2', 'line 2': 'D1 of 2' },
    ],
  ])('%s', async (_, answers, rowsOf, expected) => {
    const made = await twins(answers);
    const resultId = await send(made, rowsOf(made.lines[0]!));
    expect(await openOf(made)).toEqual(expected);
    const page = await previewOfResult(office.finance, { batchId: made.batchId, resultId, tab: 'doubtful' });
    if (Object.keys(expected).length > 0)
      for (const { doubt, standing } of page.lines)
        expect({ doubt, standing }).toMatchObject({ standing: 'open' });
    await expectInvariants(store, 'after a file that does not tell lines apart');
  });

  const record = (line: BankLine, reference: string, amountFen = 60_000) =>
    aPayment(office, {
      ...{ awardId: line.awardId, on: businessDate('2019-03-14'), bankReference: reference, amountFen },
    });

  it('what was paid is of the one that it is recorded of', async () => {
    const made = await twins(BOTH_FAILED);
    await send(made, [unnumbered(made.lines[0]!, paid('D1'))]);
    await record(made.lines[1]!, 'D1');
    expect(await openOf(made)).toEqual({});
    await send(made, [unnumbered(made.lines[0]!, { ...paid('D1'), 失败原因: '无' })]);
    expect(await openOf(made)).toEqual({});
    await send(made, [unnumbered(made.lines[0]!, paid('D2'))]);
    expect(await openOf(made)).toMatchObject({ 'line 1': 'D2 of 2' });
    await expectInvariants(store, 'after one of two was recorded');
  });

  it('what was paid together is recorded of both, and nobody has to say why its number is the same', async () => {
    const made = await twins(BOTH_FAILED);
    await send(made, [unnumbered(made.lines[0]!, { ...paid('D9'), 金额: '1200.00' })]);
    const recordAsTold = ({ awardId }: BankLine, day: string) =>
      recordPayments(
        office.finance,
        aRun(awardId, { on: businessDate(day), bankReference: 'D9', amountFen: 60_000, anotherReason: '' }),
      );
    await recordAsTold(made.lines[0]!, '2019-03-14');
    expect(Object.keys(await openOf(made))).toEqual(['line 2']);
    const [awardId] = await openAwards(office, 1);
    expect(await refused(recordAsTold({ ...made.lines[0]!, awardId: awardId! }, '2019-03-14'))).toMatchObject(
      {
        code: 'payment.used_reference',
      },
    );
    await recordAsTold(made.lines[1]!, '2019-03-14');
    expect(await openOf(made)).toEqual({});
  });

  it('what came back is of the one whose return is recorded', async () => {
    const made = await twins(BOTH_PAID);
    await send(made, [unnumbered(made.lines[0]!, returned)]);
    const [payment] = await paymentRowsOf(office, made.lines[1]!.awardId);
    await aCorrection(office, payment!.id, { kind: 'return', on: '2019-03-15' });
    expect(await openOf(made)).toEqual({});
    await expectInvariants(store, 'after the return of one of two');
  });
});

describe("of two lines of different amounts a row under the sister's number is of the one of its amount", () => {
  const AMOUNTS = [50_000, 60_000];

  it.each<[string, Given[], number, Given, Record<string, string>]>([
    ['more', [{}, FAILED], 1, paid('Y4'), { 'line 2': 'Y4 of 1' }],
    ['less', [FAILED, {}], 0, paid('Y5'), { 'line 1': 'Y5 of 1' }],
    ['returned', BOTH_PAID, 1, returned, { 'line 2': '2019-03-15 of 1' }],
  ])('%s', async (_, answers, place, given, expected) => {
    const made = await twins(answers, AMOUNTS);
    const sister = String(made.lines[1 - place]!.lineNumber);
    await send(made, [aResultRow(made.lines[place]!, { ...given, 序号: sister })]);
    expect(await openOf(made)).toEqual(expected);
    await expectInvariants(store, "after a row under the sister's number");
  });

  it('unless another row has that line', async () => {
    const made = await twins([{}, {}], [100_000, 60_000]);
    const rows = [aResultRow(made.lines[0]!, { 金额: '600.00' }), aResultRow(made.lines[1]!)];
    const resultId = await send(made, rows);
    const { lines } = await previewOfResult(office.finance, { ...made, resultId, tab: 'doubtful' });
    expect(lines).toMatchObject([{ doubt: 'paid_less', line: { lineNumber: made.lines[0]!.lineNumber } }]);
  });
});

it('a hidden account without a number is a word where tail, name and amount fit one line', async () => {
  const made = await twins(BOTH_FAILED, [50_000, 60_000]);
  const hidden = `9999****${made.lines[0]!.account.slice(-4)}`;
  await send(made, [unnumbered(made.lines[0]!, { ...paid('G1'), 账号: hidden })]);
  expect(await openOf(made)).toEqual({ 'line 1': 'G1 of 1' });
  const other = await twins(BOTH_FAILED, [50_000, 60_000]);
  const tail = `9999****${other.lines[0]!.account.slice(-4)}`;
  await send(other, [unnumbered(other.lines[0]!, { ...paid('G1'), 账号: tail, 户名: '何某' })]);
  expect(await openOf(other)).toEqual({});
});

it('a payment without day and number is no second one beside itself', async () => {
  const made = await twins(BOTH_FAILED, [50_000, 60_000]);
  await send(made, [aResultRow(made.lines[0]!, { 交易日期: '', 流水号: '' })]);
  const { rows } = await store.read((read) => listOpenContradictions(read, 1));
  expect(rows.filter(({ awardId }) => awardId === made.lines[0]!.awardId)).toMatchObject([{ others: [] }]);
});

it('a row that says what is booked agrees, whatever another file says of the same paper', async () => {
  const made = await twins([{}, {}], [50_000, 60_000]);
  const [line] = made.lines;
  const [payment] = await paymentRowsOf(office, line!.awardId);
  await aCorrection(office, payment!.id, { kind: 'reversal', on: '2019-03-12', amountFen: 5_000 });
  await send(made, [aResultRow(line!, { 金额: '490.00' })]);
  const resultId = await send(made, [aResultRow(line!, { 金额: '450.00' })]);
  await send(made, [aResultRow(line!, { 金额: '500.00', 失败原因: '无' })]);
  const { lines } = await previewOfResult(office.finance, { ...made, resultId, tab: 'doubtful' });
  expect(lines).toMatchObject([{ standing: 'booked' }]);
});

describe('rows that few things tell apart', () => {
  const less = { 金额: '450.00' };

  it.each<[string, Given[], (line: BankLine) => Given, object]>([
    [
      'less, of a hidden account',
      [{}, {}],
      ({ account }) => ({ ...less, 账号: `9999****${account.slice(-4)}` }),
      { saidFen: 45_000, bookedFen: 50_000 },
    ],
    [
      'paid to another account',
      [FAILED, {}],
      () => ({ ...paid('O1'), 账号: '6217001230004567890' }),
      { reference: 'O1' },
    ],
  ])('%s, are words about the line of their number', async (_, answers, given, expected) => {
    const made = await twins(answers, [50_000, 60_000]);
    const [line] = made.lines;
    await send(made, [aResultRow(line!, given(line!))]);
    const { rows } = await store.read((read) => listOpenContradictions(read, 1));
    expect(rows.filter(({ awardId }) => awardId === line!.awardId)).toMatchObject([expected]);
    await expectInvariants(store, 'after a row that proves little');
  });

  it("less, under the bank's own number, is a word about the line of its account", async () => {
    const made = await twins([{}, {}], [50_000, 60_000]);
    const [, , other] = made.lines;
    await send(made, [aResultRow(other!, { ...less, 序号: String(made.lines[0]!.lineNumber) })]);
    const { rows } = await store.read((read) => listOpenContradictions(read, 1));
    expect(rows.filter(({ batch }) => batch.id === made.batchId)).toMatchObject([
      { awardId: other!.awardId, saidFen: 45_000 },
    ]);
  });
});

describe('a first file without line numbers', () => {
  const waiting = async (): Promise<Twins> => {
    const { id: familyId } = await aFamily(office);
    const awardIds = await awardsToMembers(office, { familyId, amounts: TWO });
    const { id: batchId, lines } = await anExportedBatch(office, awardIds);
    return { batchId, lines };
  };

  it.each<[string, (line: BankLine) => string[][], object, object]>([
    [
      'says that both were paid',
      (line) => [unnumbered(line, paid('W1')), unnumbered(line, paid('W2'))],
      { succeeded: 2, failed: 0 },
      { applied: { count: 2 }, doubtful: { count: 0 } },
    ],
    [
      'says that both failed',
      (line) => [unnumbered(line, FAILED), unnumbered(line, FAILED)],
      { succeeded: 0, failed: 2 },
      { applied: { count: 2 }, doubtful: { count: 0 } },
    ],
  ])('%s: each line has its answer, and the same file again says nothing', async (_, rowsOf, done, again) => {
    const made = await waiting();
    const rows = rowsOf(made.lines[0]!);
    const resultId = await send(made, rows);
    expect(await applySeen(office.finance, { batchId: made.batchId, resultId })).toMatchObject(done);
    const copy = await send(made, [...rows].reverse());
    const { totals } = await previewOfResult(office.finance, { batchId: made.batchId, resultId: copy });
    expect(totals).toMatchObject(again);
    expect(await openOf(made)).toEqual({});
    await expectInvariants(store, 'after a file without line numbers');
  });

  it.each<[string, (line: BankLine) => string[][]]>([
    ['says that one was paid', (line) => [unnumbered(line, paid('W1'))]],
    [
      'says that one was paid and one failed',
      (line) => [unnumbered(line, paid('W1')), unnumbered(line, FAILED)],
    ],
    ['tells of one paper twice', (line) => [unnumbered(line, paid('W1')), unnumbered(line, paid('W1'))]],
    ['tells of three payments', (line) => ['W1', 'W2', 'W3'].map((one) => unnumbered(line, paid(one)))],
    ['has one line by its number', (line) => [aResultRow(line, paid('W1')), unnumbered(line, paid('W2'))]],
    [
      'has one line by its number and two rows beside',
      (line) => [aResultRow(line, paid('W1')), unnumbered(line, paid('W2')), unnumbered(line, paid('W3'))],
    ],
  ])('%s: the rest is left to a person', async (_, rowsOf) => {
    const made = await waiting();
    const resultId = await send(made, rowsOf(made.lines[0]!));
    const { totals } = await previewOfResult(office.finance, { batchId: made.batchId, resultId });
    expect(totals.doubtful.count).toBeGreaterThan(0);
    expect(totals.succeeded.count + totals.failed.count).toBeLessThan(2);
  });

  it('has one number for all that it pays: each line has its answer, and the same file again says nothing', async () => {
    const made = await waiting();
    const [line] = made.lines;
    const rows = [unnumbered(line!, paid('W1')), unnumbered(line!, paid('W1'))];
    const other = unnumbered({ ...line!, account: '6217001230004567890' }, paid('W1'));
    const resultId = await send(made, [...rows, other]);
    const { totals } = await previewOfResult(office.finance, { batchId: made.batchId, resultId });
    expect(totals).toMatchObject({ succeeded: { count: 2 }, doubtful: { count: 0 }, unknown: { count: 1 } });
    await applySeen(office.finance, { batchId: made.batchId, resultId });
    const copy = await send(made, [other, ...rows]);
    const again = await previewOfResult(office.finance, { batchId: made.batchId, resultId: copy });
    expect(again.totals).toMatchObject({
      applied: { count: 2 },
      doubtful: { count: 0 },
      differing: { count: 0 },
    });
    expect(await openOf(made)).toEqual({});
    await expectInvariants(store, 'after a file with one number');
  });

  it('leaves no line out that one of its rows fits: they are named with the row', async () => {
    const made = await waiting();
    const resultId = await send(made, [unnumbered(made.lines[0]!, paid('W1'))]);
    const ids = { batchId: made.batchId, resultId };
    const { totals, lines } = await previewOfResult(office.finance, { ...ids, tab: 'doubtful' });
    expect(totals).toMatchObject({ doubtful: { count: 1 }, missing: { count: 0 } });
    expect(lines[0]!.fits.map(({ lineNumber }) => lineNumber)).toEqual([1, 2]);
  });
});
