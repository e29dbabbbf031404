import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, todayInChina } from '../../app/calendar/date';
import { lateQuestion, OWN_DESKS } from '../../app/deskTime/late';
import { lateCases } from '../../app/deskTime/late.server';
import type { JobKind } from '../../app/exchange/job';
import { waitingAccountChanges } from '../../app/families/accountChangeList.server';
import { proposeAccount } from '../../app/families/accountChanges.server';
import { bulkSelection } from '../../app/families/bulk';
import { chosenFamilies } from '../../app/families/bulk.server';
import { listFamilies } from '../../app/families/families.server';
import { listNotices } from '../../app/families/noticeQueries.server';
import { handleObjection, recordObjection } from '../../app/families/objections.server';
import { listDueReviews } from '../../app/families/reviews.server';
import { newId } from '../../app/ids.server';
import { batchCounts } from '../../app/payments/batchQueries.server';
import { queueCounts } from '../../app/queues/queues.server';
import { listApplications } from '../../app/relief/applicationList.server';
import type { Desk } from '../../app/staff/staff.server';
import { staffActor } from '../../app/staff/staff.server';
import { workList } from '../../app/workList.server';
import type { TaskCode } from '../../app/zh/tasks';
import type { Read, Store } from '../../db/client.server';
import { jobs } from '../../db/schema';
import { aBatch } from '../factories/batches';
import { aFamily, anAccount, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { aColleague, OFFICE_PASSWORD, type Office } from '../factories/office';
import { anApplication, anAward } from '../factories/relief';

const YEAR = 2019;
const TODAY = todayInChina(new Date());

let store: Store;
let office: Office;
/** Does every kind of work in a small office, and decides besides. */
let colleague: Desk;
/** The office in which the colleague is the caseworker, or has the money. */
let recording: Office;
let paying: Office;
/** Applications that a step of the colleague's own stands behind. */
const own: string[] = [];

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  const roles = ['caseworker', 'finance', 'head'] as const;
  const staffId = await aColleague(office.admin, {
    ...{
      username: 'colleague',
      name: '多岗',
      roles: [...roles],
      password: OFFICE_PASSWORD,
      reason: '人手少',
    },
  });
  colleague = { store, actor: (await store.read((read) => staffActor(read, staffId)))! };
  recording = { ...office, caseworker: colleague };
  paying = { ...office, finance: colleague };
  await aProject(office, { year: YEAR });
  await applications();
  await batchesAndAccounts();
  await files();
  for (const kind of ['families.import', 'payments.import'] as const)
    for (const desk of [office.caseworker, colleague]) await aCheckedImport(kind, desk);
});

async function applications(): Promise<void> {
  const { id: familyId } = await aFamily(office);
  const wish = { familyId, year: YEAR, amountFen: 1_000 };
  await anApplication(office, wish);
  await anApplication(office, { ...wish, state: 'reviewed' });
  await anApplication(office, { ...wish, state: 'confirming' });
  own.push(
    await anApplication(recording, wish),
    await anApplication(recording, { ...wish, state: 'reviewed' }),
    await anApplication(paying, { ...wish, state: 'reviewed' }),
    await anApplication({ ...office, head: colleague }, { ...wish, state: 'confirming' }),
  );
}

async function batchesAndAccounts(): Promise<void> {
  for (const [at, desk] of [
    [office, office.caseworker],
    [paying, colleague],
  ] as const) {
    const { id: familyId, input } = await aFamily(office);
    const award = await anAward(office, { familyId, year: YEAR });
    await aBatch(at, [award.id], 'submitted');
    await proposeAccount(desk, {
      ...{ familyId, accountHolder: input.bank.accountHolder, account: anAccount() },
      ...{ bankName: '样本银行云州支行', reason: '银行退票', noPaperReason: '当面看过' },
    });
  }
}

/** Of files on public notice: two may be approved, one is the colleague's, one's notice runs, three are objected to. */
async function files(): Promise<void> {
  const publicised = (at: Office = office) => aFamily(at, { state: 'publicised' });
  await publicised();
  await publicised();
  await publicised(recording);
  await aFamily(office, { state: 'publicised', appliedOn: addDays(TODAY, -1) });
  await objection(await publicised(), office.caseworker);
  await objection(await publicised(), colleague);
  const { familyId, id, on } = await objection(await publicised(), office.caseworker);
  await handleObjection(office.head, { familyId, id, on, outcome: 'upheld', handling: '属实' });
  await aFamily(recording);
}

async function objection({ id: familyId, input }: MadeFamily, desk: Desk) {
  const on = addDays(input.appliedOn, 2);
  const { id } = await recordObjection(desk, { id: familyId, on, content: '另有住房' });
  return { familyId, id, on };
}

async function aCheckedImport(kind: JobKind, { actor }: Desk): Promise<void> {
  const row = {
    id: newId(),
    kind,
    status: 'checked',
    staffId: actor.staffId,
    fileName: '登记册.xlsx',
  } as const;
  const work = { input: '{}', total: 1, done: 1, createdAt: new Date().toISOString() };
  await store.write((write) => write.insert(jobs).values({ ...row, ...work }));
}

const tasksOf = async ({ actor: { roles, staffId } }: Desk) =>
  (await store.read((read) => workList(read, { roles, year: YEAR, staffId }))).tasks;
const taskOf = async (desk: Desk, code: TaskCode) => (await tasksOf(desk)).find((task) => task.code === code);

const listed = (status: 'submitted' | 'reviewed' | 'confirming') => async (read: Read) =>
  (await listApplications(read, { year: YEAR, status })).total;

describe('what waits on the home page', () => {
  /** Of each: how many the colleague may do and how many others there are, by what the list says that it opens. */
  it.each<[TaskCode, number, number, (read: Read) => Promise<number>]>([
    ['application.submitted', 1, 1, listed('submitted')],
    ['application.reviewed', 1, 2, listed('reviewed')],
    ['application.confirming', 1, 1, listed('confirming')],
    ['batch.submitted', 1, 1, async (read) => (await batchCounts(read, YEAR)).submitted],
    ['account.waiting', 1, 1, async (read) => (await waitingAccountChanges(read)).rows.length],
    ['notice.objected', 1, 1, async (read) => (await listNotices(read, { view: 'objected' })).total],
    [
      'review.overdue',
      3,
      1,
      async (read) => (await listDueReviews(read, { view: 'overdue', division: null })).counts.overdue,
    ],
    ['import.checked', 1, 1, async () => 2],
    ['ledger.checked', 1, 1, async () => 2],
  ])('%s counts what one may do, and names the others of its list', async (code, count, others, inList) => {
    const task = await taskOf(colleague, code);
    expect(task?.count).toBe(count);
    expect(task?.note).toMatch(new RegExp(`^另有 ${others} .由您经手，须由他人办理$`));
    expect(await store.read(inList)).toBe(count + others);
    expect(await taskOf(office.secondHead, code)).toMatchObject({ count: count + others });
    expect((await taskOf(office.secondHead, code))!.note).toBeUndefined();
  });

  it('counts of the files on public notice those that may be approved, as approving many at once does', async () => {
    expect(await taskOf(colleague, 'file.publicised')).toMatchObject({
      ...{ count: 2, note: '另有 1 份公示没有期满、3 份有异议、1 份由您经手，须由他人办理' },
    });
    const { statusCounts } = await store.read((read) => listFamilies(read, { pageSize: 1 }));
    expect(statusCounts.publicised).toBe(2 + 1 + 3 + 1);
    const selection = bulkSelection(new URLSearchParams({ all: 'yes', status: 'publicised' }));
    const { staffId } = colleague.actor;
    const chosen = await store.read((read) => chosenFamilies(read, { act: 'approve', selection, staffId }));
    expect(chosen.rows).toHaveLength(2);
    expect(chosen.leftOut).toEqual({ own: 1, notice_running: 1, objected: 3 });
  });

  it('is as much as the queues lead through', async () => {
    const { actor } = colleague;
    const counts = await store.read((read) => queueCounts(read, { actor }));
    expect(Object.fromEntries(counts.map(({ kind, count }) => [kind, count]))).toEqual({
      ...{ family: 2, review: 1, decide: 1, confirm: 1, batch: 1, account: 1 },
    });
  });

  it('tells of nothing that is for others alone', async () => {
    const { actor } = office.caseworker;
    const [submitted, confirming] = await Promise.all(
      (['application.submitted', 'application.confirming'] as const).map((code) =>
        taskOf({ store, actor: { ...actor, roles: ['head'] } }, code),
      ),
    );
    expect(submitted).toMatchObject({ count: 1 });
    expect(confirming).toBeUndefined();
  });

  it('counts as late what one may do, as the list of these desks shows it', async () => {
    const question = lateQuestion(new URLSearchParams({ desk: OWN_DESKS }), colleague.actor);
    const mine = await store.read((read) => lateCases(read, question));
    const all = await store.read((read) => lateCases(read, { ...question, notBy: null }));
    expect((await taskOf(colleague, 'desk.late'))!.count).toBe(mine.length);
    const leftToOthers = all.filter(
      (one) => !mine.some(({ id, desk }) => id === one.id && desk === one.desk),
    );
    expect(
      leftToOthers
        .filter(({ kind }) => kind === 'application')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...own].sort());
    expect(leftToOthers.filter(({ kind }) => kind === 'family')).toHaveLength(1);
  });
});
