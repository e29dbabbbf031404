import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import { bulkSelection, type BulkAct } from '../../app/families/bulk';
import { actOnFamilies, chosenFamilies } from '../../app/families/bulk.server';
import { withoutFor } from '../../app/families/bulkLeftOut.server';
import {
  changeFamily,
  publiciseFamily,
  recordFamily,
  submitFamily,
  visitFamily,
} from '../../app/families/families.server';
import { matchingFamilies } from '../../app/families/familyList.server';
import type { FamilyInput } from '../../app/families/family.form';
import type { ObjectionOutcome } from '../../app/families/notice';
import { handleObjection, recordObjection } from '../../app/families/objections.server';
import { earliestReview, lastNoticeOver, reviewDueAfter } from '../../app/families/workflow';
import { fen } from '../../app/money/fen';
import type { Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { aFamily, aFamilyInput, anUnchangedForm, aVisit, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';

/** What the list before a step for many files says stands against it is what the step itself then says. */

const today = todayInChina(new Date());

let store: Store;
let office: Office;
beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});

const publicised = (overrides = {}) => aFamily(office, { state: 'publicised', ...overrides });
/** A file that the head recorded and took as far as its notice. */
async function ownPublicised(overrides: Partial<FamilyInput> = {}): Promise<MadeFamily> {
  const { head } = office;
  const input = aFamilyInput(overrides);
  const on = input.appliedOn;
  const { id, fileNumber } = await recordFamily(head, input);
  await submitFamily(head, { id, on });
  await visitFamily(head, { id, ...aVisit({ on }) });
  await publiciseFamily(head, { id, on: addDays(on, 1) });
  return { id, fileNumber, input, registeredOn: on };
}

async function objectedTo({
  outcome,
  ...overrides
}: Partial<FamilyInput> & { outcome?: ObjectionOutcome } = {}): Promise<MadeFamily> {
  const file = await publicised(overrides);
  const on = businessDate('2019-01-09');
  const { id } = await recordObjection(office.caseworker, { id: file.id, on, content: '异议' });
  const handling = { on, handling: '已核实' };
  if (outcome) await handleObjection(office.head, { familyId: file.id, id, outcome, ...handling });
  return file;
}

const rich = { mainCause: 'low_income', income: { ...aFamilyInput().income, wagesFen: fen(90_000_000) } };
/** Applied for so long ago that its first review may be done today, or so many days later. */
const registeredFor = (days: number) => {
  const registeredOn = addDays(today, -days);
  return aFamily(office, { appliedOn: addDays(registeredOn, -14), division: '410122' });
};

const TABLE: [BulkAct, string, () => Promise<MadeFamily>, string | null][] = [
  ['submit', 'a draft', () => aFamily(office, { state: 'draft' }), null],
  ['submit', 'one that is in', () => aFamily(office, { state: 'submitted' }), 'family.not_now'],
  [
    'submit',
    'a draft that lacks something',
    () => aFamily(office, { state: 'draft', housingKind: undefined }),
    'family.incomplete',
  ],
  ['publicise', 'one that was visited', () => aFamily(office, { state: 'visited' }), null],
  ['publicise', 'one that was not', () => aFamily(office, { state: 'submitted' }), 'family.not_now'],
  ['approve', 'one whose notice has stood', publicised, null],
  ['approve', 'a visited one', () => aFamily(office, { state: 'visited' }), 'family.not_now'],
  ['approve', 'an own one', () => ownPublicised(), 'family.maker_checker'],
  [
    'approve',
    'one whose notice is new',
    () => publicised({ appliedOn: addDays(today, -1) }),
    'family.notice_running',
  ],
  ['approve', 'one with an objection', () => objectedTo(), 'family.objection_open'],
  ['approve', 'one that is rich', () => publicised(rich), 'family.no_category'],
  ['review', 'one that is due', () => registeredFor(365), null],
  ['review', 'one that is new', () => registeredFor(30), 'review.too_early'],
  ['review', 'one that left', () => aFamily(office, { state: 'exited' }), 'family.not_now'],
];

const desks: Record<BulkAct, () => Desk> = {
  submit: () => office.caseworker,
  publicise: () => office.caseworker,
  approve: () => office.head,
  review: () => office.head,
};

async function said(desk: Desk, act: BulkAct, { id, fileNumber }: MadeFamily) {
  const { staffId } = desk.actor;
  const selection = { fileNumbers: [fileNumber] };
  const { rows } = await store.read((read) => chosenFamilies(read, { act, selection, staffId }));
  const step = { on: today, note: '已核实', place: '公告栏' };
  const [outcome] = await actOnFamilies(desk, { act, ids: [id], step });
  const refusal = outcome!.refusal && { code: outcome!.refusal.code, data: outcome!.refusal.data };
  return { listed: rows[0]!.obstacle, refusal };
}

describe('what stands against a step', () => {
  it.each(TABLE)('%s of %s', async (act, _, file, code) => {
    const { listed, refusal } = await said(desks[act](), act, await file());
    expect(listed?.code ?? null).toBe(code);
    expect(refusal).toEqual(listed);
  });

  it('is nothing from the first day of a review on, and nobody reviews an own file', async () => {
    const file = await registeredFor(300);
    expect(earliestReview(reviewDueAfter(file.registeredOn)) <= today).toBe(true);
    const own = await said(office.caseworker, 'review', file);
    expect(own.listed?.code).toBe('family.maker_checker');
    expect(own.refusal).toEqual(own.listed);
    expect(await said(office.head, 'review', file)).toEqual({ listed: null, refusal: null });
  });
});

describe('all that a filter leaves', () => {
  const asked = async ({ actor }: Desk, act: BulkAct, query: string) => {
    const selection = bulkSelection(new URLSearchParams(`all=yes&${query}`));
    const { rows, more, leftOut } = await store.read((read) =>
      chosenFamilies(read, { act, selection, staffId: actor.staffId }),
    );
    return { ids: rows.map(({ id }) => id), more, leftOut };
  };

  it('is without what oneself recorded or changed where another person is to act, and says how many', async () => {
    const { head, caseworker } = office;
    const before = (await asked(head, 'approve', 'status=publicised')).leftOut.own ?? 0;
    const theirs = await publicised();
    const changed = await aFamily(office, { state: 'draft' });
    await changeFamily(head, { ...(await anUnchangedForm(store, changed.id)), remarks: '补正' });
    await submitFamily(caseworker, { id: changed.id, on: today });
    await visitFamily(caseworker, { id: changed.id, ...aVisit({ on: today }) });
    await publiciseFamily(caseworker, { id: changed.id, on: today });
    const own = await ownPublicised();

    const { ids } = await asked(head, 'approve', 'status=publicised');
    expect(ids).toEqual(expect.arrayContaining([theirs.id]));
    expect(ids).not.toContain(own.id);
    expect(ids).not.toContain(changed.id);
    expect((await asked(head, 'approve', '')).leftOut.own).toBe(before + 2);
    // Who only visits and publicises has not made it.
    const ofCaseworker = await asked(caseworker, 'approve', 'status=publicised');
    expect(ofCaseworker.ids).toEqual(expect.arrayContaining([own.id]));
    expect(ofCaseworker.ids).not.toContain(theirs.id);
  });

  it('begins with the first that one may do, and counts those only', async () => {
    const question = { statuses: ['publicised'] as const, limit: 1 };
    const { staffId } = office.head.actor;
    const division = '410183';
    const theirs = await publicised({ division });
    const own = await ownPublicised({ division });
    const [everyone, others] = await store.read(async (read) => [
      await matchingFamilies(read, { division }, question),
      await matchingFamilies(
        read,
        { division },
        { ...question, without: withoutFor(read, { act: 'approve', staffId }) },
      ),
    ]);
    expect(everyone).toEqual({ ids: [own.id], total: 2, leftOut: {} });
    expect(others).toEqual({ ids: [theirs.id], total: 1, leftOut: { own: 1 } });
  });

  it('keeps what one recorded where nobody else is needed, and what was ticked', async () => {
    const draft = await aFamily(office, { state: 'draft', division: '410181' });
    expect(await asked(office.caseworker, 'submit', 'division=410181')).toEqual({
      ids: [draft.id],
      more: 0,
      leftOut: {},
    });
    const { id, fileNumber } = await ownPublicised();
    const { staffId } = office.head.actor;
    const selection = { fileNumbers: [fileNumber] };
    const ticked = await store.read((read) => chosenFamilies(read, { act: 'approve', selection, staffId }));
    expect(ticked).toMatchObject({ rows: [{ id, obstacle: { code: 'family.maker_checker' } }], leftOut: {} });
  });

  it('holds of the annual reviews those of others', async () => {
    await registeredFor(365);
    const query = 'list=reviews&view=overdue&division=410122';
    const ofHead = await asked(office.head, 'review', query);
    const ofMaker = await asked(office.caseworker, 'review', query);
    expect(ofHead.ids.length).toBeGreaterThan(0);
    expect(ofHead).toMatchObject({ more: 0, leftOut: {} });
    expect(ofMaker).toEqual({ ids: [], more: 0, leftOut: { own: ofHead.ids.length } });
  });

  it('is without notices that still run, to their last day, and without what an objection stands against', async () => {
    const division = '410185';
    const query = `status=publicised&division=${division}`;
    const over = await publicised({ division, appliedOn: addDays(lastNoticeOver(today), -1) });
    const running = await publicised({ division, appliedOn: lastNoticeOver(today) });
    const open = await objectedTo({ division });
    const upheld = await objectedTo({ division, outcome: 'upheld' });
    const dismissed = await objectedTo({ division, outcome: 'dismissed' });

    const all = await asked(office.head, 'approve', query);
    expect(new Set(all.ids)).toEqual(new Set([over.id, dismissed.id]));
    expect(all).toMatchObject({ more: 0, leftOut: { notice_running: 1, objected: 2 } });
    const step = { on: today, note: '', place: '' };
    const ids = [over, running, open, upheld, dismissed].map(({ id }) => id);
    const outcomes = await actOnFamilies(office.head, { act: 'approve', ids, step });
    expect(outcomes.map(({ refusal }) => refusal?.code ?? null)).toEqual([
      null,
      'family.notice_running',
      'family.objection_open',
      'family.objection_upheld',
      null,
    ]);
    // What waits alone is told of where nothing is left that can be done.
    expect(await asked(office.head, 'approve', query)).toEqual({
      ids: [],
      more: 0,
      leftOut: { notice_running: 1, objected: 2 },
    });
  });

  it('of the register is, for a review, without what is not due yet', async () => {
    const division = '410184';
    const due = await aFamily(office, { appliedOn: businessDate('2024-01-08'), division });
    await aFamily(office, { appliedOn: addDays(today, -30), division });
    expect(await asked(office.head, 'review', `status=approved&division=${division}`)).toEqual({
      ids: [due.id],
      more: 0,
      leftOut: { not_due: 1 },
    });
  });
});
