import ExcelJS from 'exceljs';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import { addWorkingDays } from '../../app/calendar/workingDays';
import { DEFAULT_LIMITS } from '../../app/deskTime/desk';
import { deskLimitsOf, setDeskLimits } from '../../app/deskTime/deskLimits.server';
import { LATE_DESK_CODES, LATE_DESKS, type LateDesk } from '../../app/deskTime/late';
import { lateCases, latePage } from '../../app/deskTime/late.server';
import { applicationDesks, familyDesks, type DeskCourse } from '../../app/deskTime/stays.server';
import { newId } from '../../app/ids.server';
import { exportList } from '../../app/lists/listExports.server';
import { listApplications } from '../../app/relief/applicationList.server';
import { decideApplications, reviewApplications } from '../../app/relief/applications.server';
import { may } from '../../app/staff/permission';
import { workList } from '../../app/workList.server';
import type { Store } from '../../db/client.server';
import { applications, awards } from '../../db/schema';
import { aFamily, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment } from '../factories/payments';
import { anApplication, anAward, awardOf } from '../factories/relief';
import { expectInvariants } from '../invariants';

const YEAR = 2019;
const day = businessDate;
let store: Store;
let office: Office;
let family: MadeFamily;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
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

  it('of an award leaves out the days for which a recovery had released it, undone since', async () => {
    const awardId = (
      await anAward(office, {
        familyId: family.id,
        year: YEAR,
        type: 'medical',
        appliedOn: day('2019-03-08'),
      })
    ).id;
    const [{ applicationId }] = (await store.read((read) =>
      read.select({ applicationId: awards.applicationId }).from(awards).where(eq(awards.id, awardId)),
    )) as [{ applicationId: string }];
    const paymentDays = async (today: string) =>
      (await deskOf(applicationId, today)).filter((text) => text.startsWith('payment'));
    const payment = await aPayment(office, { awardId, on: day('2019-03-12') });
    const recovery = await aCorrection(office, payment.id, { kind: 'recovery', on: '2019-03-20' });
    expect(await paymentDays('2019-04-30')).toEqual(['payment 2']);
    await aCorrection(office, recovery.id, { kind: 'reversal', on: '2019-04-30' });
    expect(await paymentDays('2019-06-01')).toEqual(['payment 2']);
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

describe('an office that is far behind', () => {
  const WAITING = 1_100;
  beforeAll(async () => {
    const [one] = await store.read(async (read) => {
      const id = await applied();
      return read.select().from(applications).where(eq(applications.id, id));
    });
    const many = Array.from({ length: WAITING }, (_, index) => ({
      ...{ ...one!, id: newId(), appliedOn: addDays(day('2019-03-04'), index % 7) },
    }));
    await store.write(async (write) => {
      for (let at = 0; at < many.length; at += 100)
        await write.insert(applications).values(many.slice(at, at + 100));
    });
    await expectInvariants(store, 'many applications');
  });

  it('is told the same on the home page, in the list, in its export and in the list of applications', async () => {
    const asked = { year: YEAR, status: 'submitted' } as const;
    const { total } = await store.read((read) => listApplications(read, asked));
    expect(total).toBeGreaterThan(WAITING);
    const review = await store.read((read) => latePage(read, { desks: ['review'], size: 50 }));
    expect(review).toMatchObject({
      total,
      counts: { late: total, soon: 0 },
      pageCount: Math.ceil(total / 50),
    });

    const all = await store.read((read) => latePage(read, { size: 50 }));
    const { tasks } = await store.read((read) => workList(read, { roles: ['finance', 'head'], year: YEAR }));
    const mine = await store.read((read) =>
      latePage(read, {
        desks: LATE_DESK_CODES.filter((desk) => desk !== 'visit' && desk !== 'publicising'),
        size: 5,
      }),
    );
    expect(tasks.find(({ code }) => code === 'desk.late')?.count).toBe(mine.counts.late);
    expect(tasks.find(({ code }) => code === 'application.submitted')?.count).toBe(total);

    const workbook = new ExcelJS.Workbook();
    const { bytes } = await exportList(office.head, { list: 'deadlines', given: new URLSearchParams() });
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    expect(workbook.worksheets[0]!.rowCount - 1).toBe(all.total);
  });

  it('is read page by page without a gap, in the order of the due days', async () => {
    const whole = await store.read((read) => lateCases(read));
    const { pageCount } = await store.read((read) => latePage(read, { size: 300 }));
    const pages = [];
    for (let page = 1; page <= pageCount; page += 1)
      pages.push(...(await store.read((read) => latePage(read, { page, size: 300 }))).rows);
    expect(pages.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
    const days = pages.map(({ dueOn }) => dueOn);
    expect(days).toEqual([...days].sort());
    const beyond = await store.read((read) => latePage(read, { page: 9_999, size: 300 }));
    expect(beyond.page).toBe(pageCount);
  });

  it('takes little time, however long ago it was', async () => {
    const today = addDays(todayInChina(new Date()), 3_000);
    await store.read((read) => lateCases(read, { today }));
    const before = process.cpuUsage();
    const { rows, counts } = await store.read((read) => latePage(read, { today, size: 50 }));
    const { user, system } = process.cpuUsage(before);
    expect(rows).toHaveLength(50);
    expect(counts.late).toBeGreaterThan(WAITING);
    // Of this process; it was some twenty seconds when each row counted its days.
    expect((user + system) / 1_000).toBeLessThan(500);
  });
});
