import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import type { BulkAct } from '../../app/families/bulk';
import { actOnFamilies, chosenFamilies } from '../../app/families/bulk.server';
import { publiciseFamily, recordFamily, submitFamily, visitFamily } from '../../app/families/families.server';
import { recordObjection } from '../../app/families/objections.server';
import { earliestReview, reviewDueAfter } from '../../app/families/workflow';
import { fen } from '../../app/money/fen';
import type { Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';
import { aFamily, aFamilyInput, aVisit, type MadeFamily } from '../factories/families';
import { anOffice, type Office } from '../factories/office';

/** What the list before a step for many files says stands against it is what the step itself then says. */

const today = todayInChina(new Date());

let store: Store;
let office: Office;
beforeAll(async () => {
  store = await freshStore();
  office = await anOffice(store);
});

const publicised = (overrides = {}) => aFamily(office, { state: 'publicised', ...overrides });
/** A file that the head recorded and took as far as its notice. */
async function ownPublicised(): Promise<MadeFamily> {
  const { head } = office;
  const input = aFamilyInput();
  const on = input.appliedOn;
  const { id, fileNumber } = await recordFamily(head, input);
  await submitFamily(head, { id, on });
  await visitFamily(head, { id, ...aVisit({ on }) });
  await publiciseFamily(head, { id, on: addDays(on, 1) });
  return { id, fileNumber, input, registeredOn: on };
}

async function objectedTo(): Promise<MadeFamily> {
  const file = await publicised();
  await recordObjection(office.caseworker, { id: file.id, on: businessDate('2019-01-09'), content: '异议' });
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
  ['approve', 'an own one', ownPublicised, 'family.maker_checker'],
  [
    'approve',
    'one whose notice is new',
    () => publicised({ appliedOn: addDays(today, -1) }),
    'family.notice_running',
  ],
  ['approve', 'one with an objection', objectedTo, 'family.objection_open'],
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
