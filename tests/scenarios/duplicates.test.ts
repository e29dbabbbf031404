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
  withOpenDuplicates,
} from '../../app/families/duplicates.server';
import { actOnFamilies, chosenFamilies } from '../../app/families/bulk.server';
import { doubtsOn } from '../../app/families/bulkDoubts';
import { approvalFacts } from '../../app/families/bulkDoubts.server';
import { familyLines } from '../../app/families/familyList.server';
import { approveFamily, familyView } from '../../app/families/families.server';
import { reopenFamily } from '../../app/families/refall.server';
import { businessDate } from '../../app/calendar/date';
import { familyEventText } from '../../app/zh/familyEvents';
import type { Store } from '../../db/client.server';
import { families } from '../../db/schema';
import { aFamily, aMember, anAccount, anIdNumber } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { refused } from '../refused';

let store: Store;
let office: Office;
let phones = 0;
beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
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

describe('whoever approves a file that looks like another one', () => {
  const on = businessDate('2019-03-01');
  const approval = { on, category: 'subsistence', overrideReason: '', note: '' } as const;
  const told = async (id: string) =>
    familyEventText((await store.read((read) => auditOf(read, { type: 'family', id })))[0]!);
  const statusOf = async (id: string) => (await store.read((read) => familyView(read, id))).status;

  /** A file that waits for its approval, and one with the same account and phone. */
  async function aPair() {
    const account = anAccount();
    const bank = () => ({ bankName: '样本银行', accountHolder: `林${phones}`, account });
    const waiting = await aFamily(office, { state: 'publicised', ...alone(), bank: bank() });
    const other = { ...alone(), phone: waiting.input.phone };
    const like = await aFamily(office, { state: 'draft', ...other, bank: bank() });
    return { id: waiting.id, likeId: like.id };
  }

  it('ticks how many there are, and it is kept', async () => {
    const { id } = await aPair();
    for (const duplicatesSeen of [0, 2]) {
      const approving = approveFamily(office.head, { id, ...approval, duplicatesSeen });
      const code = 'family.duplicates_not_seen';
      expect(await refused(approving)).toMatchObject({ code, field: 'duplicatesSeen', count: 1 });
    }
    await approveFamily(office.head, { id, ...approval, duplicatesSeen: 1 });
    expect(await told(id)).toContain('当时与 1 份档案可能重复');
  });

  it.each([
    ['nobody decided', null, 1],
    ['they are one person', 'same_person', 1],
    ['they are two', 'other_person', 0],
  ] as const)('is asked where %s', async (_, verdict, count) => {
    const { id, likeId } = await aPair();
    if (verdict)
      await decideDuplicate(office.caseworker, { familyId: likeId, otherId: id, verdict, reason: '已核对' });
    const approving = approveFamily(office.head, { id, ...approval, duplicatesSeen: 0 });
    if (count > 0) expect(await refused(approving)).toMatchObject({ count });
    else await approving;
    const open = await store.read((read) => withOpenDuplicates(read, [id]));
    expect([...open]).toEqual(count > 0 ? [id] : []);
  });

  it('approves many only after their number was seen, or none of them', async () => {
    const { id } = await aPair();
    const plain = await aFamily(office, { state: 'publicised', ...alone() });
    const ids = [id, plain.id];
    const step = { on, note: '', place: '' };
    const { papers, late, notice } = await store.read(async (read) =>
      doubtsOn(await approvalFacts(read, await familyLines(read, { ids })), on),
    );
    const others = { papersSeen: papers.length, lateSeen: late.length, noticeSeen: notice.length };
    const approve = (duplicatesSeen: number) =>
      actOnFamilies(office.head, {
        act: 'approve',
        ids,
        step: { ...step, seen: { ...others, duplicatesSeen } },
      });
    for (const seen of [0, 2]) {
      const code = 'family.doubts_not_seen';
      expect(await refused(approve(seen))).toMatchObject({ code, field: 'duplicatesSeen', count: 1 });
      expect([await statusOf(id), await statusOf(plain.id)]).toEqual(['publicised', 'publicised']);
    }
    const outcomes = await approve(1);
    expect(outcomes.map(({ refusal }) => refusal)).toEqual([null, null]);
    expect(await told(id)).toContain('当时与 1 份档案可能重复');
    expect(await told(plain.id)).not.toContain('重复');
  });

  it('sees the same files in bulk as one by one', async () => {
    const files = await store.read((read) => read.select().from(families));
    const selection = { fileNumbers: files.map(({ fileNumber }) => fileNumber) };
    const { rows } = await store.read((read) =>
      chosenFamilies(read, { act: 'submit', selection, staffId: office.caseworker.actor.staffId }),
    );
    const ids = (
      await store.read((read) =>
        approvalFacts(
          read,
          rows.filter(({ obstacle }) => !obstacle),
        ),
      )
    )
      .filter(({ isDoubled }) => isDoubled)
      .map(({ id }) => id);
    const each: string[] = [];
    for (const { id, obstacle } of rows)
      if (!obstacle && openDuplicates(await alike(id)).length > 0) each.push(id);
    expect(each.length).toBeGreaterThan(0);
    expect(ids).toEqual(each);
  });
});
