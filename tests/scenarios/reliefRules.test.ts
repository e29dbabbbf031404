import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { fundBalance } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { applicantFamily } from '../../app/relief/applicationQueries.server';
import {
  applicationPage,
  confirmApplications,
  decideApplications,
  listApplications,
  reviewApplications,
  submitApplication,
  type Confirmation,
  type Decision,
} from '../../app/relief/applications.server';
import { applicationStep, fundBefore } from '../../app/relief/applicationSteps.server';
import { extraLevel, setExtraLevel } from '../../app/relief/reliefSettings.server';
import {
  confirmStandard,
  listStandards,
  recordStandard,
  type NewStandard,
} from '../../app/relief/standardSets.server';
import { closeStaff, reopenStaff, type Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { aFamily, SAMPLE_LINE_FEN } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { confirmedRoles, type Office } from '../factories/office';
import { anApplication, anApplicationInput, awardOf } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const DAY = businessDate('2019-03-01');

let store: Store;
let office: Office;
let projectId: string;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  ({ id: projectId } = await aProject(office, { year: YEAR, budgetFen: 2_000_000 }));
});

const decide = (desk: Desk, ids: string[]) =>
  decideApplications(desk, { commandId: newId(), ids, on: DAY, outcome: 'approve', note: '' });

const confirm = (
  desk: Desk,
  ids: string[],
  given: Partial<Pick<Confirmation, 'on' | 'outcome' | 'commandId'>> = {},
) =>
  confirmApplications(desk, { commandId: newId(), ids, on: DAY, outcome: 'confirm', note: '样例', ...given });

const balance = () => store.read((read) => fundBalance(read, { projectId }));
const committed = async () => (await balance()).committedFen;
const available = async () => (await balance()).availableFen;

const reviewed = async (amountFen: number) =>
  anApplication(office, { year: YEAR, familyId: (await aFamily(office)).id, amountFen, state: 'reviewed' });

describe('the extra level', () => {
  it.each([
    ['exactly the level: one head is enough', 300_000, 1],
    ['one fen above: a second head is asked', 300_001, 0],
  ])('%s', async (_, amountFen, approved) => {
    await setExtraLevel(office.head, { year: YEAR, levelFen: fen(300_000) });
    const id = await reviewed(amountFen);
    expect(await decide(office.head, [id])).toMatchObject({ approved, putUp: 1 - approved });
    expect(Boolean(await awardOf(office, id))).toBe(approved === 1);
    await expectInvariants(store, 'a decision at the level');
  });

  it('commits money at the last step only, by a fourth person, once', async () => {
    const id = await reviewed(350_000);
    const before = await committed();
    await decide(office.head, [id]);
    expect(await committed()).toBe(before);
    expect(await refused(confirm(office.head, [id]))).toMatchObject({ code: 'application.own_decision' });
    expect(await refused(confirm(office.secondHead, [id], { on: businessDate('2019-02-28') }))).toMatchObject(
      {
        code: 'relief.date_before',
        field: 'on',
      },
    );
    const commandId = newId();
    const answers = await Promise.all([1, 2].map(() => confirm(office.secondHead, [id], { commandId })));
    expect(answers).toEqual(Array(2).fill({ count: 1, approved: 1, putUp: 0, amountFen: 350_000 }));
    expect(await committed()).toBe(before + 350_000);
    const { application, award, staffNames } = await store.read((read) => applicationPage(read, id));
    expect(award).toMatchObject({ approvedOn: DAY, approvedBy: office.head.actor.staffId });
    expect(staffNames[application.confirmedBy!]).toBe('secondHead');
    expect(await refused(confirm(office.secondHead, [id]))).toMatchObject({
      code: 'application.wrong_status',
    });
    await expectInvariants(store, 'a confirmation');
  });

  it.each([
    ['return', 'returned'],
    ['reject', 'rejected'],
  ] as const)('the second head may %s it', async (outcome, status) => {
    const id = await reviewed(320_000);
    await decide(office.head, [id]);
    const before = await committed();
    await confirm(office.secondHead, [id], { outcome });
    const { application } = await store.read((read) => applicationPage(read, id));
    expect(application).toMatchObject({ status, confirmationNote: '样例' });
    expect([await awardOf(office, id), await committed()]).toEqual([null, before]);
  });

  it('asks the fund at the last step', async () => {
    const ids = [await reviewed(700_000), await reviewed(700_000)];
    await decide(office.head, ids);
    const refusal = await refused(confirm(office.secondHead, ids));
    expect(refusal).toMatchObject({ code: 'fund.over_budget' });
    expect(await awardOf(office, ids[0]!)).toBeNull();
    await confirm(office.secondHead, ids, { outcome: 'reject' });
    await expectInvariants(store, 'a confirmation above the budget');
  });

  it('splits one decision: small ones at once, large ones to the second head', async () => {
    await setExtraLevel(office.head, { year: YEAR, levelFen: fen(50_000) });
    const ids = [await reviewed(50_000), await reviewed(50_001)];
    expect(await decide(office.head, ids)).toEqual({ count: 2, approved: 1, putUp: 1, amountFen: 50_000 });
    await setExtraLevel(office.head, { year: YEAR, levelFen: null });
    // What was put up stays with the second head when the level goes.
    await confirm(office.secondHead, [ids[1]!]);
    expect(await store.read((read) => extraLevel(read, projectId))).toMatchObject({ levelFen: null });
  });

  it('is refused while there is no second head', async () => {
    const { staffId } = office.secondHead.actor;
    await closeStaff(office.admin, { id: staffId, reason: '离职' });
    expect(await refused(setExtraLevel(office.head, { year: YEAR, levelFen: fen(1) }))).toMatchObject({
      code: 'relief.no_second_head',
      field: 'levelFen',
    });
    await reopenStaff(office.admin, staffId);
    await confirmedRoles(office.admin.store, staffId);
  });
});

describe('the amount of a decision', () => {
  const reviewedAt = async (requestedFen: number, amountFen: number) => {
    const { id: familyId } = await aFamily(office);
    const id = await anApplication(office, { year: YEAR, familyId, amountFen: requestedFen });
    await reviewApplications(office.finance, {
      ...{ ids: [id], on: DAY, outcome: 'pass', note: '', amountFen: fen(amountFen) },
    });
    return id;
  };
  const decideAt = (id: string, amountFen: number, note = '', outcome: Decision['outcome'] = 'approve') =>
    decideApplications(office.head, {
      ...{ commandId: newId(), ids: [id], on: DAY, outcome, note, amountFen: fen(amountFen) },
    });
  const applicationOf = async (id: string) =>
    (await store.read((read) => applicationPage(read, id))).application;
  beforeAll(() => setExtraLevel(office.head, { year: YEAR, levelFen: null }));

  it.each([
    ['as it was reviewed', 50_000, '', null],
    ['one fen less, without a reason', 49_999, '', { code: 'application.decision_reason', field: 'note' }],
    ['one fen less, with a reason', 49_999, '已得其他救助', null],
    ['more than reviewed, without a reason', 50_001, '', { code: 'application.decision_reason' }],
    ['what was asked for, with a reason', 60_000, '按申请', null],
    [
      'a fen more than was asked for',
      60_001,
      '样例',
      { code: 'application.decision_above_request', field: 'amountFen', requestedFen: 60_000 },
    ],
  ])('%s', async (_, amountFen, note, refusal) => {
    const id = await reviewedAt(60_000, 50_000);
    const [before, left] = [await committed(), await available()];
    expect(await refused(decideAt(id, amountFen, note))).toEqual(refusal && expect.objectContaining(refusal));
    const awardedFen = refusal ? 0 : amountFen;
    expect((await awardOf(office, id))?.amountFen ?? 0).toBe(awardedFen);
    expect([await committed(), await available()]).toEqual([before + awardedFen, left - awardedFen]);
    expect(await applicationOf(id)).toMatchObject({
      reviewedFen: 50_000,
      decidedFen: refusal ? null : amountFen,
    });
    await expectInvariants(store, 'a decision on an amount');
  });

  it('is kept in the audit, and what was decided is what the lists add up', async () => {
    const id = await reviewedAt(60_000, 50_000);
    const listed = async () => {
      const list = await store.read((read) => listApplications(read, { year: YEAR, status: 'approved' }));
      return list.amountFen;
    };
    const before = await listed();
    await decideAt(id, 42_000, '酌减');
    expect((await listed()) - before).toBe(42_000);
    const [entry] = await store.read((read) => auditOf(read, { type: 'application', id }));
    expect(JSON.parse(entry!.detail)).toMatchObject({ decidedFen: 42_000, amountFen: 42_000, note: '酌减' });
  });

  it('brings under the cap what is above it', async () => {
    const cap = SAMPLE_LINE_FEN * 12;
    const { id: familyId } = await aFamily(office);
    const [first, second] = [
      await anApplication(office, { year: YEAR, familyId, amountFen: cap - 10_000, state: 'reviewed' }),
      await anApplication(office, { year: YEAR, familyId, amountFen: 30_000, state: 'reviewed' }),
    ];
    await decideAt(first, cap - 20_000, '酌减');
    const overCap = { code: 'relief.over_cap', earlierFen: cap - 20_000, overFen: 1 };
    expect(await refused(decideAt(second, 20_001, '酌减'))).toMatchObject(overCap);
    await decideAt(second, 20_000, '酌减');
    expect(await awardOf(office, second)).toMatchObject({ amountFen: 20_000 });
  });

  it.each([
    ['below the level after all: one head is enough', 30_000, 1],
    ['above the level: the second head confirms that amount', 30_001, 0],
  ])('%s', async (_, amountFen, approved) => {
    await setExtraLevel(office.head, { year: YEAR, levelFen: fen(30_000) });
    const id = await reviewedAt(60_000, 50_000);
    expect(await decideAt(id, amountFen, '酌减')).toMatchObject({ approved, putUp: 1 - approved });
    await setExtraLevel(office.head, { year: YEAR, levelFen: null });
    if (approved === 0) {
      const { page } = await store.read((read) =>
        applicationStep(read, { id, action: 'confirm', staffId: office.secondHead.actor.staffId }),
      );
      expect(await store.read((read) => fundBefore(read, page))).toMatchObject({ amountFen });
      expect(await confirm(office.secondHead, [id])).toMatchObject({ amountFen });
    }
    expect(await awardOf(office, id)).toMatchObject({ amountFen });
  });

  it('is not given with a return, and several are decided as they were reviewed', async () => {
    const id = await reviewedAt(60_000, 50_000);
    await decideAt(id, 70_000, '补正', 'return');
    expect(await applicationOf(id)).toMatchObject({ status: 'returned', decidedFen: null });
    const ids = [await reviewedAt(60_000, 50_000), await reviewedAt(60_000, 40_000)];
    const both = { commandId: newId(), ids, on: DAY, outcome: 'approve', note: '样例' } as const;
    const amount = { ...both, amountFen: fen(10_000) };
    expect(await refused(decideApplications(office.head, amount))).toMatchObject({
      ...{ code: 'application.one_amount', field: 'amountFen' },
    });
    expect(await decideApplications(office.head, both)).toMatchObject({ approved: 2, amountFen: 90_000 });
  });
});

describe('what is looked at twice when an application is handed in', () => {
  const submit = (input: Awaited<ReturnType<typeof anApplicationInput>>, confirmed?: boolean) =>
    refused(submitApplication(office.caseworker, { ...input, confirmed }));

  it.each([
    ['all of the cap', 12 * SAMPLE_LINE_FEN, null],
    ['one fen above it', 12 * SAMPLE_LINE_FEN + 1, { overFen: 1, sameOn: null }],
  ])('%s', async (_, amountFen, doubt) => {
    const { id } = await aFamily(office);
    const input = await anApplicationInput(office, { year: YEAR, familyId: id, amountFen });
    const refusal = await submit(input, false);
    expect(refusal).toEqual(doubt && expect.objectContaining({ code: 'application.look_again', ...doubt }));
    if (doubt) expect(await submit(input, true)).toBeNull();
  });

  it('a second illness of one person; living relief repeats without a word', async () => {
    const { id } = await aFamily(office);
    const living = await anApplicationInput(office, { year: YEAR, familyId: id, amountFen: 100 });
    expect([await submit(living, false), await submit(living, false)]).toEqual([null, null]);
    const medical = await anApplicationInput(office, {
      year: YEAR,
      familyId: id,
      type: 'medical',
      amountFen: 100,
    });
    expect(await submit(medical, false)).toBeNull();
    expect(await submit(medical, false)).toMatchObject({
      code: 'application.look_again',
      overFen: null,
      sameOn: DAY,
      sameFen: 100,
    });
    expect(await submit(medical)).toBeNull();
  });

  it('shows who decides another application of the same person with the same bill', async () => {
    const { id: familyId } = await aFamily(office);
    const wish = { year: YEAR, familyId, type: 'medical', amountFen: 100 } as const;
    const bills = async (id: string) =>
      (await store.read((read) => applicationPage(read, id))).sameBills.map((one) => one.id);
    const first = await anApplication(office, { ...wish, state: 'reviewed' });
    const rejected = await anApplication(office, { ...wish, state: 'rejected' });
    const ofOther = await anApplication(office, { ...wish, place: 1 });
    const bill = { totalFen: fen(2_000), reimbursedFen: fen(1_000) };
    const less = await anApplication(office, { ...wish, medical: { ...bill, reimbursedFen: fen(999) } });
    const more = await anApplication(office, { ...wish, medical: { ...bill, totalFen: fen(2_001) } });
    expect(await bills(first)).toEqual([]);
    const again = await anApplication(office, wish);
    expect(await bills(first)).toEqual([again]);
    expect(await bills(again)).toEqual([first]);
    expect(await bills(rejected)).toEqual([again, first]);
    for (const id of [ofOther, less, more]) expect(await bills(id)).toEqual([]);
    const { sameBills } = await store.read((read) => applicationPage(read, again));
    expect(sameBills).toEqual([{ id: first, appliedOn: DAY, status: 'reviewed', amountFen: 100 }]);
  });

  it('keeps stage and school of the day, from the form or from the file', async () => {
    const { id } = await aFamily(office);
    const wish = { year: YEAR, familyId: id, type: 'schooling', place: 2, amountFen: 100 } as const;
    const input = await anApplicationInput(office, wish);
    const schooling = { stage: 'college', school: '样例学院', tuitionFen: fen(500_000) } as const;
    const typed = await submitApplication(office.caseworker, { ...input, schooling });
    const { application } = await store.read((read) => applicationPage(read, typed));
    expect(application).toMatchObject({ schoolStage: 'college', school: '样例学院', tuitionFen: 500_000 });
    const other = await aFamily(office);
    const left = await submitApplication(
      office.caseworker,
      await anApplicationInput(office, { ...wish, familyId: other.id }),
    );
    const page = await store.read((read) => applicationPage(read, left));
    expect(page.application).toMatchObject({
      schoolStage: page.member.educationStage,
      school: page.member.school || null,
    });
  });
});

describe('a standard that the head enters', () => {
  const aStandard = (given: Partial<NewStandard> = {}): NewStandard => ({
    effectiveOn: businessDate('2019-02-01'),
    document: '样例文件〔2019〕1号',
    livingMonths: 6,
    schoolingMonths: 5,
    amounts: { living: { subsistence: 60_000 }, schooling: { college: 300_000 }, medicalPercent: 50 },
    ...given,
  });
  const capOn = async (on: string) => {
    const { id } = await aFamily(office);
    const { members } = await store.read((read) =>
      applicantFamily(read, { familyId: id, type: 'living', projectId, on }),
    );
    const [main] = members;
    return { cap: main!.cap.ok && main!.cap.cap.capFen, proposed: main!.proposal?.proposedFen ?? null };
  };

  it('counts from its day on, and only once it is confirmed', async () => {
    const draft = await recordStandard(office.head, aStandard({ livingMonths: 3 }));
    expect(await capOn('2019-03-01')).toEqual({ cap: 12 * SAMPLE_LINE_FEN, proposed: null });
    const id = await recordStandard(office.head, aStandard());
    expect(await refused(confirmStandard(office.head, draft))).toMatchObject({ code: 'record.not_found' });
    await confirmStandard(office.secondHead, id);
    expect(await capOn('2019-01-31')).toEqual({ cap: 12 * SAMPLE_LINE_FEN, proposed: null });
    expect(await capOn('2019-02-01')).toEqual({ cap: 6 * SAMPLE_LINE_FEN, proposed: 60_000 });
    const sets = await store.read(listStandards);
    expect(sets.map(({ code, confirmedBy }) => [code, confirmedBy])).toEqual([
      ['2015', null],
      [id, 'secondHead'],
    ]);
  });

  it('is not confirmed twice, and its day is taken', async () => {
    const [, { id }] = (await store.read(listStandards)) as [unknown, { id: string }];
    expect(await refused(confirmStandard(office.head, id))).toMatchObject({ code: 'standard.confirmed' });
    for (const effectiveOn of [businessDate('2019-02-01'), businessDate('2015-01-01')]) {
      expect(await refused(recordStandard(office.head, aStandard({ effectiveOn })))).toMatchObject({
        code: 'standard.taken',
        field: 'effectiveOn',
      });
    }
  });

  it('is what reviews keep to', async () => {
    const { id } = await aFamily(office);
    const amountFen = 6 * SAMPLE_LINE_FEN + 1;
    const one = await anApplication(office, { year: YEAR, familyId: id, amountFen });
    const pass = { ids: [one], on: DAY, outcome: 'pass', note: '' } as const;
    expect(await refused(reviewApplications(office.finance, pass))).toMatchObject({
      code: 'relief.over_cap',
      overFen: 1,
    });
    await reviewApplications(office.finance, { ...pass, amountFen: fen(amountFen - 1) });
  });
});
