import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { batchLinePage } from '../../app/payments/batchLine.server';
import { confirmLineFailed, confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import type { Store } from '../../db/client.server';
import {
  anExportedBatch,
  aResult,
  aResultRow,
  awardsToMembers,
  FAILED,
  type BankLine,
} from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** A row of the bank's file that fits several lines answers one of them, once, with what it says. */

const YEAR = 2019;
const ON = businessDate('2019-03-12');

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

type Given = Record<string, string>;
type Outcome = 'succeeded' | 'failed';

/** Three lines to one account, and a file with rows that do not tell them apart. */
async function threeAlike(rows: readonly Given[]) {
  const { id: familyId } = await aFamily(office);
  const awardIds = await awardsToMembers(office, { familyId, amounts: [60_000, 60_000, 60_000] });
  const { id: batchId, lines } = await anExportedBatch(office, awardIds);
  const told = rows.map((given) => aResultRow(lines[0]!, { 序号: '', ...given }));
  const resultId = await aResult(office.finance, batchId, { rows: told });
  /** The place of a row in the file, below its headers. */
  const from = (row: number) => ({ resultId, rowNumber: row + 2 });
  const answer = (
    outcome: Outcome,
    line: BankLine,
    { row, ...given }: { row: number; rowSeen?: number; bankReference?: string },
  ) => {
    const common = { commandId: newId(), batchId, lineId: line.id, on: ON, note: '回单', from: from(row) };
    const { bankReference = 'R1', ...seen } = given;
    return outcome === 'failed'
      ? confirmLineFailed(office.finance, { ...common, ...seen, cause: 'other' })
      : confirmLinePaid(office.finance, { ...common, ...seen, bankReference });
  };
  const shown = async (outcome: Outcome, line: BankLine, row: number) => {
    const asked = { batchId, lineId: line.id, from: from(row), outcome };
    return (await store.read((read) => batchLinePage(read, asked))).row!.doubt;
  };
  return { batchId, lines: lines as [BankLine, BankLine, BankLine], answer, shown };
}

describe('a row that fits several lines', () => {
  it.each<[Outcome, Given]>([
    ['failed', FAILED],
    ['failed', { ...FAILED, 交易日期: '' }],
    ['succeeded', { 流水号: 'R1' }],
    ['succeeded', { 处理结果: '已核销', 流水号: 'R1' }],
  ])('that was the answer of one (%s %o) asks before it is that of another', async (outcome, given) => {
    const { batchId, lines, answer, shown } = await threeAlike([given]);
    const [first, second] = lines;
    expect(await shown(outcome, first, 0)).toBeNull();
    await answer(outcome, first, { row: 0, rowSeen: 0 });
    const { lineNumber } = first;
    expect(await shown(outcome, second, 0)).toEqual({ is: 'used', lineNumber });
    const again = (rowSeen: number) => answer(outcome, second, { row: 0, rowSeen, bankReference: 'R2' });
    expect(await refused(again(0))).toMatchObject({ code: 'batch.row_used', field: 'rowSeen', lineNumber });
    await again(1);
    const subject =
      outcome === 'failed'
        ? ({ type: 'award', id: second.awardId } as const)
        : ({ type: 'batch', id: batchId } as const);
    const entries = await store.read((read) => auditOf(read, subject));
    expect(entries.map(auditDetailText).join()).toContain('问清后登记的行数');
    await expectInvariants(store, 'after a row was used twice');
  });

  it('of which there are two answers two, and a third asks', async () => {
    const { lines, answer, shown } = await threeAlike([FAILED, { ...FAILED, 流水号: 'F2' }]);
    await answer('failed', lines[0], { row: 0, rowSeen: 0 });
    await answer('failed', lines[1], { row: 1, rowSeen: 0 });
    expect(await shown('failed', lines[2], 0)).toMatchObject({ is: 'used' });
  });

  it('of another number or day is another answer', async () => {
    const { lines, answer } = await threeAlike([
      { 流水号: 'R1' },
      { 流水号: 'R2' },
      { ...FAILED, 交易日期: '2019-03-13' },
    ]);
    await answer('succeeded', lines[0], { row: 0, rowSeen: 0 });
    await answer('succeeded', lines[1], { row: 1, rowSeen: 0, bankReference: 'R2' });
    await answer('failed', lines[2], { row: 2, rowSeen: 0 });
    await expectInvariants(store, 'after each row was used once');
  });

  it('that is the sum of all answers all', async () => {
    const { lines, answer } = await threeAlike([{ 金额: '1800.00', 流水号: 'R1' }]);
    for (const line of lines) await answer('succeeded', line, { row: 0, rowSeen: 0 });
  });
});

describe('a row that says the opposite', () => {
  it.each<[Outcome, Given]>([
    ['failed', {}],
    ['succeeded', FAILED],
  ])('asks before the line is booked as %s', async (outcome, given) => {
    const { lines, answer, shown } = await threeAlike([given]);
    expect(await shown(outcome, lines[0], 0)).toEqual({ is: 'opposite' });
    const confirm = (rowSeen: number) => answer(outcome, lines[0], { row: 0, rowSeen });
    expect(await refused(confirm(0))).toMatchObject({ code: 'batch.row_opposite', field: 'rowSeen' });
    await confirm(1);
    await expectInvariants(store, 'after the opposite was confirmed');
  });

  it.each(['failed', 'succeeded'] as const)(
    'or nothing yet asks before it is booked as %s',
    async (outcome) => {
      const { lines, answer, shown } = await threeAlike([{ 处理结果: '处理中' }]);
      expect(await shown(outcome, lines[0], 0)).toEqual({ is: 'pending' });
      const confirm = (rowSeen: number) => answer(outcome, lines[0], { row: 0, rowSeen });
      expect(await refused(confirm(0))).toMatchObject({ code: 'batch.row_pending', field: 'rowSeen' });
      await confirm(1);
    },
  );

  it('of less than the line is booked as failed, as is advised', async () => {
    const { lines, shown, answer } = await threeAlike([{ 序号: '1', 金额: '60.00' }]);
    expect(await shown('failed', lines[0], 0)).toBeNull();
    await answer('failed', lines[0], { row: 0, rowSeen: 0 });
  });
});
