import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { DUPLICATE_SIGNS, pairOf, type DuplicateSign } from '../../app/families/duplicate';
import { LookAlikeForm, type TypedPerson } from '../../app/families/duplicate.form';
import {
  decideDuplicate,
  duplicatesOf,
  lookAlikes,
  openDuplicates,
  undecidedPairs,
  verdictOn,
} from '../../app/families/duplicates.server';
import { reopenFamily } from '../../app/families/refall.server';
import { businessDate } from '../../app/calendar/date';
import { familyEventText } from '../../app/zh/familyEvents';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';
import { aFamily, aMember, anAccount, anIdNumber } from '../factories/families';
import { anOffice, type Office } from '../factories/office';
import { refused } from '../refused';

let store: Store;
let office: Office;
let phones = 0;
beforeAll(async () => {
  store = await freshStore();
  office = await anOffice(store);
});

const aPhone = () => `138${String((phones += 1)).padStart(8, '0')}`;
const alone = (overrides = {}) => ({
  phone: aPhone(),
  members: [aMember({ name: `林${phones}`, ...overrides })],
});
const typed = (values: Partial<TypedPerson>) =>
  store.read((read) => lookAlikes(read, LookAlikeForm.parse(values)));
const alike = (id: string) => store.read((read) => duplicatesOf(read, id));
const pairs = async (sign: DuplicateSign) =>
  (await store.read((read) => undecidedPairs(read, { sign }))).rows;

describe('what is typed', () => {
  it('finds the files with the same number, account, phone, or name and birth date', async () => {
    const account = anAccount();
    const idNumber = anIdNumber();
    const { id, input, fileNumber } = await aFamily(office, {
      state: 'draft',
      ...alone({ idNumber }),
      bank: { bankName: '样本银行', accountHolder: `林${phones}`, account },
    });
    const { name } = input.members[0]!;
    const birthOn = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
    const file = { id, fileNumber, name, status: 'draft' };
    expect(await typed({ idNumber })).toEqual([{ ...file, signs: ['id_number'] }]);
    expect(await typed({ account: account.replace(/(....)/g, '$1 ') })).toEqual([
      { ...file, signs: ['account'] },
    ]);
    expect(await typed({ phone: input.phone })).toEqual([{ ...file, signs: ['phone'] }]);
    expect(await typed({ name, birthOn })).toEqual([{ ...file, signs: ['name_birth'] }]);
    expect(await typed({ idNumber, name })).toEqual([{ ...file, signs: ['id_number', 'name_birth'] }]);
    expect(await typed({ idNumber, except: id })).toEqual([]);
    expect(await typed({ idNumber: idNumber.slice(0, 17), account: '99', phone: '138', name })).toEqual([]);
    expect(await typed({})).toEqual([]);
  });
});

describe('a pair of files', () => {
  it('is listed until somebody decides, and the decision is told in both files', async () => {
    const one = await aFamily(office, { state: 'draft', ...alone() });
    const two = await aFamily(office, { state: 'draft', ...alone(), phone: one.input.phone });
    expect(await alike(one.id)).toMatchObject([{ id: two.id, signs: ['phone'], verdict: null }]);
    expect(await alike(two.id)).toMatchObject([{ id: one.id, signs: ['phone'], verdict: null }]);
    const isListed = async () =>
      (await pairs('phone')).some(({ first, second }) =>
        [first.id, second.id].every((id) => [one.id, two.id].includes(id)),
      );
    expect(await isListed()).toBe(true);

    const decision = { familyId: two.id, otherId: one.id, reason: '看了户口簿，是同事' };
    await decideDuplicate(office.caseworker, { ...decision, verdict: 'other_person' });
    expect(await isListed()).toBe(false);
    expect(openDuplicates(await alike(one.id))).toEqual([]);
    for (const [self, like] of [[one, two] as const, [two, one] as const]) {
      const [entry] = await store.read((read) => auditOf(read, { type: 'family', id: self.id }));
      expect(familyEventText(entry!)).toBe(
        `与档案 ${like.fileNumber} 核对：不是同一人，依据：看了户口簿，是同事`,
      );
    }

    await decideDuplicate(office.head, { ...decision, verdict: 'same_person', reason: '本人承认' });
    expect(await store.read((read) => verdictOn(read, pairOf(one.id, two.id)))).toMatchObject({
      verdict: 'same_person',
      reason: '本人承认',
    });
    expect(openDuplicates(await alike(one.id))).toHaveLength(1);
  });

  it('may have several things in common, by any member', async () => {
    const account = anAccount();
    const spouse = { relation: 'spouse' as const, name: '何共同' };
    const first = alone();
    const one = await aFamily(office, {
      state: 'exited',
      ...first,
      members: [...first.members, aMember({ ...spouse, idNumber: anIdNumber({ birthDate: '1966-06-06' }) })],
      bank: { bankName: '样本银行', accountHolder: '何共同', account },
    });
    const two = await aFamily(office, {
      state: 'draft',
      ...alone({ ...one.input.members[1]!, relation: 'self' }),
      bank: { bankName: '样本银行', accountHolder: '何共同', account },
    });
    const [found] = await alike(two.id);
    expect(found).toMatchObject({ id: one.id, status: 'exited' });
    expect([...found!.signs].sort()).toEqual(['account', 'id_number', 'name_birth']);
    for (const sign of ['account', 'id_number', 'name_birth'] as const)
      expect(await pairs(sign)).toContainEqual(
        expect.objectContaining({
          [one.id < two.id ? 'first' : 'second']: expect.objectContaining({ id: one.id }) as unknown,
        }),
      );
  });

  it('is no question when both are closed, or one continues the other', async () => {
    const shared = alone();
    const one = await aFamily(office, { state: 'exited', ...shared });
    const two = await aFamily(office, { state: 'exited', ...alone(), phone: shared.phone });
    expect(await alike(one.id)).toEqual([]);
    const { id } = await reopenFamily(office.caseworker, { id: two.id, on: businessDate('2020-01-06') });
    expect((await alike(id)).map((file) => file.id)).toEqual([one.id]);
    expect((await alike(two.id)).map((file) => file.id)).toEqual([]);
  });

  it('is two files that exist', async () => {
    const { id } = await aFamily(office, { state: 'draft', ...alone() });
    const decision = { verdict: 'other_person' as const, reason: '样本' };
    expect(
      await refused(decideDuplicate(office.head, { familyId: id, otherId: id, ...decision })),
    ).toMatchObject({ code: 'record.not_found' });
    expect(
      await refused(decideDuplicate(office.head, { familyId: id, otherId: 'none', ...decision })),
    ).toMatchObject({ code: 'record.not_found' });
  });
});

describe('the pairs of the register', () => {
  it('come in pages, each pair once', async () => {
    const phone = aPhone();
    for (let count = 0; count < 9; count += 1) await aFamily(office, { state: 'draft', ...alone(), phone });
    const all = [];
    let after: string | null = null;
    do {
      const page = await store.read((read) => undecidedPairs(read, { sign: 'phone', after }));
      all.push(...page.rows.map(({ first, second }) => `${first.id} ${second.id}`));
      after = page.next;
    } while (after);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(36);
    for (const sign of DUPLICATE_SIGNS)
      for (const { first, second } of await pairs(sign)) expect(first.id < second.id).toBe(true);
  });
});
