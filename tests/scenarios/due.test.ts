import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { coverageOf, coverageUnits } from '../../app/indicators/coverage';
import { DUE_REASONS } from '../../app/indicators/due';
import { dueList } from '../../app/indicators/due.server';
import { yearFacts } from '../../app/indicators/facts.server';
import { newId } from '../../app/ids.server';
import { correctPayment } from '../../app/payments/payments.server';
import type { Store } from '../../db/client.server';
import { batches, instructions } from '../../db/schema';
import { aFamily, aMember, aStudent, type FamilyOptions } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { aCorrectionInput, aPayment } from '../factories/payments';
import { anApplication, anAward } from '../factories/relief';

const YEAR = 2019;
const ON = businessDate('2019-03-01');
const NO_ACCOUNT = { bankName: '', accountHolder: '', account: '' } as const;

let store: Store;
let office: Office;
let projectId: string;

const named = (name: string, options: FamilyOptions = {}) =>
  aFamily(office, { mainCause: 'low_income', members: [aMember({ name })], ...options });

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  ({ id: projectId } = await aProject(office, { year: YEAR }));
  await named('无申请');
  for (const [name, state] of [
    ['待审核人', 'submitted'],
    ['待审批人', 'reviewed'],
    ['退回补正人', 'returned'],
    ['不予救助人', 'rejected'],
    ['撤回人', 'withdrawn'],
  ] as const) {
    await anApplication(office, { year: YEAR, familyId: (await named(name)).id, state });
  }
  const awardOf = async (name: string, options: FamilyOptions = {}) =>
    anAward(office, { year: YEAR, familyId: (await named(name, options)).id });
  await awardOf('未进批次');
  await awardOf('没有账户', { bank: NO_ACCOUNT });
  await inBatch((await awardOf('在批次中')).id, { line: 1 });
  await inBatch((await awardOf('银行失败')).id, { line: 2, failed: true });
  const paid = await awardOf('已发放人');
  await aPayment(office, { awardId: paid.id, on: ON });
  const back = await awardOf('退票人');
  const { id: paymentId } = await aPayment(office, { awardId: back.id, on: ON });
  await correctPayment(office.finance, aCorrectionInput(paymentId, { kind: 'return', on: ON }));
  const recovered = await awardOf('追回人');
  const { id: givenBack } = await aPayment(office, { awardId: recovered.id, on: ON });
  await correctPayment(office.finance, aCorrectionInput(givenBack, { kind: 'recovery', on: ON }));
  await aFamily(office, {
    mainCause: 'schooling',
    members: [aMember({ name: '家长' }), aStudent({ name: '学生' })],
  });
});

/** As a batch of payments writes it. */
async function inBatch(awardId: string, { line, failed = false }: { line: number; failed?: boolean }) {
  const batchId = newId();
  await store.write(async (write) => {
    await write.insert(batches).values({
      id: batchId,
      projectId,
      number: `2019-00${line}`,
      title: '样例批次',
      status: 'exported',
      madeBy: office.finance.actor.staffId,
      madeAt: new Date().toISOString(),
      approvedBy: office.head.actor.staffId,
      approvedDigest: 'x',
      version: 1,
    });
    await write.insert(instructions).values({
      id: newId(),
      batchId,
      lineNumber: line,
      awardId,
      amountFen: 60_000,
      accountHolder: '样例',
      accountSealed: 'sealed',
      accountFingerprint: 'x',
      accountLast4: '0000',
      bankName: '样本银行',
      status: failed ? 'failed' : 'sent',
      ...(failed ? { failureCause: 'name_mismatch' as const, failureText: '户名不符' } : {}),
    });
  });
}

const due = (question: Partial<Parameters<typeof dueList>[1]> = {}) =>
  store.read((read) => dueList(read, { year: YEAR, ...question }));

describe('the people who are due and unpaid', () => {
  it('are those of the coverage metric', async () => {
    const facts = await store.read((read) => yearFacts(read, { year: YEAR }));
    const { numerator, denominator } = coverageOf(coverageUnits(facts));
    const { byType, total } = await due();
    expect(total).toBe(denominator - numerator);
    expect(byType.living + byType.schooling + byType.medical).toBe(total);
  });

  it('stand there with the reason', async () => {
    const { rows, byReason, total } = await due({ type: 'living' });
    expect(Object.fromEntries(rows.map(({ name, reason }) => [name, reason]))).toEqual({
      无申请: 'no_application',
      待审核人: 'waiting_review',
      待审批人: 'waiting_decision',
      退回补正人: 'returned',
      不予救助人: 'refused',
      撤回人: 'no_application',
      未进批次: 'not_in_batch',
      没有账户: 'no_account',
      在批次中: 'in_batch',
      银行失败: 'bank_failed',
      退票人: 'bank_returned',
      追回人: 'taken_back',
      家长: 'no_application',
    });
    expect(Object.values(byReason).reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(rows.find(({ name }) => name === '在批次中')!.batch).toMatchObject({ number: '2019-001' });
  });

  it('are narrowed by type, reason and name', async () => {
    expect((await due({ type: 'schooling' })).rows.map(({ name }) => name)).toEqual(['学生']);
    expect((await due({ type: 'living', reason: 'no_account' })).rows.map(({ name }) => name)).toEqual([
      '没有账户',
    ]);
    expect((await due({ search: '退票' })).rows.map(({ name }) => name)).toEqual(['退票人']);
    expect((await due({ asOf: '2018-12-31' })).total).toBe(0);
  });

  it('stand there page by page, each under the reason that is counted', async () => {
    const all = await due();
    for (const reason of DUE_REASONS.filter((one) => all.byReason[one] > 0)) {
      const names: string[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof due>> = await due({ reason, after, size: 1 });
        expect(page.total).toBe(all.byReason[reason]);
        names.push(...page.rows.map(({ name }) => name));
        after = page.next;
      } while (after);
      const own = all.rows.filter((row) => row.reason === reason).map(({ name }) => name);
      expect(names.sort()).toEqual(own.sort());
    }
  });
});
