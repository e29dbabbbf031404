import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import { recordLine } from '../../app/families/families.server';
import { exitFamily } from '../../app/relief/exits.server';
import { fundBalance } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { releaseAward } from '../../app/payments/releases.server';
import { APPLICATION_STATUSES, type ApplicationStatus } from '../../app/relief/application';
import {
  applicationPage,
  changeApplication,
  confirmApplications,
  decideApplications,
  listApplications,
  reliefOfFamily,
  reviewApplications,
  submitApplication,
  withdrawApplication,
  type Decision,
} from '../../app/relief/applications.server';
import { awardPage, listAwards } from '../../app/relief/awards.server';
import { setExtraLevel } from '../../app/relief/reliefSettings.server';
import {
  APPLICATION_ACTIONS,
  stepFrom,
  type ApplicationAction,
  type ConfirmationOutcome,
} from '../../app/relief/workflow';
import type { Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { applications, awards } from '../../db/schema';
import { freshStore } from '../database';
import {
  aFamily,
  aMember,
  anIdNumber,
  aStudent,
  SAMPLE_LINE_FEN,
  type MadeFamily,
} from '../factories/families';
import { aPayingOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aPayment } from '../factories/payments';
import { anApplication, anApplicationInput, anAward, awardOf, memberIds } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const DAY = businessDate('2019-03-01');

let store: Store;
let office: Office;
/** Medical relief repeats within the year, so that most tests share one family. */
let family: MadeFamily;
let patient: string;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
  family = await aFamily(office);
  patient = (await memberIds(office, family.id))[0]!;
});

const medical = { type: 'medical', year: YEAR } as const;

const review = (desk: Desk, id: string, outcome: 'pass' | 'return' | 'reject' = 'pass', on = DAY) =>
  reviewApplications(desk, { ids: [id], on, outcome, note: '' });

const decide = (desk: Desk, ids: string | string[], given: Partial<Pick<Decision, 'on' | 'outcome'>> = {}) =>
  decideApplications(desk, {
    commandId: newId(),
    ids: [ids].flat(),
    on: DAY,
    outcome: 'approve',
    note: '',
    ...given,
  });

const confirm = (desk: Desk, id: string, outcome: ConfirmationOutcome = 'confirm') =>
  confirmApplications(desk, { commandId: newId(), ids: [id], on: DAY, outcome, note: '' });

async function change(desk: Desk, id: string, given: { amountFen?: number; memberId?: string } = {}) {
  const {
    memberId,
    appliedOn,
    requestedFen,
    reason,
    medical: bill,
  } = await anApplicationInput(office, {
    ...medical,
    familyId: family.id,
    ...given,
  });
  await changeApplication(desk, {
    id,
    memberId: given.memberId ?? memberId,
    appliedOn,
    requestedFen,
    reason,
    medical: bill,
  });
}

const rowOf = async (id: string) => {
  const [row] = await store.read((read) => read.select().from(applications).where(eq(applications.id, id)));
  return row!;
};
/** Each action by somebody who may take it. */
const ACTIONS: Record<ApplicationAction, (id: string) => Promise<unknown>> = {
  pass: (id) => review(office.finance, id),
  return: (id) => review(office.finance, id, 'return'),
  reject: (id) => review(office.finance, id, 'reject'),
  approve: (id) => decide(office.head, id),
  put_up: async (id) => {
    await setExtraLevel(office.head, { year: 2019, levelFen: fen(59_999) });
    try {
      return await decide(office.head, id);
    } finally {
      await setExtraLevel(office.head, { year: 2019, levelFen: null });
    }
  },
  confirm: (id) => confirm(office.secondHead, id),
  give_back: (id) => confirm(office.secondHead, id, 'return'),
  overrule: (id) => confirm(office.secondHead, id, 'reject'),
  send_back: (id) => decide(office.head, id, { outcome: 'return' }),
  refuse: (id) => decide(office.head, id, { outcome: 'reject' }),
  change: (id) => change(office.caseworker, id),
  withdraw: (id) => withdrawApplication(office.caseworker, { id }),
};

describe('the workflow of an application', () => {
  const table = APPLICATION_STATUSES.flatMap((status) =>
    APPLICATION_ACTIONS.map((action) => [status, action, stepFrom(status, action)?.to ?? null] as const),
  );

  it.each(table)('%s, %s: %s', async (status, action, to) => {
    const id = await anApplication(office, { ...medical, familyId: family.id, state: status });
    const before = await rowOf(id);
    expect(before.status).toBe(status);
    const refusal = await refused(ACTIONS[action](id));
    if (to === null) {
      expect(refusal).toMatchObject({ code: 'application.wrong_status', status });
      expect(await rowOf(id)).toEqual(before);
    } else {
      expect(refusal).toBeNull();
      expect((await rowOf(id)).status).toBe(to);
    }
    const hasAward = to === 'approved' || status === 'approved';
    expect(await awardOf(office, id)).toEqual(
      hasAward ? expect.objectContaining({ amountFen: 60_000 }) : null,
    );
  });

  it('leaves a trail of who did what', async () => {
    const id = await anApplication(office, { ...medical, familyId: family.id, state: 'returned' });
    await change(office.caseworker, id, { amountFen: 50_000 });
    await review(office.finance, id);
    await decide(office.head, id);
    const entries = await store.read((read) => auditOf(read, { type: 'application', id }));
    expect(entries.reverse().map(({ action, staffName }) => [action, staffName])).toEqual([
      ['application.submitted', 'caseworker'],
      ['application.returned', 'finance'],
      ['application.changed', 'caseworker'],
      ['application.reviewed', 'finance'],
      ['application.approved', 'head'],
    ]);
    const { staffNames, award } = await store.read((read) => applicationPage(read, id));
    expect(Object.values(staffNames).sort()).toEqual(['caseworker', 'finance', 'head']);
    expect(award).toMatchObject({ amountFen: 50_000, netFen: 0, status: 'unpaid', dueOn: '2019-03-15' });
  });

  it('answers what is not there', async () => {
    expect(await refused(review(office.finance, newId()))).toMatchObject({ code: 'application.not_found' });
    expect(await refused(decide(office.head, []))).toMatchObject({ code: 'relief.nothing_selected' });
    expect(await refused(store.read((read) => applicationPage(read, newId())))).toMatchObject({
      code: 'application.not_found',
    });
  });
});

describe('three people', () => {
  const byTheMaker: [ApplicationStatus, string, (desk: Desk, id: string) => Promise<unknown>][] = [
    ['submitted', 'pass', (desk, id) => review(desk, id)],
    ['submitted', 'return', (desk, id) => review(desk, id, 'return')],
    ['submitted', 'reject', (desk, id) => review(desk, id, 'reject')],
    ['reviewed', 'approve', (desk, id) => decide(desk, id)],
    ['reviewed', 'send back', (desk, id) => decide(desk, id, { outcome: 'return' })],
    ['reviewed', 'refuse', (desk, id) => decide(desk, id, { outcome: 'reject' })],
  ];

  it.each(byTheMaker)('who recorded it does not, when %s, %s', async (state, _, act) => {
    const id = await anApplication(office, { ...medical, familyId: family.id, state });
    const allRoles: Desk = {
      store,
      actor: { ...office.caseworker.actor, roles: ['caseworker', 'finance', 'head'] },
    };
    expect(await refused(act(allRoles, id))).toMatchObject({ code: 'application.own_record' });
    expect((await rowOf(id)).status).toBe(state);
  });

  it.each(byTheMaker.filter(([state]) => state === 'reviewed'))(
    'who reviewed it does not, when %s, %s',
    async (state, _, act) => {
      const id = await anApplication(office, { ...medical, familyId: family.id, state });
      expect(await refused(act(office.finance, id))).toMatchObject({ code: 'application.own_review' });
      expect((await rowOf(id)).status).toBe(state);
    },
  );

  it('who did not record it does not change it', async () => {
    const id = await anApplication(office, { ...medical, familyId: family.id, state: 'returned' });
    expect(await refused(change(office.secondCaseworker, id))).toMatchObject({
      code: 'application.not_recorder',
      recorder: 'caseworker',
    });
  });

  it('a head may review, and then another head decides', async () => {
    const id = await anApplication(office, { ...medical, familyId: family.id });
    await review(office.head, id);
    expect(await refused(decide(office.head, id))).toMatchObject({ code: 'application.own_review' });
    await decide(office.secondHead, id);
    expect(await awardOf(office, id)).toMatchObject({ approvedBy: office.secondHead.actor.staffId });
  });

  it('after a return the reviewer of before may decide what somebody else reviews now', async () => {
    const id = await anApplication(office, { ...medical, familyId: family.id });
    await review(office.head, id, 'return');
    await change(office.caseworker, id);
    await review(office.finance, id);
    await decide(office.head, id);
    expect((await rowOf(id)).status).toBe('approved');
  });

  it.each([
    ['reviewed by the recorder', () => ({ reviewedBy: office.caseworker.actor.staffId })],
    ['decided by the recorder', () => ({ decidedBy: office.caseworker.actor.staffId })],
    ['decided by the reviewer', () => ({ decidedBy: office.finance.actor.staffId })],
  ])('the database itself refuses one %s', async (_, wrong) => {
    const id = await anApplication(office, { ...medical, familyId: family.id, state: 'reviewed' });
    const update = store.write((write) =>
      write.update(applications).set(wrong()).where(eq(applications.id, id)),
    );
    await expect(update).rejects.toThrow();
  });
});

describe('eligibility', () => {
  const submit = async (
    wish: Partial<Parameters<typeof anApplicationInput>[1]>,
    given: Partial<Parameters<typeof submitApplication>[1]> = {},
  ) => {
    const input = await anApplicationInput(office, { ...medical, familyId: family.id, ...wish });
    return submitApplication(office.caseworker, { ...input, ...given });
  };

  it('makes one application of a form that is sent twice, and refuses other content under its name', async () => {
    const commandId = newId();
    const input = await anApplicationInput(office, { ...medical, familyId: family.id });
    const sent = await Promise.all(
      [1, 2, 3].map(() => submitApplication(office.caseworker, { ...input, commandId })),
    );
    expect(new Set(sent).size).toBe(1);
    const other = submitApplication(office.caseworker, { ...input, commandId, reason: '另一个' });
    expect(await refused(other)).toMatchObject({ code: 'command.changed' });
  });

  it.each([
    ['on the first day on the register', 0, null],
    ['the day before', -1, 'relief.not_on_register'],
  ])('needs a family on the register: %s', async (_, days, code) => {
    const appliedOn = addDays(family.registeredOn, days);
    const refusal = await refused(submit({ appliedOn }));
    expect(refusal).toEqual(code && expect.objectContaining({ code, field: 'appliedOn', on: appliedOn }));
  });

  it.each([
    ['on the last day', -1, null],
    ['on the day of the exit', 0, 'relief.not_on_register'],
  ])('ends with the exit: %s', async (_, days, code) => {
    const exitedOn = businessDate('2019-06-03');
    const gone = await aFamily(office, { state: 'exited', exitedOn });
    const refusal = await refused(submit({ familyId: gone.id, appliedOn: addDays(exitedOn, days) }));
    expect(refusal).toEqual(code && expect.objectContaining({ code }));
  });

  it('is asked again on the day of the decision', async () => {
    const gone = await aFamily(office);
    const id = await anApplication(office, { ...medical, familyId: gone.id, state: 'reviewed' });
    await exitFamily(office.head, {
      id: gone.id,
      on: businessDate('2019-03-05'),
      reason: 'out_of_hardship',
    });
    expect(await refused(decide(office.head, id, { on: businessDate('2019-03-05') }))).toMatchObject({
      code: 'relief.not_on_register',
      field: 'on',
      on: '2019-03-05',
    });
    await decide(office.head, id, { on: businessDate('2019-03-04') });
    expect(await awardOf(office, id)).toMatchObject({ approvedOn: '2019-03-04' });
  });

  it.each(['draft', 'submitted', 'visited', 'publicised'] as const)('is not yet there: %s', async (state) => {
    const file = await aFamily(office, { state });
    expect(await refused(submit({ familyId: file.id }))).toMatchObject({ code: 'relief.not_on_register' });
  });

  // The members of the factory: the worker, an ill spouse, a student.
  it.each([
    ['living', 0, null],
    ['living', 1, 'application.not_beneficiary'],
    ['living', 2, 'application.not_beneficiary'],
    ['schooling', 0, 'application.not_beneficiary'],
    ['schooling', 1, 'application.not_beneficiary'],
    ['schooling', 2, null],
    ['medical', 0, null],
    ['medical', 1, null],
    ['medical', 2, null],
  ] as const)('chooses the beneficiary: %s for member %i', async (type, place, code) => {
    const own = await aFamily(office);
    const refusal = await refused(submit({ familyId: own.id, type, place }));
    expect(refusal).toEqual(code && expect.objectContaining({ code, field: 'memberId' }));
  });

  it('does not take a member of another file', async () => {
    const other = await aFamily(office);
    const [memberId] = await memberIds(office, other.id);
    expect(await refused(submit({}, { memberId }))).toMatchObject({
      code: 'application.member_missing',
      field: 'memberId',
    });
  });

  it('asks for the bill of medical relief', async () => {
    expect(await refused(submit({}, { medical: undefined }))).toMatchObject({
      code: 'application.bill_missing',
      field: 'medicalTotalFen',
    });
  });

  it.each([
    ['a year without a project', () => submit({ year: 2018 }), 'project.not_found'],
    ['tomorrow', () => submit({ appliedOn: addDays(todayInChina(new Date()), 1) }), 'relief.date_in_future'],
    ['after the year', () => submit({ appliedOn: businessDate('2020-01-01') }), 'relief.applied_late'],
  ])('refuses %s', async (_, work, code) => expect(await refused(work())).toMatchObject({ code }));
});

describe('one schooling award for a student in a year', () => {
  const idNumber = () => anIdNumber({ birthDate: '2003-05-01', isMale: false });
  const withStudent = (number = idNumber(), given = {}) =>
    aFamily(office, {
      mainCause: 'schooling',
      members: [aMember(), aStudent({ idNumber: number })],
      ...given,
    });
  const schooling = (familyId: string, given = {}) =>
    anApplicationInput(office, {
      year: YEAR,
      type: 'schooling',
      familyId,
      place: 1,
      amountFen: 300_000,
      ...given,
    });
  const exit = (id: string) =>
    exitFamily(office.head, { id, on: businessDate('2019-06-03'), reason: 'transferred' });
  const laterFile = { appliedOn: businessDate('2019-06-10') };

  it('blocks a second one in the same file, and in another file of the same ID number', async () => {
    const number = idNumber();
    const first = await withStudent(number);
    const award = { year: YEAR, type: 'schooling', place: 1, amountFen: 300_000 } as const;
    await anAward(office, { ...award, familyId: first.id });
    const duplicate = {
      code: 'relief.duplicate_schooling',
      field: 'memberId',
      approvedOn: '2019-03-01',
      amountFen: 300_000,
    };
    const again = submitApplication(office.caseworker, await schooling(first.id));
    expect(await refused(again)).toEqual(duplicate);
    await exit(first.id);
    const second = await withStudent(number, laterFile);
    const input = await schooling(second.id, { appliedOn: businessDate('2019-09-02') });
    expect(await refused(submitApplication(office.caseworker, input))).toEqual(duplicate);
    const sibling = await withStudent();
    await submitApplication(office.caseworker, await schooling(sibling.id));
  });

  it.each(['submitted', 'reviewed', 'returned'] as const)(
    'waits for an application that is under way in another file: %s',
    async (state) => {
      const number = idNumber();
      const first = await withStudent(number);
      await anApplication(office, { year: YEAR, type: 'schooling', place: 1, familyId: first.id, state });
      await exit(first.id);
      const second = await withStudent(number, laterFile);
      const input = await schooling(second.id, { appliedOn: businessDate('2019-09-02') });
      expect(await refused(submitApplication(office.caseworker, input))).toMatchObject({
        code: 'relief.open_schooling',
        appliedOn: '2019-03-01',
      });
    },
  );

  it.each(['rejected', 'withdrawn'] as const)('does not wait for one that was %s', async (state) => {
    const first = await withStudent();
    await anApplication(office, { year: YEAR, type: 'schooling', place: 1, familyId: first.id, state });
    await submitApplication(office.caseworker, await schooling(first.id));
  });

  it('lets only one of several through that are handed in at the same time', async () => {
    const { id } = await withStudent();
    const input = await schooling(id);
    const attempts = Array.from({ length: 5 }, () => refused(submitApplication(office.caseworker, input)));
    const answers = (await Promise.all(attempts)).map((refusal) => refusal?.code ?? 'submitted').sort();
    expect(answers).toEqual([...Array<string>(4).fill('relief.open_schooling'), 'submitted']);
  });

  it('is not changed into one that another student has', async () => {
    const { id } = await aFamily(office, {
      mainCause: 'schooling',
      members: [aMember(), aStudent(), aStudent()],
    });
    const common = { year: YEAR, type: 'schooling', familyId: id, amountFen: 300_000 } as const;
    await anAward(office, { ...common, place: 1 });
    const returned = await anApplication(office, { ...common, place: 2, state: 'returned' });
    const changeTo = async (place: number) => {
      const input = await schooling(id, { place });
      await changeApplication(office.caseworker, { ...input, id: returned });
    };
    expect(await refused(changeTo(1))).toMatchObject({ code: 'relief.duplicate_schooling' });
    await changeTo(2);
    expect((await rowOf(returned)).status).toBe('submitted');
  });

  it.each([
    ['released unpaid', null, null],
    ['released after a part was paid', 1, 'relief.duplicate_schooling'],
  ])('is free again after an award was %s', async (_, paidFen, code) => {
    const { id } = await withStudent();
    const wish = { year: YEAR, type: 'schooling', place: 1, familyId: id } as const;
    const award = await anAward(office, wish);
    if (paidFen) await aPayment(office, { awardId: award.id, on: DAY, amountFen: paidFen });
    await releaseAward(office.head, { commandId: newId(), awardId: award.id, on: DAY, reason: '样例' });
    const refusal = await refused(submitApplication(office.caseworker, await schooling(id)));
    expect(refusal).toEqual(code && expect.objectContaining({ code }));
  });
});

describe('the caps', () => {
  // The line of the factory is 600 yuan a month: 12 months are 7,200 yuan, 10 months 6,000.
  const YEAR_OF_LINE = 12 * SAMPLE_LINE_FEN;
  const reviewed = (wish: Partial<Parameters<typeof anApplication>[1]> & { familyId: string }) =>
    anApplication(office, { year: YEAR, state: 'reviewed', ...wish });
  const submitted: typeof reviewed = (wish) => anApplication(office, { year: YEAR, ...wish });

  it.each([
    ['living', 0, YEAR_OF_LINE],
    ['schooling', 2, 10 * SAMPLE_LINE_FEN],
  ] as const)('of %s: all of it, and one fen more', async (type, place, capFen) => {
    const { id } = await aFamily(office);
    const above = await submitted({ familyId: id, type, place, amountFen: capFen + 1 });
    expect(await refused(review(office.finance, above))).toMatchObject({
      code: 'relief.over_cap',
      type,
      capFen,
      earlierFen: 0,
      overFen: 1,
    });
    expect((await rowOf(above)).status).toBe('submitted');
    await review(office.finance, above, 'reject');
    const exact = await reviewed({ familyId: id, type, place, amountFen: capFen });
    await decide(office.head, exact);
    expect(await awardOf(office, exact)).toMatchObject({ amountFen: capFen });
  });

  it('of medical relief: what the patient paid, bill by bill', async () => {
    const bill = { totalFen: fen(5_000_000), reimbursedFen: fen(3_000_000) };
    const wish = { familyId: family.id, type: 'medical', medical: bill } as const;
    const above = await submitted({ ...wish, amountFen: 2_000_001 });
    expect(await refused(review(office.finance, above))).toMatchObject({
      code: 'relief.over_cap',
      capFen: 2_000_000,
      overFen: 1,
    });
    for (const _bill of [1, 2]) {
      const exact = await reviewed({ ...wish, amountFen: 2_000_000 });
      await decide(office.head, exact);
      expect(await awardOf(office, exact)).toMatchObject({ amountFen: 2_000_000 });
    }
  });

  it.each([
    ['up to the cap', 220_000, null],
    ['one fen beyond', 220_001, { code: 'relief.over_cap', earlierFen: 500_000, overFen: 1 }],
  ])('of living relief count what the family was awarded before: %s', async (_, amountFen, expected) => {
    const { id } = await aFamily(office);
    await anAward(office, { year: YEAR, familyId: id, amountFen: 500_000 });
    const second = await submitted({ familyId: id, amountFen });
    const refusal = await refused(review(office.finance, second));
    expect(refusal).toEqual(expected && expect.objectContaining(expected));
  });

  it('count the awards of the same decision, and none of it lands when one is above', async () => {
    const { id, fileNumber } = await aFamily(office);
    const ids = [
      await reviewed({ familyId: id, amountFen: 360_000 }),
      await reviewed({ familyId: id, amountFen: 360_001 }),
    ];
    expect(await refused(decide(office.head, ids))).toMatchObject({
      code: 'relief.over_cap',
      earlierFen: 360_000,
      overFen: 1,
      name: '林样本',
      fileNumber,
      more: 0,
    });
    for (const one of ids) expect(await awardOf(office, one)).toBeNull();
    await decide(office.head, ids[0]!);
    expect((await rowOf(ids[1]!)).status).toBe('reviewed');
  });

  it('follow the person into another file', async () => {
    const number = anIdNumber();
    const alone = () => ({ mainCause: 'low_income' as const, members: [aMember({ idNumber: number })] });
    const first = await aFamily(office, alone());
    await anAward(office, { year: YEAR, familyId: first.id, amountFen: 700_000 });
    await exitFamily(office.head, { id: first.id, on: businessDate('2019-06-03'), reason: 'other' });
    const second = await aFamily(office, { ...alone(), appliedOn: businessDate('2019-06-10') });
    const on = businessDate('2019-09-02');
    const id = await submitted({ familyId: second.id, amountFen: 20_001, appliedOn: on });
    expect(await refused(review(office.finance, id, 'pass', on))).toMatchObject({
      code: 'relief.over_cap',
      earlierFen: 700_000,
      overFen: 1,
    });
  });

  it('forget what was released unpaid, and keep what was paid before the release', async () => {
    const { id } = await aFamily(office);
    const award = await anAward(office, { year: YEAR, familyId: id, amountFen: YEAR_OF_LINE });
    await aPayment(office, { awardId: award.id, on: DAY, amountFen: 100_000 });
    await releaseAward(office.head, { commandId: newId(), awardId: award.id, on: DAY, reason: '样例' });
    const above = await submitted({ familyId: id, amountFen: YEAR_OF_LINE - 100_000 + 1 });
    expect(await refused(review(office.finance, above))).toMatchObject({ earlierFen: 100_000, overFen: 1 });
    const exact = await reviewed({ familyId: id, amountFen: YEAR_OF_LINE - 100_000 });
    await decide(office.head, exact);
  });

  it('are those of each year', async () => {
    await aProject(office, { year: 2020, budgetFen: 100_000_000 });
    const { id } = await aFamily(office);
    await anAward(office, { year: YEAR, familyId: id, amountFen: YEAR_OF_LINE });
    await anAward(office, { year: 2020, familyId: id, amountFen: YEAR_OF_LINE });
  });

  it('are kept by the amount that the reviewer finds right', async () => {
    const { id } = await aFamily(office);
    const one = await anApplication(office, { year: YEAR, familyId: id, amountFen: YEAR_OF_LINE + 5 });
    const reviewAt = (amountFen: number) =>
      reviewApplications(office.finance, {
        ids: [one],
        on: DAY,
        outcome: 'pass',
        note: '',
        amountFen: fen(amountFen),
      });
    expect(await refused(reviewAt(YEAR_OF_LINE + 6))).toMatchObject({
      code: 'application.review_above_request',
      field: 'amountFen',
    });
    await reviewAt(YEAR_OF_LINE);
    await decide(office.head, one);
    expect(await awardOf(office, one)).toMatchObject({ amountFen: YEAR_OF_LINE });
  });

  it('are not known before the first standard, and nothing is approved then', async () => {
    const year = 2014;
    await recordLine(office.head, {
      region: '4101',
      hukouKind: 'urban',
      effectiveOn: businessDate('2013-01-01'),
      monthlyFen: SAMPLE_LINE_FEN,
      document: '样本文件',
    });
    await aProject(office, { year });
    const early = await aFamily(office, { appliedOn: businessDate('2014-01-07') });
    const on = businessDate('2014-03-03');
    const id = await anApplication(office, { year, familyId: early.id, appliedOn: on, state: 'reviewed' });
    const refusal = await refused(decide(office.head, id, { on }));
    expect(refusal).toMatchObject({ code: 'relief.no_standard' });
  });
});

describe('the dates of the steps', () => {
  const tomorrow = addDays(todayInChina(new Date()), 1);
  const on = businessDate('2019-03-10');
  const waiting = (state: ApplicationStatus) =>
    anApplication(office, { ...medical, familyId: family.id, appliedOn: on, state });

  it.each([
    ['reviewed on the day of the application', on, null],
    ['reviewed the day before', addDays(on, -1), 'relief.date_before'],
    ['reviewed tomorrow', tomorrow, 'relief.date_in_future'],
  ])('%s', async (_, day, code) => {
    const id = await waiting('submitted');
    expect(await refused(review(office.finance, id, 'pass', day))).toEqual(
      code && expect.objectContaining({ code }),
    );
  });

  it.each([
    ['approved on the day of the review', on, 'approve', null],
    ['approved the day before', addDays(on, -1), 'approve', 'relief.date_before'],
    ['approved on the last day of the year', businessDate('2019-12-31'), 'approve', null],
    ['approved a day later', businessDate('2020-01-01'), 'approve', 'relief.date_outside'],
    ['approved tomorrow', tomorrow, 'approve', 'relief.date_in_future'],
    ['rejected after the year', businessDate('2020-01-01'), 'reject', null],
    ['returned after the year', businessDate('2020-01-01'), 'return', null],
  ] as const)('%s', async (_, day, outcome, code) => {
    const id = await waiting('reviewed');
    expect(await refused(decide(office.head, id, { on: day, outcome }))).toEqual(
      code && expect.objectContaining({ code }),
    );
  });
});

describe('a change of a returned application', () => {
  it('starts the way again, without what was said before', async () => {
    const id = await anApplication(office, { ...medical, familyId: family.id });
    await reviewApplications(office.finance, {
      ids: [id],
      on: DAY,
      outcome: 'pass',
      note: '可',
      amountFen: fen(50_000),
    });
    await decide(office.head, id, { outcome: 'return' });
    await change(office.caseworker, id, { amountFen: 70_000 });
    expect(await rowOf(id)).toMatchObject({
      status: 'submitted',
      requestedFen: 70_000,
      reviewedBy: null,
      reviewedFen: null,
      reviewNote: null,
      decidedBy: null,
    });
    await review(office.finance, id);
    await decide(office.head, id);
    expect(await awardOf(office, id)).toMatchObject({ amountFen: 70_000 });
  });

  it('is held to the same rules', async () => {
    const other = await aFamily(office);
    const [stranger] = await memberIds(office, other.id);
    const id = await anApplication(office, { ...medical, familyId: family.id, state: 'returned' });
    expect(await refused(change(office.caseworker, id, { memberId: stranger! }))).toMatchObject({
      code: 'application.member_missing',
    });
    expect((await rowOf(id)).status).toBe('returned');
    expect((await rowOf(id)).memberId).toBe(patient);
  });
});

describe('several at once', () => {
  let own: Office;
  let ids: string[];
  beforeAll(async () => {
    own = await anOffice(await freshStore());
    await aProject(own, { year: YEAR });
    await aProject(own, { year: 2020 });
    const { id } = await aFamily(own);
    ids = [];
    for (let number = 0; number < 4; number += 1) {
      ids.push(await anApplication(own, { year: YEAR, familyId: id, amountFen: 1_000 * (number + 1) }));
    }
    ids.push(await anApplication(own, { year: 2020, familyId: id, appliedOn: DAY }));
  });
  const matching = (given: { count: number; amountFen: number; except?: string[] }) => ({
    matching: { year: YEAR, type: 'living' as const, except: [], ...given },
  });

  it('are reviewed as the filter showed them, or not at all', async () => {
    const pass = { on: DAY, outcome: 'pass', note: '' } as const;
    const attempt = (given: Parameters<typeof matching>[0]) =>
      reviewApplications(own.finance, { ...matching(given), ...pass });
    const changed = { code: 'relief.selection_changed', found: 4 };
    expect(await refused(attempt({ count: 3, amountFen: 10_000 }))).toMatchObject(changed);
    expect(await refused(attempt({ count: 4, amountFen: 9_999 }))).toMatchObject(changed);
    expect(await attempt({ count: 3, amountFen: 9_000, except: [ids[0]!] })).toEqual({ count: 3 });
    const some = ids.slice(0, 2);
    expect(await refused(reviewApplications(own.finance, { ids: some, ...pass }))).toMatchObject({
      code: 'application.wrong_status',
      status: 'reviewed',
      more: 0,
    });
    const amount = { ids: [ids[0]!, ids[4]!], ...pass, amountFen: fen(1) };
    expect(await refused(reviewApplications(own.finance, amount))).toMatchObject({
      code: 'application.one_amount',
      field: 'amountFen',
    });
    await reviewApplications(own.finance, { ids: [ids[0]!, ids[4]!], ...pass });
  });

  it('are decided within one year', async () => {
    expect(await refused(decide(own.head, ids))).toMatchObject({ code: 'relief.other_project' });
  });

  it('are approved once by one command, however often and from however many it comes', async () => {
    const decision: Decision = {
      commandId: newId(),
      ...matching({ count: 4, amountFen: 10_000 }),
      on: DAY,
      outcome: 'approve',
      note: '',
    };
    const first = { count: 4, approved: 4, putUp: 0, amountFen: 10_000 };
    const answers = await Promise.all([1, 2, 3].map(() => decideApplications(own.head, decision)));
    expect(answers).toEqual([first, first, first]);
    expect(await decideApplications(own.head, decision)).toEqual(first);
    for (const wrong of [
      decideApplications(own.head, { ...decision, note: '另一个' }),
      decideApplications(own.secondHead, decision),
    ]) {
      expect(await refused(wrong)).toMatchObject({ code: 'command.changed' });
    }
    const list = await own.head.store.read((read) => listAwards(read, { year: YEAR, view: 'open' }));
    expect(list).toMatchObject({ total: 4, amountFen: 10_000, restFen: 10_000 });
    const left = await own.head.store.read((read) => listApplications(read, { year: YEAR }));
    expect(left.statusCounts).toMatchObject({ approved: 4, submitted: 0, reviewed: 0 });
    await expectInvariants(own.head.store, 'a decision on several');
  });
});

describe('two who decide at once', () => {
  it('make one award', async () => {
    const id = await anApplication(office, { ...medical, familyId: family.id, state: 'reviewed' });
    const attempts = [office.head, office.secondHead, office.head].map((desk) => refused(decide(desk, id)));
    const codes = (await Promise.all(attempts)).map((refusal) => refusal?.code ?? 'approved').sort();
    expect(codes).toEqual(['application.wrong_status', 'application.wrong_status', 'approved']);
    expect(await awardOf(office, id)).not.toBeNull();
  });
});

describe('the release of an award', () => {
  const release = (awardId: string, given: { on?: string; commandId?: string; reason?: string } = {}) =>
    releaseAward(office.head, {
      commandId: given.commandId ?? newId(),
      awardId,
      on: businessDate(given.on ?? '2019-07-01'),
      reason: given.reason ?? '样例',
    });
  const balance = () =>
    store.read(async (read) => {
      const { projectId } = (await read.select().from(awards).where(eq(awards.familyId, family.id)))[0]!;
      return fundBalance(read, { projectId });
    });

  it('gives the unpaid rest back to the fund, once', async () => {
    const award = await anAward(office, { ...medical, familyId: family.id });
    const before = await balance();
    await aPayment(office, { awardId: award.id, on: DAY, amountFen: 20_000 });
    const command = { commandId: newId() };
    expect(await release(award.id, command)).toEqual({ amountFen: 40_000 });
    expect(await release(award.id, command)).toEqual({ amountFen: 40_000 });
    expect(await balance()).toMatchObject({
      availableFen: before.availableFen + 40_000,
      paidFen: before.paidFen + 20_000,
    });
    expect(await refused(release(award.id))).toMatchObject({
      code: 'award.released',
      releasedOn: '2019-07-01',
    });
    expect(await refused(release(award.id, { ...command, reason: '另一个' }))).toMatchObject({
      code: 'command.changed',
    });
    expect(await store.read((read) => awardPage(read, award.id))).toMatchObject({
      status: 'released',
      netFen: 20_000,
      restFen: 0,
    });
    await expectInvariants(store, 'a release');
  });

  it('has something to give back', async () => {
    const award = await anAward(office, { ...medical, familyId: family.id });
    await aPayment(office, { awardId: award.id, on: DAY });
    expect(await refused(release(award.id))).toMatchObject({ code: 'award.nothing_to_release' });
    expect(await refused(release(newId()))).toMatchObject({ code: 'award.not_found' });
  });

  it.each([
    ['on the day of approval', '2019-03-01', null, null],
    ['the day before', '2019-02-28', null, 'award.release_before'],
    ['on the day of the latest payment', '2019-05-06', '2019-05-06', null],
    ['the day before that', '2019-05-05', '2019-05-06', 'award.release_before'],
    ['tomorrow', addDays(todayInChina(new Date()), 1), null, 'relief.date_in_future'],
  ])('%s', async (_, on, paidOn, code) => {
    const award = await anAward(office, { ...medical, familyId: family.id });
    if (paidOn) await aPayment(office, { awardId: award.id, on: businessDate(paidOn), amountFen: 1 });
    expect(await refused(release(award.id, { on }))).toEqual(code && expect.objectContaining({ code }));
  });
});

describe('what a family was helped with', () => {
  it('shows every application with what became of it', async () => {
    const { id } = await aFamily(office);
    await anApplication(office, { year: YEAR, familyId: id, state: 'rejected' });
    const award = await anAward(office, { ...medical, familyId: id });
    await aPayment(office, { awardId: award.id, on: DAY, amountFen: 20_000 });
    const rows = await store.read((read) => reliefOfFamily(read, id));
    expect(rows).toMatchObject([
      { type: 'medical', status: 'approved', awardFen: 60_000, netFen: 20_000, awardStatus: 'partly_paid' },
      { type: 'living', status: 'rejected', awardFen: null, netFen: 0, awardStatus: null },
    ]);
  });
});

it('keeps every invariant', () => expectInvariants(store, 'all of it'));
