import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate } from '../../app/calendar/date';
import { addWorkingDays } from '../../app/calendar/workingDays';
import { DEFAULT_LIMITS } from '../../app/deskTime/desk';
import { deskLimitsOf, setDeskLimits } from '../../app/deskTime/deskLimits.server';
import { LATE_DESK_CODES, LATE_DESKS, type LateDesk } from '../../app/deskTime/late';
import { lateCases } from '../../app/deskTime/late.server';
import { applicationDesks, familyDesks, type DeskCourse } from '../../app/deskTime/stays.server';
import { newId } from '../../app/ids.server';
import { decideApplications, reviewApplications } from '../../app/relief/applications.server';
import { may } from '../../app/staff/permission';
import { workList } from '../../app/workList.server';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';
import { aFamily, type MadeFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aCorrection, aPayment } from '../factories/payments';
import { anApplication, awardOf } from '../factories/relief';

const YEAR = 2019;
const day = businessDate;
let store: Store;
let office: Office;
let family: MadeFamily;

beforeAll(async () => {
  store = await freshStore();
  office = await anOffice(store);
  await aProject(office, { year: YEAR });
  family = await aFamily(office);
});

const told = ({ totals }: DeskCourse) =>
  totals.map(({ desk, days, isCurrent }) => `${desk} ${days}${isCurrent ? ' now' : ''}`);
const applied = (state: 'submitted' | 'reviewed' | 'approved' = 'submitted') =>
  anApplication(office, { familyId: family.id, year: YEAR, state, appliedOn: day('2019-03-04') });
const deskOf = (id: string, today: string) =>
  store.read(async (read) => told(await applicationDesks(read, id, day(today))));

describe('how long each desk held a case', () => {
  it('of a family is told from its steps, with the notice apart from the decision', async () => {
    const course = await store.read((read) => familyDesks(read, family.id, day('2019-06-01')));
    // Applied and visited on 7 January, put up on the 8th, approved on the first day on which that may be.
    expect(told(course)).toEqual(['drafting 0', 'visit 0', 'publicising 1', 'notice 5', 'approval 0']);
    expect(course.days).toBe(6);
  });

  it('of an application goes on until all of it is paid, and again when money comes back', async () => {
    const id = await applied();
    expect(await deskOf(id, '2019-03-08')).toEqual(['review 4 now']);
    await reviewApplications(office.finance, { ids: [id], on: day('2019-03-06'), outcome: 'pass', note: '' });
    expect(await deskOf(id, '2019-03-08')).toEqual(['review 2', 'decision 2 now']);
    await decideApplications(office.head, {
      ...{ commandId: newId(), ids: [id], on: day('2019-03-08'), outcome: 'approve', note: '' },
    });
    const award = (await awardOf(office, id))!;
    const payment = await aPayment(office, { awardId: award.id, on: day('2019-03-12') });
    expect(await deskOf(id, '2019-06-01')).toEqual(['review 2', 'decision 2', 'payment 2']);
    await aCorrection(office, payment.id, { kind: 'return', on: '2019-03-20' });
    expect(await deskOf(id, '2019-03-22')).toEqual(['review 2', 'decision 2', 'payment 4 now']);
    await aPayment(office, { awardId: award.id, on: day('2019-03-21') });
    expect(await deskOf(id, '2019-06-01')).toEqual(['review 2', 'decision 2', 'payment 3']);
  });
});

describe('what is late or soon will be', () => {
  const onDay = async (id: string, today: string, desk: LateDesk) => {
    const cases = await store.read((read) => lateCases(read, { desks: [desk], today: day(today) }));
    const found = cases.find((one) => one.id === id);
    return found ? `${found.state} ${found.left}` : null;
  };
  // Each row stands on both sides of a boundary.
  it.each<[LateDesk, () => Promise<{ id: string; since: string; limit: number }>]>([
    ['review', async () => ({ id: await applied(), since: '2019-03-04', limit: DEFAULT_LIMITS.review })],
    [
      'decision',
      async () => ({ id: await applied('reviewed'), since: '2019-03-04', limit: DEFAULT_LIMITS.decision }),
    ],
    [
      'payment',
      async () => ({
        id: (await awardOf(office, await applied('approved')))!.id,
        since: '2019-03-04',
        limit: 10,
      }),
    ],
    [
      'visit',
      async () => ({
        id: (await aFamily(office, { state: 'submitted' })).id,
        since: '2019-01-07',
        limit: 10,
      }),
    ],
    [
      'publicising',
      async () => ({ id: (await aFamily(office, { state: 'visited' })).id, since: '2019-01-07', limit: 5 }),
    ],
  ])('at the desk %s is found from two working days before the due day on', async (desk, make) => {
    const { id, since, limit } = await make();
    const due = addWorkingDays(day(since), limit);
    const soon = addWorkingDays(day(since), limit - 2);
    expect(await onDay(id, addDays(soon, -1), desk)).toBeNull();
    expect(await onDay(id, soon, desk)).toBe('soon 2');
    expect(await onDay(id, due, desk)).toBe('soon 0');
    expect(await onDay(id, addWorkingDays(due, 3), desk)).toBe('late -3');
  });

  it('is counted on the home page, which names no more than the five most urgent', async () => {
    for (let count = 0; count < 6; count += 1) await applied();
    const { roles } = office.finance.actor;
    const desks = LATE_DESK_CODES.filter((desk) => may(roles, LATE_DESKS[desk]));
    const cases = await store.read((read) => lateCases(read, { desks }));
    const { tasks, urgent } = await store.read((read) => workList(read, { roles, year: null }));
    expect(cases.length).toBeGreaterThan(5);
    expect(urgent).toEqual(cases.slice(0, 5));
    expect(tasks.find(({ code }) => code === 'desk.late')).toMatchObject({ count: cases.length });
    expect(await store.read((read) => workList(read, { roles: ['admin'], year: null }))).toEqual({
      ...{ tasks: [], urgent: [] },
    });
  });

  it('leaves out what was done, and follows the limits that the head sets', async () => {
    const id = await applied();
    expect(await onDay(id, '2019-03-08', 'review')).toBe('late -1');
    await setDeskLimits(office.head, { ...DEFAULT_LIMITS, review: 30 });
    expect(await store.read(deskLimitsOf)).toMatchObject({ review: 30, visit: 10 });
    expect(await onDay(id, '2019-03-08', 'review')).toBeNull();
    await setDeskLimits(office.head, DEFAULT_LIMITS);
    await reviewApplications(office.finance, {
      ids: [id],
      on: day('2019-03-06'),
      outcome: 'reject',
      note: '不符',
    });
    expect(await onDay(id, '2019-06-03', 'review')).toBeNull();
    const award = (await awardOf(office, await applied('approved')))!;
    await aPayment(office, { awardId: award.id, on: day('2019-03-12') });
    expect(await onDay(award.id, '2019-06-03', 'payment')).toBeNull();
  });
});
