import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, addMonths, businessDate, todayInChina, type BusinessDate } from '../../app/calendar/date';
import {
  approveFamily,
  familyHistory,
  familyPage,
  publiciseFamily,
  recordFamily,
  rejectFamily,
  returnFamily,
  submitFamily,
  visitFamily,
} from '../../app/families/families.server';
import { chosenFamilies } from '../../app/families/bulk.server';
import { exitFamily } from '../../app/relief/exits.server';
import { categoriesOf, ruleSetOn } from '../../app/families/classification';
import { draftOfFamily } from '../../app/families/draft.form';
import { draftIn, keepDraft } from '../../app/families/drafts.server';
import { familyCourse } from '../../app/families/familyCourse.server';
import {
  exportFamilyPaper,
  exportNotice,
  printFamilyPaper,
  printNotice,
} from '../../app/families/familyPapers.server';
import type { FamilyStatus } from '../../app/families/family';
import { listNotices, noticePage, publiciseCandidates } from '../../app/families/noticeQueries.server';
import { publiciseFamilies, takeDownNotice } from '../../app/families/notices.server';
import { handleObjection, objectionsOfFamily, recordObjection } from '../../app/families/objections.server';
import { reopenFamily } from '../../app/families/refall.server';
import { listDueReviews, reviewFamily } from '../../app/families/reviews.server';
import {
  earliestApproval,
  FAMILY_ACTIONS,
  FAMILY_STEPS,
  isAllowed,
  type FamilyAction,
} from '../../app/families/workflow';
import { Refusal } from '../../app/refusal';
import type { Desk } from '../../app/staff/staff.server';
import { refusalText } from '../../app/zh/refusals';
import type { Store } from '../../db/client.server';
import { auditEntries, families, familyMembers } from '../../db/schema';
import { archiveTexts, unescapedXml } from '../archive';
import { freshStore } from '../database';
import {
  aFamily,
  aFamilyInput,
  aMember,
  anIdNumber,
  aStudent,
  aVisit,
  type MadeFamily,
} from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { anOffice, type Office } from '../factories/office';

let store: Store;
let office: Office;
beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});

const day = businessDate;
const page = (id: string) => store.read((read) => familyPage(read, id));
const course = (id: string) => store.read((read) => familyCourse(read, id));
const tomorrow = () => addDays(todayInChina(new Date()), 1);

/** The code of a refusal, which must have a sentence that tells. */
async function refusedCode(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error('not refused', { cause: error });
  expect(refusalText(error)).not.toMatch(/undefined|null|NaN/);
  return error.code;
}

describe('a public notice', () => {
  const visited = async () => (await aFamily(office, { state: 'visited' })).id;

  it('takes several visited families, and is numbered in the year of its first day', async () => {
    const ids = [await visited(), await visited()];
    const on = day('2019-09-26');
    const first = await publiciseFamilies(office.caseworker, { ids, on, place: '公示栏' });
    expect(first).toMatchObject({ number: 'GS2019-00001', endsOn: '2019-10-09' });
    for (const id of ids)
      expect(await page(id)).toMatchObject({
        status: 'publicised',
        publicisedOn: on,
        noticeId: first.id,
      });
    const next = await publiciseFamilies(office.caseworker, { ids: [await visited()], on, place: '公示栏' });
    expect(next.number).toBe('GS2019-00002');
    const later = await publiciseFamilies(office.caseworker, {
      ids: [await visited()],
      on: day('2020-01-02'),
      place: '公示栏',
    });
    expect(later.number).toBe('GS2020-00001');
    const { lines, waitingCount } = await store.read((read) => noticePage(read, first.id));
    expect(lines.map(({ familyId }) => familyId)).toEqual(ids);
    expect(waitingCount).toBe(2);
  });

  it('takes all of its families or none', async () => {
    const good = await visited();
    const other = (await aFamily(office, { state: 'submitted' })).id;
    const notice = { on: day('2019-02-11'), place: '公示栏' };
    expect(await refusedCode(publiciseFamilies(office.caseworker, { ...notice, ids: [good, other] }))).toBe(
      'notice.not_visited',
    );
    expect(await page(good)).toMatchObject({ status: 'visited', noticeId: null });
    const early = { ids: [good], on: day('2019-01-06'), place: '公示栏' };
    expect(await refusedCode(publiciseFamilies(office.caseworker, early))).toBe('notice.before_visit');
    const future = { ids: [good], on: tomorrow(), place: '公示栏' };
    expect(await refusedCode(publiciseFamilies(office.caseworker, future))).toBe('family.in_future');
    const unknown = { ids: [good, 'nobody'], on: day('2019-02-11'), place: '公示栏' };
    expect(await refusedCode(publiciseFamilies(office.caseworker, unknown))).toBe('record.not_found');
    await publiciseFamilies(office.caseworker, { ids: [good, good], on: day('2019-01-07'), place: '公示栏' });
  });

  it('is taken down when it has stood, once, and not a day earlier', async () => {
    const id = await visited();
    const { id: noticeId, endsOn } = await publiciseFamilies(office.caseworker, {
      ids: [id],
      on: day('2019-03-04'),
      place: '公示栏',
    });
    expect(endsOn).toBe('2019-03-11');
    const down = (on: BusinessDate) => takeDownNotice(office.caseworker, { id: noticeId, on });
    expect(await refusedCode(down(day('2019-03-10')))).toBe('notice.still_running');
    expect(await refusedCode(down(tomorrow()))).toBe('family.in_future');
    await down(day('2019-03-11'));
    expect(await refusedCode(down(day('2019-03-12')))).toBe('notice.down_already');
    const { events } = await store.read((read) => familyHistory(read, id));
    expect(events[0]!.text).toMatch(/^公示 GS2019-\d{5} 撤下（2019-03-11）$/);
  });

  it('may come down before that when none of its families is on it any more', async () => {
    const id = await visited();
    const notice = await publiciseFamilies(office.caseworker, {
      ids: [id],
      on: day('2019-03-04'),
      place: '公示栏',
    });
    await returnFamily(office.head, { id, reason: '补材料' });
    expect(
      await refusedCode(takeDownNotice(office.caseworker, { id: notice.id, on: day('2019-03-03') })),
    ).toBe('family.before_previous_step');
    await takeDownNotice(office.caseworker, { id: notice.id, on: day('2019-03-05') });
  });

  it('keeps its text when a family is put up again later', async () => {
    const { id } = await aFamily(office, { state: 'publicised', workUnit: '旧单位' });
    const { noticeId } = await page(id);
    await returnFamily(office.head, { id, reason: '补材料' });
    const file = await page(id);
    await store.write((write) =>
      write
        .update(families)
        .set({ workUnit: '新单位', version: file.version + 1 })
        .where(eq(families.id, id)),
    );
    await submitFamily(office.caseworker, { id, on: day('2019-05-06') });
    expect(await page(id)).toMatchObject({ noticeId: null, visitors: null });
    await visitFamily(office.caseworker, { id, ...aVisit({ on: day('2019-05-06') }) });
    await publiciseFamily(office.caseworker, { id, on: day('2019-05-07') });
    const old = await store.read((read) => noticePage(read, noticeId!));
    expect(old.lines).toMatchObject([{ workUnit: '旧单位', isCurrent: false, status: 'publicised' }]);
    const now = await store.read((read) => noticePage(read, file.noticeId!));
    expect(now.id).toBe(old.id);
    expect((await course(id)).notice).toMatchObject({ publishedOn: '2019-05-07' });
  });

  it('is listed by what is to be done with it', async () => {
    const own = await freshStore();
    const { caseworker, head, secondCaseworker } = await anOffice(own);
    const ownOffice = { ...office, caseworker, head, secondCaseworker };
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push((await aFamily(ownOffice, { state: 'visited' })).id);
    const candidates = await own.read((read) => publiciseCandidates(read, { division: null, limit: 2 }));
    expect(candidates).toMatchObject({ total: 3, rows: [{ id: ids[0] }, { id: ids[1] }] });
    const put = (index: number, on: BusinessDate) =>
      publiciseFamilies(caseworker, { ids: [ids[index]!], on, place: '公示栏' });
    const old = await put(0, day('2019-03-04'));
    const down = await put(1, day('2019-03-05'));
    const running = await put(2, todayInChina(new Date()));
    await takeDownNotice(caseworker, { id: down.id, on: day('2019-03-12') });
    await recordObjection(caseworker, { id: ids[0]!, on: day('2019-03-05'), content: '另有住房' });
    const numbers = async (view: 'running' | 'expired' | 'taken_down' | 'objected' | null) =>
      (await own.read((read) => listNotices(read, { view }))).rows.map(({ id }) => id);
    expect(await numbers('running')).toEqual([running.id]);
    expect(await numbers('expired')).toEqual([old.id]);
    expect(await numbers('taken_down')).toEqual([down.id]);
    expect(await numbers('objected')).toEqual([old.id]);
    expect(await numbers(null)).toEqual([running.id, down.id, old.id]);
    const { counts, allCount } = await own.read((read) => listNotices(read, { view: null }));
    expect({ counts, allCount }).toEqual({
      counts: { running: 1, expired: 1, taken_down: 1, objected: 1 },
      allCount: 3,
    });
  });
});

describe('an objection', () => {
  const approval = (family: MadeFamily) =>
    ({
      id: family.id,
      on: family.registeredOn,
      category: 'subsistence',
      overrideReason: '',
      note: '',
    }) as const;
  const object = (id: string, by: Desk = office.caseworker) =>
    recordObjection(by, { id, on: day('2019-01-09'), content: '另有住房出租' });
  const answer = { on: day('2019-01-10'), outcome: 'dismissed', handling: '查无此事' } as const;

  it('holds up the approval until another person has answered it', async () => {
    const family = await aFamily(office, { state: 'publicised' });
    const { id } = await object(family.id);
    expect(await refusedCode(approveFamily(office.head, approval(family)))).toBe('family.objection_open');
    const handling = { familyId: family.id, id, ...answer };
    expect(await refusedCode(handleObjection(office.caseworker, handling))).toBe('objection.same_person');
    await handleObjection(office.secondCaseworker, handling);
    expect(await refusedCode(handleObjection(office.head, handling))).toBe('objection.handled');
    await approveFamily(office.head, approval(family));
    expect((await course(family.id)).objections).toMatchObject([
      { outcome: 'dismissed', handledByName: 'secondCaseworker', recordedByName: 'caseworker' },
    ]);
  });

  it('that is upheld leaves return and rejection only, until the family was put up anew', async () => {
    const family = await aFamily(office, { state: 'publicised' });
    const { id } = await object(family.id);
    await handleObjection(office.head, { familyId: family.id, id, ...answer, outcome: 'upheld' });
    expect(await refusedCode(approveFamily(office.head, approval(family)))).toBe('family.objection_upheld');
    await returnFamily(office.head, { id: family.id, reason: '申报住房' });
    await submitFamily(office.caseworker, { id: family.id, on: day('2019-02-11') });
    await visitFamily(office.caseworker, { id: family.id, ...aVisit({ on: day('2019-02-12') }) });
    await publiciseFamily(office.caseworker, { id: family.id, on: day('2019-02-13') });
    await approveFamily(office.head, { ...approval(family), on: earliestApproval(day('2019-02-13')) });
  });

  it('that was open when the file was given back still holds up the next approval', async () => {
    const family = await aFamily(office, { state: 'publicised' });
    const { id } = await object(family.id);
    await returnFamily(office.head, { id: family.id, reason: '补材料' });
    await submitFamily(office.caseworker, { id: family.id, on: day('2019-02-11') });
    await visitFamily(office.caseworker, { id: family.id, ...aVisit({ on: day('2019-02-12') }) });
    await publiciseFamily(office.caseworker, { id: family.id, on: day('2019-02-13') });
    const later = { ...approval(family), on: earliestApproval(day('2019-02-13')) };
    expect(await refusedCode(approveFamily(office.head, later))).toBe('family.objection_open');
    await handleObjection(office.head, { familyId: family.id, id, ...answer, outcome: 'upheld' });
    await approveFamily(office.head, later);
  });

  it('is said of each file before many are approved, while it waits and when it was upheld to the notice', async () => {
    const put = () => aFamily(office, { state: 'publicised' });
    const [plain, open, upheld] = [await put(), await put(), await put()];
    const [dismissed, anew] = [await put(), await put()];
    const files = [plain, open, upheld, dismissed, anew];
    const answered = async ({ id: familyId }: MadeFamily, outcome: 'upheld' | 'dismissed') => {
      const { id } = await object(familyId);
      await handleObjection(office.head, { familyId, id, ...answer, outcome });
    };
    await answered(open, 'upheld');
    await object(open.id);
    await answered(upheld, 'upheld');
    await answered(dismissed, 'dismissed');
    await answered(anew, 'upheld');
    await returnFamily(office.head, { id: anew.id, reason: '申报住房' });
    await submitFamily(office.caseworker, { id: anew.id, on: day('2019-02-11') });
    await visitFamily(office.caseworker, { id: anew.id, ...aVisit({ on: day('2019-02-12') }) });
    await publiciseFamily(office.caseworker, { id: anew.id, on: day('2019-02-13') });
    const selection = { fileNumbers: files.map(({ fileNumber }) => fileNumber) };
    const said = async (act: 'approve' | 'publicise') => {
      const { staffId } = office.head.actor;
      const { rows } = await store.read((read) => chosenFamilies(read, { act, selection, staffId }));
      return rows.reverse().map(({ id, obstacle }) => [id, obstacle?.code ?? null]);
    };
    expect(await said('approve')).toEqual([
      [plain.id, null],
      [open.id, 'family.objection_open'],
      [upheld.id, 'family.objection_upheld'],
      [dismissed.id, null],
      [anew.id, null],
    ]);
    expect((await said('publicise')).every(([, obstacle]) => obstacle === 'family.not_now')).toBe(true);
  });

  it.each([
    ['before the notice', '2019-01-07', 'family.before_previous_step'],
    ['on its first day', '2019-01-08', null],
  ])('received %s', async (_, on, code) => {
    const { id } = await aFamily(office, { state: 'publicised' });
    const work = recordObjection(office.caseworker, { id, on: day(on), content: '异议' });
    if (code) expect(await refusedCode(work)).toBe(code);
    else await work;
  });

  it('is answered not before it came, and only where it belongs', async () => {
    const family = await aFamily(office, { state: 'publicised' });
    const other = await aFamily(office, { state: 'publicised' });
    const { id } = await object(family.id);
    const early = { familyId: family.id, id, ...answer, on: day('2019-01-08') };
    expect(await refusedCode(handleObjection(office.head, early))).toBe('family.before_previous_step');
    expect(await refusedCode(handleObjection(office.head, { ...early, on: tomorrow() }))).toBe(
      'family.in_future',
    );
    const foreign = { ...early, familyId: other.id, on: answer.on };
    expect(await refusedCode(handleObjection(office.head, foreign))).toBe('record.not_found');
    await handleObjection(office.head, { ...early, on: day('2019-01-09') });
  });

  it.each(['draft', 'submitted', 'visited', 'approved', 'exited'] as const)(
    'is not taken down on a %s file',
    async (state) => {
      const { id } = await aFamily(office, { state });
      expect(await refusedCode(object(id))).toBe('family.not_now');
    },
  );
});

describe('the annual review', () => {
  /** Registered so early that its reviews still fall under the rules of 2015. */
  const registered = () => aFamily(office, { appliedOn: day('2016-03-07') });
  const review = (id: string, on: BusinessDate, overrides = {}) =>
    ({ id, on, category: 'subsistence', overrideReason: '', note: '情况不变', ...overrides }) as const;

  it('is due twelve months after the registration, and moves on by twelve', async () => {
    const { id, registeredOn } = await registered();
    const dueOn = addMonths(registeredOn, 12);
    expect(await course(id)).toMatchObject({ reviewDueOn: dueOn });
    const { dueOn: next } = await reviewFamily(office.head, review(id, addDays(dueOn, -1)));
    expect(next).toBe(addMonths(dueOn, 12));
    const late = addDays(next, 40);
    await reviewFamily(office.head, review(id, late));
    expect(await course(id)).toMatchObject({
      reviewDueOn: addMonths(late, 12),
      reviews: [{ reviewedOn: late }, { reviewedOn: addDays(dueOn, -1) }],
    });
  });

  it('may be done from three months ahead, not a day earlier, and never in the future', async () => {
    const { id, registeredOn } = await registered();
    const first = addMonths(addMonths(registeredOn, 12), -3);
    expect(await refusedCode(reviewFamily(office.head, review(id, addDays(first, -1))))).toBe(
      'review.too_early',
    );
    expect(await refusedCode(reviewFamily(office.head, review(id, tomorrow())))).toBe('family.in_future');
    await reviewFamily(office.head, review(id, first));
  });

  it('changes the category with a reason where the rules propose another', async () => {
    const { id, registeredOn } = await registered();
    const on = addMonths(registeredOn, 11);
    const changed = review(id, on, { category: 'marginal' });
    expect(await refusedCode(reviewFamily(office.head, changed))).toBe('family.override_reason');
    await reviewFamily(office.head, { ...changed, overrideReason: '子女已就业' });
    expect(await page(id)).toMatchObject({
      category: 'marginal',
      overrideReason: '子女已就业',
      status: 'approved',
    });
    expect((await course(id)).reviews).toMatchObject([
      { categoryBefore: 'subsistence', category: 'marginal', overrideReason: '子女已就业' },
    ]);
    const { events } = await store.read((read) => familyHistory(read, id));
    expect(events[0]!.text).toContain('类别由「低保户」改为「低保边缘户」');
    const back = review(id, addMonths(on, 12), { overrideReason: '没有必要的理由' });
    await reviewFamily(office.head, back);
    expect(await page(id)).toMatchObject({ category: 'subsistence', overrideReason: null });
  });

  it('goes by the rules of its day', async () => {
    const { id } = await aFamily(office);
    const on = day('2020-01-16');
    expect(await refusedCode(reviewFamily(office.head, review(id, on)))).toBe(
      'family.category_of_other_rules',
    );
    await reviewFamily(office.head, review(id, on, { category: 'deep_hardship' }));
    expect(await page(id)).toMatchObject({ category: 'deep_hardship', ruleSet: '2020' });
  });

  it('is not done by who recorded or changed the file', async () => {
    const { id, registeredOn } = await registered();
    const both: Desk = { store, actor: { ...office.caseworker.actor, roles: ['caseworker', 'head'] } };
    const due = review(id, addMonths(registeredOn, 12));
    expect(await refusedCode(reviewFamily(both, due))).toBe('family.maker_checker');
    await reviewFamily(office.secondHead, due);
  });

  it('ends with the exit', async () => {
    const { id, registeredOn } = await registered();
    await exitFamily(office.head, { id, on: addMonths(registeredOn, 12), reason: 'out_of_hardship' });
    expect(await course(id)).toMatchObject({ reviewDueOn: null });
    expect(await refusedCode(reviewFamily(office.head, review(id, addMonths(registeredOn, 12))))).toBe(
      'family.not_now',
    );
  });

  it('is listed by how due it is, the most overdue first', async () => {
    const own = await freshStore();
    const ownOffice = await anOffice(own);
    const today = todayInChina(new Date());
    const made = new Map<string, string>();
    const dues: Record<string, BusinessDate> = {
      longOverdue: addDays(today, -400),
      today,
      tomorrow: addDays(today, 1),
      inThreeMonths: addMonths(today, 3),
      later: addDays(addMonths(today, 3), 1),
    };
    for (const [name, reviewDueOn] of Object.entries(dues)) {
      const { id } = await aFamily(ownOffice);
      made.set(id, name);
      await own.write((write) => write.update(families).set({ reviewDueOn }).where(eq(families.id, id)));
    }
    const names = async (view: 'overdue' | 'soon' | 'later') =>
      (await own.read((read) => listDueReviews(read, { view, division: null }))).rows.map(({ familyId }) =>
        made.get(familyId),
      );
    expect(await names('overdue')).toEqual(['longOverdue', 'today']);
    expect(await names('soon')).toEqual(['tomorrow', 'inThreeMonths']);
    expect(await names('later')).toEqual(['later']);
    const elsewhere = await own.read((read) => listDueReviews(read, { view: 'overdue', division: '410122' }));
    expect(elsewhere).toMatchObject({ total: 0, previous: null, next: null });
  });
});

describe('a re-fall', () => {
  it('opens a draft that says what the old file said, linked both ways', async () => {
    const { id, input, fileNumber } = await aFamily(office, { state: 'exited' });
    const on = addDays(day((await page(id)).exitedOn!), 30);
    const again = await reopenFamily(office.secondCaseworker, { id, on });
    const [old, draft] = [await page(id), await page(again.id)];
    expect(draft).toMatchObject({
      status: 'draft',
      previousFamilyId: id,
      appliedOn: on,
      registeredOn: null,
      exitedOn: null,
      approvedBy: null,
      noticeId: null,
      version: 1,
      phone: input.phone,
      accountLast4: input.bank.account.slice(-4),
      recordedBy: office.secondCaseworker.actor.staffId,
    });
    expect(draft.members.map(({ name, idMasked }) => [name, idMasked])).toEqual(
      old.members.map(({ name, idMasked }) => [name, idMasked]),
    );
    expect(old.status).toBe('exited');
    expect(await course(id)).toMatchObject({ previous: null, next: [{ id: again.id }] });
    expect(await course(again.id)).toMatchObject({ previous: { id, fileNumber }, next: [] });
    await submitFamily(office.secondCaseworker, { id: again.id, on });
  });

  it('is opened once, unless what came of it was rejected, and not before the exit', async () => {
    const { id } = await aFamily(office, { state: 'exited' });
    const exitedOn = day((await page(id)).exitedOn!);
    const reopen = (on: BusinessDate) => reopenFamily(office.caseworker, { id, on });
    expect(await refusedCode(reopen(addDays(exitedOn, -1)))).toBe('family.before_previous_step');
    expect(await refusedCode(reopen(tomorrow()))).toBe('family.in_future');
    const again = await reopen(exitedOn);
    expect(await refusedCode(reopen(exitedOn))).toBe('family.followed');
    await submitFamily(office.caseworker, { id: again.id, on: exitedOn });
    await rejectFamily(office.head, { id: again.id, on: exitedOn, reason: '不符' });
    await reopen(exitedOn);
  });

  it('is refused while a member stands in another active file', async () => {
    const { id, input } = await aFamily(office, { state: 'exited' });
    const exitedOn = day((await page(id)).exitedOn!);
    const { idNumber } = input.members[2]!;
    await recordFamily(office.caseworker, aFamilyInput({ members: [aMember(), aStudent({ idNumber })] }));
    expect(await refusedCode(reopenFamily(office.caseworker, { id, on: exitedOn }))).toBe(
      'family.id_elsewhere',
    );
  });

  it.each(['draft', 'approved'] as const)('is not possible from a %s file', async (state) => {
    const { id } = await aFamily(office, { state });
    expect(await refusedCode(reopenFamily(office.caseworker, { id, on: day('2019-06-03') }))).toBe(
      'family.not_now',
    );
  });
});

describe('the papers', () => {
  const MAIN = { name: '欧阳样本', idNumber: anIdNumber({ birthDate: '1971-02-03' }) };

  /** A family whose every sensitive value can be told from anything else. */
  async function aTellingFamily(state: 'visited' | 'approved') {
    const members = [
      aMember({ ...MAIN, idNumber: anIdNumber({ birthDate: '1971-02-03' }), health: 'major_illness' }),
      aStudent({ name: '欧阳学子' }),
    ];
    return aFamily(office, {
      state,
      members,
      phone: '13977665544',
      address: '秘密巷 77 号',
      workUnit: '样本纺织厂',
      mainCause: 'own_illness',
      remarks: '家中变故',
    });
  }

  async function sensitiveValues({ id, input }: MadeFamily): Promise<string[]> {
    const members = await store.read((read) =>
      read.select().from(familyMembers).where(eq(familyMembers.familyId, id)),
    );
    return [
      ...input.members.flatMap(({ name, idNumber }) => [
        name,
        idNumber,
        idNumber.slice(-4),
        idNumber.slice(6, 14),
      ]),
      ...members.flatMap(({ birthOn, idMasked, namePinyin }) => [birthOn, idMasked, namePinyin]),
      input.phone,
      input.address,
      input.bank.account,
      input.bank.account.slice(-4),
      input.bank.bankName,
      input.remarks,
      '本人大病',
      '重大疾病',
      'own_illness',
      'major_illness',
      '样本中学',
      '情况属实',
    ].filter(Boolean);
  }

  it('of a notice hold nothing of a family but 姓, unit, category and division', async () => {
    const made = [await aTellingFamily('visited'), await aTellingFamily('visited')];
    const { id } = await publiciseFamilies(office.caseworker, {
      ids: made.map((family) => family.id),
      on: day('2019-03-04'),
      place: '公示栏',
    });
    const shown = {
      page: JSON.stringify(await store.read((read) => noticePage(read, id))),
      print: JSON.stringify(await printNotice(office.auditor, { id })),
      docx: [...(await archiveTexts((await exportNotice(office.head, { id })).bytes)).values()]
        .map(unescapedXml)
        .join('\n'),
    };
    for (const [where, text] of Object.entries(shown)) {
      for (const family of made)
        for (const value of await sensitiveValues(family))
          expect(text, `${where}: ${value}`).not.toContain(value);
      expect(text, where).toContain('欧阳＊');
      expect(text, where).toContain('样本纺织厂');
    }
    const exported = await store.read((read) =>
      read.select().from(auditEntries).where(eq(auditEntries.subjectId, id)).orderBy(auditEntries.sequence),
    );
    expect(exported.map(({ action }) => action)).toEqual([
      'notice.published',
      'notice.exported',
      'notice.exported',
    ]);
  });

  it('of a file are audited, agree as page and docx, and hold no full number', async () => {
    const family = await aTellingFamily('approved');
    for (const kind of ['file', 'approval'] as const) {
      const paper = await printFamilyPaper(office.auditor, { id: family.id, kind });
      const file = await exportFamilyPaper(office.finance, { id: family.id, kind });
      const document = unescapedXml((await archiveTexts(file.bytes)).get('word/document.xml')!);
      const plain = document.replace(/<[^>]+>/g, '');
      for (const { text } of paper.grids.flatMap(({ rows }) => rows.flat()))
        for (const line of text.split('\n')) expect(plain).toContain(line);
      const all = document + JSON.stringify(paper);
      for (const { idNumber } of family.input.members) expect(all).not.toContain(idNumber);
      expect(all).not.toContain(family.input.phone);
      expect(all).not.toContain(family.input.bank.account);
      expect(file.fileName).toContain(family.fileNumber);
    }
    const { events } = await store.read((read) => familyHistory(read, family.id));
    expect(events.slice(0, 4).map(({ who, text }) => `${who} ${text}`)).toEqual([
      'finance 导出 Word：困难职工家庭认定审批表',
      'auditor 打开打印页：困难职工家庭认定审批表',
      'finance 导出 Word：困难职工档案表',
      'auditor 打开打印页：困难职工档案表',
    ]);
  });
});

describe('any sequence of actions', () => {
  interface Expected {
    status: FamilyStatus;
    open: string[];
    isUpheld: boolean;
    hasFollower: boolean;
    reviewedOn: BusinessDate | null;
  }

  const on = day('2016-04-05');
  const later = earliestApproval(on);
  const due = addMonths(later, 12);

  /** What the rules must say to an action; null when they must let it through. */
  function refusalExpected(
    { status, open, isUpheld, hasFollower }: Expected,
    action: FamilyAction,
  ): string | null {
    if (!isAllowed(status, action)) return 'family.not_now';
    if (action === 'approve' && open.length > 0) return 'family.objection_open';
    if (action === 'approve' && isUpheld) return 'family.objection_upheld';
    return action === 'reopen' && hasFollower ? 'family.followed' : null;
  }

  const acts: Record<
    Exclude<FamilyAction, 'change' | 'change_contact' | 'change_account' | 'handle_objection'>,
    (id: string, expected: Expected) => Promise<unknown>
  > = {
    submit: (id) => submitFamily(office.caseworker, { id, on }),
    visit: (id) => visitFamily(office.caseworker, { id, ...aVisit({ on }) }),
    publicise: (id) => publiciseFamilies(office.caseworker, { ids: [id], on, place: '公示栏' }).catch(notNow),
    object: (id) => recordObjection(office.caseworker, { id, on, content: '异议' }),
    approve: (id) =>
      approveFamily(office.head, { id, on: later, category: 'subsistence', overrideReason: '', note: '' }),
    reject: (id) => rejectFamily(office.head, { id, on: later, reason: '不符' }),
    return: (id) => returnFamily(office.head, { id, reason: '补正' }),
    review: async (id, expected) => {
      const { reviewDueOn } = await course(id);
      const reviewedOn = day(reviewDueOn ?? due);
      await reviewFamily(office.head, {
        id,
        on: reviewedOn,
        category: categoriesOf(ruleSetOn(reviewedOn).code)[0]!,
        overrideReason: '规则更替',
        note: '不变',
      });
      expected.reviewedOn = reviewedOn;
    },
    exit: (id, { reviewedOn }) => exitFamily(office.head, { id, on: reviewedOn ?? later, reason: 'other' }),
    reopen: (id, { reviewedOn }) => reopenFamily(office.caseworker, { id, on: reviewedOn ?? later }),
  };

  /** The batch names the file that is not visited; by itself it is the same refusal. */
  function notNow(error: unknown): never {
    if (error instanceof Refusal && error.code === 'notice.not_visited')
      throw new Refusal('family.not_now', { status: error.data.status!, action: 'publicise' });
    throw error;
  }

  async function handle(id: string, expected: Expected, outcome: 'upheld' | 'dismissed') {
    const objection = expected.open[0]!;
    await handleObjection(office.head, { familyId: id, id: objection, on, outcome, handling: '核实' });
    const { noticeNumber } = (await store.read((read) => objectionsOfFamily(read, id))).find(
      (one) => one.id === objection,
    )!;
    const isOfNow = (await course(id)).notice?.number === noticeNumber;
    expected.open.shift();
    if (outcome === 'upheld' && isOfNow) expected.isUpheld = true;
  }

  function take(expected: Expected, action: FamilyAction, answer: unknown): void {
    expected.status = FAMILY_STEPS[action].to ?? expected.status;
    if (action === 'submit') expected.isUpheld = false;
    if (action === 'reopen') expected.hasFollower = true;
    if (action === 'object') expected.open.push((answer as { id: string }).id);
  }

  const TRIED = FAMILY_ACTIONS.filter((one) => !one.startsWith('change'));
  /** Random actions alone would hardly ever come onto the register: every walk begins further on than the one before. */
  const WAY = ['submit', 'visit', 'publicise', 'approve', 'exit'] as const;

  interface Move {
    /** Which of the actions, where it is one that the status allows. */
    allowed: number;
    isAllowed: boolean;
    action: FamilyAction;
    outcome: 'upheld' | 'dismissed';
    /** What somebody types in the form of the file meanwhile. */
    typed: { by: 'caseworker' | 'secondCaseworker'; content: string } | null;
  }

  const move = fc.record<Move>({
    allowed: fc.nat({ max: 11 }),
    isAllowed: fc.boolean(),
    action: fc.constantFrom(...TRIED),
    outcome: fc.constantFrom('upheld', 'dismissed'),
    typed: fc.option(
      fc.record({
        by: fc.constantFrom('caseworker', 'secondCaseworker'),
        content: fc.string({ minLength: 1 }),
      }),
    ),
  });

  function actionOf({ status }: Expected, { allowed, isAllowed: isWanted, action }: Move): FamilyAction {
    const possible = TRIED.filter((one) => isAllowed(status, one));
    return isWanted && possible.length > 0 ? possible[allowed % possible.length]! : action;
  }

  /** Takes an action, or sees it refused, and compares what the file says now with what it must say. */
  async function attempt(id: string, expected: Expected, name: FamilyAction, outcome: Move['outcome']) {
    if (name === 'handle_objection') {
      if (expected.open.length > 0 && isAllowed(expected.status, name)) await handle(id, expected, outcome);
      return;
    }
    const refusal = refusalExpected(expected, name);
    if (name === 'exit' && !refusal && expected.reviewedOn) {
      const early = exitFamily(office.head, { id, on: later, reason: 'other' });
      expect(await refusedCode(early)).toBe('family.exit_before_review');
    }
    const work = acts[name as keyof typeof acts](id, expected);
    if (refusal) expect(await refusedCode(work), name).toBe(refusal);
    else take(expected, name, await work);
    const file = await page(id);
    expect(file.status).toBe(expected.status);
    expect(file.status === 'approved').toBe(Boolean(file.registeredOn && !file.exitedOn));
    expect(file.status === 'approved').toBe(Boolean(file.reviewDueOn));
  }

  it('never reaches a forbidden state and never loses a draft', async () => {
    let walk = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 6, maxLength: 12 }), async (moves) => {
        const { id } = await aFamily(office, { state: 'draft', appliedOn: on });
        const form = draftOfFamily(id);
        const drafts = new Map<string, string>();
        const expected: Expected = {
          status: 'draft',
          open: [],
          isUpheld: false,
          hasFollower: false,
          reviewedOn: null,
        };
        walk += 1;
        for (const name of WAY.slice(0, walk % (WAY.length + 1)))
          await attempt(id, expected, name, 'dismissed');
        for (const one of moves) {
          if (one.typed) {
            await keepDraft(office[one.typed.by], { form, content: one.typed.content });
            drafts.set(one.typed.by, one.typed.content);
          }
          await attempt(id, expected, actionOf(expected, one), one.outcome);
          for (const by of ['caseworker', 'secondCaseworker'] as const) {
            const { staffId } = office[by].actor;
            const kept = await store.read((read) => draftIn(read, { staffId, form }));
            expect(kept?.content).toBe(drafts.get(by));
          }
        }
        for (const name of TRIED)
          if (!isAllowed(expected.status, name)) await attempt(id, expected, name, 'upheld');
      }),
      { numRuns: 14 },
    );
  });
});
