import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addMonths, businessDate } from '../../app/calendar/date';
import { bulkSelection } from '../../app/families/bulk';
import { actOnFamilies, chosenFamilies } from '../../app/families/bulk.server';
import { familyHistory, familyPage } from '../../app/families/families.server';
import { exitFamily } from '../../app/relief/exits.server';
import { incomeGap } from '../../app/families/incomeGap';
import { printFamilyPaper } from '../../app/families/familyPapers.server';
import { reopenFamily } from '../../app/families/refall.server';
import { ReviewForm } from '../../app/families/review.form';
import { reopeningRefused } from '../../app/families/workflow';
import { listDueReviews, previewReview, reviewFamily } from '../../app/families/reviews.server';
import { presently } from '../../app/families/statement';
import { fen } from '../../app/money/fen';
import { Refusal } from '../../app/refusal';
import { refusalText } from '../../app/zh/refusals';
import type { Store } from '../../db/client.server';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** The annual review with the present income: the rules go by it, and what was stated first stays readable. */

let store: Store;
let office: Office;
beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});

const page = (id: string) => store.read((read) => familyPage(read, id));
const incomeOf = (wages: number) => ({
  wagesFen: fen(wages),
  businessFen: fen(0),
  propertyFen: fen(0),
  transferFen: fen(0),
  otherIncomeFen: fen(0),
  rigidExpenseFen: fen(0),
});

/** On the register in 2016 with 400 yuan a head, the line being 600; its review falls under the rules of 2015 too. */
async function registered() {
  const family = await aFamily(office, { appliedOn: businessDate('2016-03-07') });
  const first = await page(family.id);
  return { ...family, first, on: addMonths(family.registeredOn, 11) };
}

const review = (id: string, on: ReturnType<typeof businessDate>, overrides = {}) =>
  ({ id, on, category: 'subsistence', overrideReason: '', note: '已核实', ...overrides }) as const;

describe('reviews of many files at once', () => {
  const renew = (ids: string[], on: ReturnType<typeof businessDate>) =>
    actOnFamilies(office.head, { act: 'review', ids, step: { on, note: '已走访，没有变化', place: '' } });

  it('renews what has not changed, and says of each other file why not', async () => {
    const [fits, early, other] = [await registered(), await registered(), await registered()];
    const gone = await aFamily(office, { appliedOn: businessDate('2016-03-07'), state: 'exited' });
    await reviewFamily(office.head, review(early.id, early.on));
    const wage = { income: incomeOf(700_00 * 12 * 3), overrideReason: '样本' };
    await reviewFamily(office.head, review(other.id, other.on, wage));
    const { reviewDueOn } = await page(fits.id);
    const nextOn = addMonths(fits.on, 12);
    await reviewFamily(office.head, review(fits.id, fits.on));
    const ids = [fits, early, other, gone].map(({ id }) => id);
    const outcomes = await renew(ids, nextOn);
    expect(outcomes.map(({ refusal }) => refusal?.code ?? null)).toEqual([
      ...[null, null, 'review.category_changes', 'family.not_now'],
    ]);
    expect(refusalText(outcomes[2]!.refusal!)).toContain('「低保户」，按年审当天的规定建议「低保边缘户」');
    expect(await page(fits.id)).toMatchObject({
      category: 'subsistence',
      reviewDueOn: addMonths(businessDate(reviewDueOn!), 24),
    });
    expect((await renew([fits.id], nextOn))[0]!.refusal?.code).toBe('review.too_early');
    await expectInvariants(store, 'reviews of many files');
  });

  it('are chosen by ticks, or are all that the list is narrowed to', async () => {
    const given = { appliedOn: businessDate('2016-03-07'), division: '410122' } as const;
    const { id, fileNumber } = await aFamily(office, given);
    const asked = (query: string) =>
      store.read((read) =>
        chosenFamilies(read, {
          act: 'review',
          selection: bulkSelection(new URLSearchParams(query)),
          staffId: office.head.actor.staffId,
        }),
      );
    for (const query of [`family=${fileNumber}`, 'all=yes&list=reviews&view=overdue&division=410122']) {
      const { rows, more } = await asked(query);
      expect([query, rows.map((row) => row.id), more]).toEqual([query, [id], 0]);
    }
    expect((await asked('all=yes&list=reviews&view=soon&division=410122')).rows).toEqual([]);
    const all = await store.read((read) => listDueReviews(read, { view: 'overdue', division: null }));
    expect((await asked('all=yes&list=reviews')).rows.map((row) => row.id)).toEqual(
      all.rows.map(({ familyId }) => familyId),
    );
  });
});

describe('a review with other figures', () => {
  it('says where the members earn a month what the year does not show', async () => {
    const { id, on, first } = await registered();
    const members = first.members.map((one) => ({ memberId: one.id, monthlyIncomeFen: fen(800_00) }));
    const { income, monthly } = await store.read((read) =>
      previewReview(read, { id, on, income: incomeOf(0), members }),
    );
    expect(incomeGap(income, monthly)).toEqual({ membersFen: 12 * 3 * 800_00, familyFen: 0 });
    const fitting = await store.read((read) =>
      previewReview(read, { id, on, income: incomeOf(12 * 3 * 800_00), members }),
    );
    expect(incomeGap(fitting.income, fitting.monthly)).toBeNull();
  });

  it('proposes by them, and says so where another category was chosen', async () => {
    const { id, on } = await registered();
    // 700 yuan a head: above the line, and within one and a half times of it.
    const income = incomeOf(700_00 * 12 * 3);
    const preview = await store.read((read) => previewReview(read, { id, on, income }));
    expect(preview.proposal).toMatchObject({
      category: 'marginal',
      code: 'within_ceiling',
      figures: { perCapitaFen: 70_000 },
    });
    const told = { proposed: 'marginal', perCapitaFen: 70_000 };
    expect(await refused(reviewFamily(office.head, review(id, on, { income })))).toEqual({
      code: 'family.override_reason',
      field: 'overrideReason',
      ...told,
    });
    expect(refusalText(new Refusal('family.override_reason', told))).toContain(
      '人均月收入 700.00 元，系统建议「低保边缘户」',
    );
    await reviewFamily(office.head, review(id, on, { income, category: 'marginal' }));
    expect(await page(id)).toMatchObject({ category: 'marginal', overrideReason: null });
  });

  it('makes them the present state and leaves what was stated first as it was', async () => {
    const { id, on, first } = await registered();
    const [main] = first.members;
    const income = incomeOf(700_00 * 12 * 3);
    const members = [{ memberId: main!.id, monthlyIncomeFen: fen(210_000) }];
    const paper = await printFamilyPaper(office.head, { id, kind: 'approval' });
    await reviewFamily(office.head, review(id, on, { income, members, category: 'marginal' }));
    const after = await page(id);
    expect(after.income).toEqual(first.income);
    expect(after.members).toEqual(first.members);
    expect(after.proposal).toEqual(first.proposal);
    expect(after.present).toMatchObject({ reviewedOn: on, proposal: { category: 'marginal' } });
    const now = presently(after);
    expect(now.income).toMatchObject(income);
    expect(now.members[0]!.monthlyIncomeFen).toBe(210_000);
    expect(now.members.slice(1)).toEqual(first.members.slice(1));
    const printed = await printFamilyPaper(office.head, { id, kind: 'approval' });
    expect(JSON.stringify(printed)).toContain('人均月收入 400.00 元');
    expect(JSON.stringify(paper)).toContain('人均月收入 400.00 元');
    const { events } = await store.read((read) => familyHistory(read, id));
    expect(events.map(({ text }) => text).join('\n')).toContain(
      '人均月收入 700.00 元，系统建议「低保边缘户」',
    );
    await expectInvariants(store, 'reviewed with other figures');
  });

  it('stands on the paper of the file; the paper of the approval keeps what was decided first', async () => {
    const { id, on } = await registered();
    const income = incomeOf(700_00 * 12 * 3);
    await reviewFamily(office.head, review(id, on, { income, category: 'marginal' }));
    const file = JSON.stringify(await printFamilyPaper(office.head, { id, kind: 'file' }));
    expect(file).toContain('低保边缘户');
    expect(file).toContain('700.00');
    expect(file).toContain(`（元，${on} 年审）`);
    expect(file).not.toContain('400.00');
    const approval = JSON.stringify(await printFamilyPaper(office.head, { id, kind: 'approval' }));
    expect(approval).toContain('认定为「低保户」');
    expect(approval).toContain(`${on} 审核，类别「低保边缘户」`);
  });

  it('starts from the figures of the review before it; the first ones stay the first ones', async () => {
    const { id, on, first } = await registered();
    const income = incomeOf(700_00 * 12 * 3);
    await reviewFamily(office.head, review(id, on, { income, category: 'marginal' }));
    const next = addMonths(on, 12);
    const preview = await store.read((read) => previewReview(read, { id, on: next }));
    expect(preview.proposal.figures.perCapitaFen).toBe(70_000);
    await reviewFamily(office.head, review(id, next, { income: incomeOf(0) }));
    const after = await page(id);
    expect(after.income).toEqual(first.income);
    expect(after.present).toMatchObject({ reviewedOn: next, income: { wagesFen: 0 } });
  });

  it('gives a file that is opened again the present figures', async () => {
    const { id, on } = await registered();
    await reviewFamily(
      office.head,
      review(id, on, { income: incomeOf(12_345_600), category: 'marginal', overrideReason: '集体研究' }),
    );
    const left = addMonths(on, 1);
    await exitFamily(office.head, { id, on: left, reason: 'out_of_hardship' });
    const { id: again } = await reopenFamily(office.caseworker, { id, on: addMonths(left, 1) });
    expect(await page(again)).toMatchObject({ income: { wagesFen: 12_345_600 }, present: null });
  });

  it('does not open a file again for a main person who died', async () => {
    const { id, on } = await registered();
    await exitFamily(office.head, { id, on, reason: 'deceased' });
    const told = await refused(reopenFamily(office.caseworker, { id, on: addMonths(on, 1) }));
    expect(told).toMatchObject({ code: 'family.main_deceased' });
    expect(reopeningRefused(await page(id))).toBe('family.main_deceased');
  });

  it('knows nobody of another file', async () => {
    const { id, on } = await registered();
    const other = await registered();
    const members = [{ memberId: other.first.members[0]!.id, monthlyIncomeFen: fen(1) }];
    const told = await refused(reviewFamily(office.head, review(id, on, { members })));
    expect(told).toMatchObject({ code: 'record.changed' });
    expect((await page(id)).present).toBeNull();
  });

  it('never moves the first proposal, whatever is stated later', async () => {
    const { id, on, first } = await registered();
    let due = on;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 50_000_000 }), async (wages) => {
        const income = incomeOf(wages);
        const preview = await store.read((read) => previewReview(read, { id, on: due, income }));
        const category = preview.proposal.category ?? 'subsistence';
        await reviewFamily(office.head, review(id, due, { income, category, overrideReason: '样例' }));
        due = addMonths(due, 12);
        const after = await page(id);
        expect(after.proposal).toEqual(first.proposal);
        expect(after.present!.proposal).toEqual(preview.proposal);
      }),
      { numRuns: 3 },
    );
  });
});

describe('the form of a review', () => {
  const typed = {
    on: '2019-03-04',
    category: 'subsistence',
    note: '已核实',
    income: { wagesFen: '1,200.00' },
    members: [{ memberId: 'm' }],
  };

  it.each([
    ['as it should be', {}, true],
    ['a number of a person in the reason', { overrideReason: '账号 6222020200112233445' }, false],
    ['an amount that is none', { income: { wagesFen: '一千' } }, false],
  ])('%s', (_, given, isFit) => {
    expect(ReviewForm.safeParse({ ...typed, ...given }).success).toBe(isFit);
  });
});
