import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import {
  approveFamily,
  changeContact,
  changeFamily,
  familyHistory,
  familyPage,
  familyView,
  isOnRegister,
  listFamilies,
  publiciseFamily,
  recordFamily,
  rejectFamily,
  returnFamily,
  revealFamily,
  submitFamily,
  visitFamily,
} from '../../app/families/families.server';
import { exitFamily } from '../../app/relief/exits.server';
import { addSampleLines, confirmLine, lineOn, listLines, recordLine } from '../../app/families/lines.server';
import { earliestApproval, isAllowed, FAMILY_STEPS, type FamilyAction } from '../../app/families/workflow';
import { fingerprint, unseal } from '../../app/identity/sealing.server';
import { fen } from '../../app/money/fen';
import type { Desk } from '../../app/staff/staff.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import { refusalText } from '../../app/zh/refusals';
import { Refusal } from '../../app/refusal';
import type { Store } from '../../db/client.server';
import { auditEntries, families, familyMembers } from '../../db/schema';
import { freshStore } from '../database';
import {
  aFamily,
  aFamilyInput,
  anUnchangedForm,
  aMember,
  anAccount,
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

const page = (id: string) => store.read((read) => familyPage(read, id));

/** The refusal of a use case, which must have a sentence that tells. */
async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error('not refused', { cause: error });
  expect(refusalText(error)).not.toMatch(/undefined|null|NaN/);
  return error;
}

async function refusedCode(work: Promise<unknown>): Promise<string> {
  return (await refusal(work)).code;
}

const unchanged = (id: string) => anUnchangedForm(store, id);

describe('recording a file', () => {
  it('numbers the files of a year one after the other, without gaps', async () => {
    const years = ['2016-02-01', '2016-12-31', '2017-01-01', '2016-06-30'].map(businessDate);
    const numbers: string[] = [];
    for (const appliedOn of years)
      numbers.push((await aFamily(office, { state: 'draft', appliedOn })).fileNumber);
    expect(numbers).toEqual(['KN2016-00001', 'KN2016-00002', 'KN2017-00001', 'KN2016-00003']);
  });

  it('numbers files recorded at the same time apart', async () => {
    const inputs = Array.from({ length: 12 }, () => aFamilyInput({ appliedOn: businessDate('2018-03-01') }));
    const made = await Promise.all(inputs.map((input) => recordFamily(office.caseworker, input)));
    const numbers = made.map(({ fileNumber }) => fileNumber).sort();
    expect(numbers).toEqual(
      Array.from({ length: 12 }, (_, index) => `KN2018-${String(index + 1).padStart(5, '0')}`),
    );
  });

  it('takes birth date and sex from the ID number and notes the proposed category', async () => {
    const { id } = await aFamily(office, { state: 'draft' });
    const { members, category, proposal, status, version } = await page(id);
    expect(members.map(({ sex }) => sex)).toEqual(['male', 'female', 'female']);
    expect(members[2]!.birthOn).toMatch(/^2003-05-/);
    expect({ category, status, version }).toEqual({ category: 'subsistence', status: 'draft', version: 1 });
    expect(proposal).toMatchObject({
      code: 'below_line',
      figures: { perCapitaFen: 40_000, lineFen: 60_000 },
    });
  });

  it('seals ID numbers and the account', async () => {
    const { id, input } = await aFamily(office, { state: 'draft' });
    const [row] = await store.read((read) => read.select().from(families).where(eq(families.id, id)));
    const rows = await store.read((read) =>
      read.select().from(familyMembers).where(eq(familyMembers.familyId, id)),
    );
    const stored = JSON.stringify([row, rows]);
    for (const { idNumber } of input.members) expect(stored).not.toContain(idNumber);
    expect(stored).not.toContain(input.bank.account);
    const main = rows.find(({ position }) => position === 0)!;
    expect(unseal(main.idSealed)).toBe(input.members[0]!.idNumber);
    expect(main.idFingerprint).toBe(fingerprint(input.members[0]!.idNumber));
    expect(unseal(row!.accountSealed!)).toBe(input.bank.account);
    expect(row!.accountLast4).toBe(input.bank.account.slice(-4));
    expect(JSON.stringify(await page(id))).not.toMatch(/v1:|[0-9a-f]{64}/);
  });

  it('needs no account', async () => {
    const { id } = await aFamily(office, {
      state: 'draft',
      bank: { bankName: '', accountHolder: '', account: '' },
    });
    expect(await page(id)).toMatchObject({ accountLast4: null });
  });

  const self = () => aMember();
  const child = (overrides = {}) => aStudent(overrides);
  const number = anIdNumber();
  it.each([
    [
      'a first member who is not the main person',
      { members: [child()] },
      'family.no_main_person',
      'members[0].relation',
    ],
    [
      'two main persons',
      { members: [self(), child({ relation: 'self' })] },
      'family.two_main_persons',
      'members[1].relation',
    ],
    [
      'one ID number twice',
      { members: [aMember({ idNumber: number }), child(), child({ idNumber: number })] },
      'family.same_id_twice',
      'members[2].idNumber',
    ],
    [
      'an account without a bank',
      { bank: { bankName: '', accountHolder: '林样本', account: anAccount() } },
      'family.bank_incomplete',
      'bank.bankName',
    ],
    [
      'an account without a holder',
      { bank: { bankName: '样本银行', accountHolder: '', account: anAccount() } },
      'family.bank_incomplete',
      'bank.accountHolder',
    ],
    [
      'an account of somebody else',
      { bank: { bankName: '样本银行', accountHolder: '外人', account: anAccount() } },
      'family.holder_not_listed',
      'bank.accountHolder',
    ],
    [
      'an application of tomorrow',
      { appliedOn: addDays(todayInChina(new Date()), 1) },
      'family.in_future',
      'appliedOn',
    ],
  ])('refuses %s', async (_, overrides, code, field) => {
    const refused = await refusal(recordFamily(office.caseworker, aFamilyInput(overrides)));
    expect({ code: refused.code, field: refused.field }).toEqual({ code, field });
  });
});

describe('one active file for one ID number', () => {
  const again = (family: MadeFamily, place = 0) => {
    const { idNumber } = family.input.members[place]!;
    return recordFamily(
      office.secondCaseworker,
      aFamilyInput({ members: [aMember(), aStudent({ idNumber })] }),
    );
  };

  it.each([
    ['draft', 0],
    ['submitted', 1],
    ['publicised', 2],
    ['approved', 2],
  ] as const)('holds against a %s file, for member %i', async (state, place) => {
    const family = await aFamily(office, { state });
    const refused = await refusal(again(family, place));
    expect(refused).toMatchObject({ code: 'family.id_elsewhere', field: 'members[1].idNumber' });
    expect(refusalText(refused)).toContain(family.fileNumber);
  });

  it('does not hold against an exited or rejected file', async () => {
    await again(await aFamily(office, { state: 'exited' }));
    const rejected = await aFamily(office, { state: 'visited' });
    await rejectFamily(office.head, { id: rejected.id, on: businessDate('2019-02-01'), reason: '收入不符' });
    await again(rejected);
  });

  it('holds on changes, except against the file itself', async () => {
    const other = await aFamily(office, { state: 'approved' });
    const { id } = await aFamily(office, { state: 'draft' });
    const change = await unchanged(id);
    expect(await changeFamily(office.caseworker, { ...change, remarks: '补正' })).toBe(true);
    change.members[1]!.idNumber = other.input.members[1]!.idNumber;
    expect(await refusedCode(changeFamily(office.caseworker, { ...change, version: 2 }))).toBe(
      'family.id_elsewhere',
    );
  });

  it('lets only one of two through that are recorded at the same time', async () => {
    const idNumber = anIdNumber();
    const attempts = Array.from({ length: 6 }, () => {
      const input = aFamilyInput({ members: [aMember({ idNumber })] });
      return recordFamily(office.caseworker, input).then(
        () => 'recorded',
        (error: unknown) => (error as Refusal).code,
      );
    });
    expect((await Promise.all(attempts)).sort()).toEqual([
      ...Array<string>(5).fill('family.id_elsewhere'),
      'recorded',
    ]);
  });
});

describe('changing a file', () => {
  it('keeps ID numbers and account that are left empty, and the ids of the members', async () => {
    const { id, input } = await aFamily(office, { state: 'draft' });
    const before = await page(id);
    const change = await unchanged(id);
    change.members = [change.members[0]!, change.members[2]!, { ...change.members[1]!, name: '何改名' }];
    await changeFamily(office.caseworker, change);
    const after = await page(id);
    expect(after.members.map((member) => member.id)).toEqual(
      [0, 2, 1].map((place) => before.members[place]!.id),
    );
    expect(after.members.map(({ name }) => name)).toEqual(['林样本', '林学生', '何改名']);
    expect(after.version).toBe(2);
    const { members, account } = await revealFamily(office.caseworker, { id, reason: '核对' });
    expect(members.map(({ idNumber }) => idNumber)).toEqual(
      [0, 2, 1].map((place) => input.members[place]!.idNumber),
    );
    expect(account).toBe(input.bank.account);
  });

  it('proposes anew', async () => {
    const { id } = await aFamily(office, { state: 'draft' });
    const change = await unchanged(id);
    await changeFamily(office.caseworker, {
      ...change,
      income: { ...change.income, wagesFen: fen(2_000_000) },
    });
    expect(await page(id)).toMatchObject({
      category: 'marginal',
      proposal: { figures: { perCapitaFen: 62_222 } },
    });
  });

  it('tells the second of two editors instead of overwriting', async () => {
    const { id } = await aFamily(office, { state: 'draft' });
    const mine = await unchanged(id);
    const theirs = await unchanged(id);
    await changeFamily(office.caseworker, { ...mine, remarks: '第一个' });
    expect(await refusedCode(changeFamily(office.secondCaseworker, { ...theirs, remarks: '第二个' }))).toBe(
      'record.changed',
    );
    expect((await page(id)).remarks).toBe('第一个');
  });

  it('refuses a member of another file', async () => {
    const { id } = await aFamily(office, { state: 'draft' });
    const other = await page((await aFamily(office, { state: 'draft' })).id);
    const change = await unchanged(id);
    change.members[1] = { ...change.members[1]!, memberId: other.members[1]!.id };
    expect(await refusedCode(changeFamily(office.caseworker, change))).toBe('record.changed');
  });

  it('changes how a family on the register is reached, and nothing that its category or money rests on', async () => {
    const { id, input } = await aFamily(office);
    const { version } = await page(id);
    const contact = { version, address: '样例路 2 号', phone: input.phone, workUnit: '' };
    await changeContact(office.caseworker, { id, ...contact });
    expect(await page(id)).toMatchObject({ address: '样例路 2 号', version: version + 1 });
    const { account } = input.bank;
    expect(await revealFamily(office.finance, { id, reason: '核对账户' })).toMatchObject({ account });
    expect(await refusedCode(changeContact(office.caseworker, { id, ...contact }))).toBe('record.changed');
    expect(await refusedCode(changeFamily(office.caseworker, await unchanged(id)))).toBe('family.not_now');
  });
});

describe('the steps of a file', () => {
  it('take a family onto the register and off it', async () => {
    const { id, registeredOn } = await aFamily(office, { state: 'exited' });
    const { exitedOn } = await page(id);
    const on = (date: string) =>
      store.read((read) => isOnRegister(read, { familyId: id, on: businessDate(date) }));
    expect(await on(addDays(registeredOn, -1))).toBe(false);
    expect(await on(registeredOn)).toBe(true);
    expect(await on(addDays(businessDate(exitedOn!), -1))).toBe(true);
    expect(await on(exitedOn!)).toBe(false);
  });

  it('may be approved on the first day after five working days of notice, not before', async () => {
    const { id } = await aFamily(office, { state: 'visited' });
    const publicisedOn = businessDate('2019-09-26');
    await publiciseFamily(office.caseworker, { id, on: publicisedOn });
    const approval = { id, category: 'subsistence', overrideReason: '', note: '' } as const;
    const early = approveFamily(office.head, { ...approval, on: businessDate('2019-10-08') });
    expect(await refusal(early)).toMatchObject({
      code: 'family.notice_running',
      data: { earliest: '2019-10-09' },
    });
    await approveFamily(office.head, { ...approval, on: businessDate('2019-10-09') });
    expect(await page(id)).toMatchObject({
      status: 'approved',
      registeredOn: '2019-10-09',
      overrideReason: null,
    });
  });

  it('go on from the date of the step before, and never into the future', async () => {
    const { id } = await aFamily(office, { state: 'draft', appliedOn: businessDate('2019-03-05') });
    const day = businessDate('2019-03-05');
    expect(await refusedCode(submitFamily(office.caseworker, { id, on: addDays(day, -1) }))).toBe(
      'family.before_previous_step',
    );
    await submitFamily(office.caseworker, { id, on: day });
    const tomorrow = addDays(todayInChina(new Date()), 1);
    expect(await refusedCode(visitFamily(office.caseworker, { id, ...aVisit({ on: tomorrow }) }))).toBe(
      'family.in_future',
    );
    await visitFamily(office.caseworker, { id, ...aVisit({ on: addDays(day, 2) }) });
    expect(await refusedCode(publiciseFamily(office.caseworker, { id, on: addDays(day, 1) }))).toBe(
      'family.before_previous_step',
    );
    const reject = rejectFamily(office.head, { id, on: addDays(day, 1), reason: '不符' });
    expect(await refusedCode(reject)).toBe('family.before_previous_step');
    const family = await aFamily(office);
    const exit = exitFamily(office.head, {
      id: family.id,
      on: addDays(family.registeredOn, -1),
      reason: 'retired',
    });
    expect(await refusedCode(exit)).toBe('family.before_previous_step');
  });

  it('start anew after a return', async () => {
    const { id } = await aFamily(office, { state: 'publicised' });
    await returnFamily(office.head, { id, reason: '补收入证明' });
    expect(await page(id)).toMatchObject({ status: 'returned', decisionNote: '补收入证明' });
    await submitFamily(office.caseworker, { id, on: businessDate('2019-03-01') });
    expect(await page(id)).toMatchObject({
      status: 'submitted',
      visitedOn: null,
      publicisedOn: null,
      decisionNote: null,
    });
  });

  const approval = (family: MadeFamily) => {
    return {
      id: family.id,
      on: family.registeredOn,
      category: 'subsistence',
      overrideReason: '',
      note: '',
    } as const;
  };

  it('are not approved by who recorded the file, whatever their roles', async () => {
    const both: Desk = { store, actor: { ...office.caseworker.actor, roles: ['caseworker', 'head'] } };
    const family = await aFamily(office, { state: 'publicised' });
    expect(await refusedCode(approveFamily(both, approval(family)))).toBe('family.maker_checker');
    await approveFamily(office.head, approval(family));
  });

  it('are not approved by who changed the file either', async () => {
    const family = await aFamily(office, { state: 'draft' });
    await changeFamily(office.head, { ...(await unchanged(family.id)), remarks: '补正' });
    await submitFamily(office.caseworker, { id: family.id, on: family.input.appliedOn });
    await visitFamily(office.caseworker, { id: family.id, ...aVisit({ on: family.input.appliedOn }) });
    await publiciseFamily(office.caseworker, { id: family.id, on: addDays(family.input.appliedOn, 1) });
    expect(await refusedCode(approveFamily(office.head, approval(family)))).toBe('family.maker_checker');
    await approveFamily(office.secondHead, approval(family));
  });

  it('decide another category than the proposed one only for a reason, which is kept', async () => {
    const family = await aFamily(office, { state: 'publicised' });
    const other = { ...approval(family), category: 'sudden_hardship' } as const;
    expect(await refusal(approveFamily(office.head, other))).toMatchObject({
      code: 'family.override_reason',
      field: 'overrideReason',
    });
    await approveFamily(office.head, { ...other, overrideReason: '突发火灾' });
    expect(await page(family.id)).toMatchObject({ category: 'sudden_hardship', overrideReason: '突发火灾' });
  });

  it('reach no state that the table forbids, in whatever order they are tried', async () => {
    const day = businessDate('2019-04-01');
    const later = earliestApproval(day);
    // Objections, reviews and re-falls have a property of their own in workflow.test.ts; accounts in accountChanges.test.ts.
    type Tried = Exclude<
      FamilyAction,
      'change_account' | 'object' | 'handle_objection' | 'review' | 'reopen'
    >;
    const steps: Record<Tried, (id: string) => Promise<unknown>> = {
      change: async (id) => changeFamily(office.caseworker, await unchanged(id)),
      change_contact: async (id) => {
        const { version, address, phone, workUnit } = await unchanged(id);
        await changeContact(office.caseworker, { id, version, address, phone, workUnit });
      },
      submit: (id) => submitFamily(office.caseworker, { id, on: day }),
      visit: (id) => visitFamily(office.caseworker, { id, ...aVisit({ on: day }) }),
      publicise: (id) => publiciseFamily(office.caseworker, { id, on: day }),
      approve: (id) =>
        approveFamily(office.head, { id, on: later, category: 'subsistence', overrideReason: '', note: '' }),
      reject: (id) => rejectFamily(office.head, { id, on: day, reason: '不符' }),
      return: (id) => returnFamily(office.head, { id, reason: '补正' }),
      exit: (id) => exitFamily(office.head, { id, on: later, reason: 'other' }),
    };
    const actions = fc.array(fc.constantFrom(...(Object.keys(steps) as Tried[])), {
      minLength: 5,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(actions, async (sequence) => {
        const { id } = await aFamily(office, { state: 'draft', appliedOn: day });
        for (const action of sequence) {
          const { status } = await page(id);
          if (isAllowed(status, action)) await steps[action](id);
          else expect(await refusedCode(steps[action](id))).toBe('family.not_now');
          const expected = isAllowed(status, action) ? (FAMILY_STEPS[action].to ?? status) : status;
          expect((await page(id)).status).toBe(expected);
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('the subsistence lines', () => {
  let own: Store;
  let head: Desk;
  beforeAll(async () => {
    own = await freshStore();
    ({ head } = await anOffice(own));
    const line = { hukouKind: 'urban', document: '样本文件' } as const;
    const day = businessDate;
    await recordLine(head, {
      ...line,
      region: '4101',
      effectiveOn: day('2018-01-01'),
      monthlyFen: fen(50_000),
    });
    await recordLine(head, {
      ...line,
      region: '4101',
      effectiveOn: day('2019-07-01'),
      monthlyFen: fen(60_000),
    });
    await recordLine(head, {
      ...line,
      region: '410122',
      effectiveOn: day('2019-01-01'),
      monthlyFen: fen(40_000),
    });
  });

  it.each([
    ['before every row', '410105', 'urban', '2017-12-31', null],
    ['the day a row takes effect', '410105', 'urban', '2018-01-01', 50_000],
    ['the day before the next one', '410105', 'urban', '2019-06-30', 50_000],
    ['the day of the next one', '410105', 'urban', '2019-07-01', 60_000],
    ['the city’s, until the division has its own', '410122', 'urban', '2018-12-31', 50_000],
    ['the division’s own', '410122', 'urban', '2019-01-01', 40_000],
    ['the division’s own, though the city has a newer one', '410122', 'urban', '2019-12-31', 40_000],
    ['another kind', '410105', 'rural', '2019-12-31', null],
    ['another city', '410202', 'urban', '2019-12-31', null],
  ] as const)('%s', async (_, division, hukouKind, on, monthlyFen) => {
    const line = await own.read((read) => lineOn(read, { division, hukouKind, on: businessDate(on) }));
    expect(line?.monthlyFen ?? null).toBe(monthlyFen);
  });

  it('stand once for a region, kind and day', async () => {
    const line = { region: '4101', hukouKind: 'urban', document: '样本', monthlyFen: fen(1) } as const;
    const work = recordLine(head, { ...line, effectiveOn: businessDate('2018-01-01') });
    expect(await refusedCode(work)).toBe('line.taken');
  });

  it('come as examples, without displacing what exists, until the head confirms them', async () => {
    await own.write((write) => addSampleLines(write, head.actor));
    await own.write((write) => addSampleLines(write, head.actor));
    const lines = await own.read(listLines);
    const example = lines.find(({ isConfirmed, hukouKind }) => !isConfirmed && hukouKind === 'rural')!;
    expect(lines.filter(({ isConfirmed }) => isConfirmed)).toHaveLength(3);
    await confirmLine(head, { id: example.id, monthlyFen: fen(12_345), document: '样本文件 2 号' });
    const confirmed = (await own.read(listLines)).find(({ id }) => id === example.id);
    expect(confirmed).toMatchObject({ isConfirmed: true, monthlyFen: 12_345, confirmedBy: 'head' });
  });

  it('are needed to decide: without one nothing is proposed or approved', async () => {
    const bare = await freshStore();
    const { caseworker, head: bareHead } = await anOffice(bare);
    const on = businessDate('2019-03-01');
    const { id } = await recordFamily(caseworker, aFamilyInput({ appliedOn: on }));
    await submitFamily(caseworker, { id, on });
    await visitFamily(caseworker, { id, ...aVisit({ on }) });
    await publiciseFamily(caseworker, { id, on });
    const file = await bare.read((read) => familyPage(read, id));
    expect(file).toMatchObject({ category: null, line: null, proposal: { category: null, code: 'no_line' } });
    const approval = {
      id,
      on: earliestApproval(on),
      category: 'subsistence',
      overrideReason: '低于标准',
      note: '',
    } as const;
    expect(await refusedCode(approveFamily(bareHead, approval))).toBe('family.no_line');
  });
});

describe('the list', () => {
  let own: Store;
  let desks: Office;
  let approved: MadeFamily;
  beforeAll(async () => {
    own = await freshStore();
    desks = await anOffice(own);
    approved = await aFamily(desks, {
      members: [aMember({ name: '欧阳甲' }), aStudent({ name: '欧阳小丁' })],
    });
    await aFamily(desks, { state: 'draft', members: [aMember({ name: '赵乙' })], division: '410122' });
    await aFamily(desks, { state: 'draft', members: [aMember({ name: '100%_丙' })] });
    await aFamily(desks, { category: 'sudden_hardship', members: [aMember({ name: '赵丁' })] });
  });

  const names = async (filter: Parameters<typeof listFamilies>[1]) => {
    const { rows } = await own.read((read) => listFamilies(read, filter));
    return rows.map(({ mainPerson }) => mainPerson.name);
  };

  it.each([
    ['everything, newest first', {}, ['赵丁', '100%_丙', '赵乙', '欧阳甲']],
    ['a status', { status: 'draft' }, ['100%_丙', '赵乙']],
    ['a division', { division: '410122' }, ['赵乙']],
    ['a decided category', { category: 'sudden_hardship' }, ['赵丁']],
    ['several at once', { category: 'subsistence', status: 'draft', division: '410105' }, ['100%_丙']],
    ['part of a name', { search: '赵' }, ['赵丁', '赵乙']],
    ['the name of another member', { search: '小丁' }, ['欧阳甲']],
    ['part of a file number', { search: 'kn2019-00002' }, ['赵乙']],
    ['a percent sign as itself', { search: '%' }, ['100%_丙']],
    ['an underscore as itself', { search: '_' }, ['100%_丙']],
    ['nothing that fits', { search: '钱' }, []],
  ] as const)('finds by %s', async (_, filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  it('finds any member by the full ID number, without showing it', async () => {
    const { idNumber } = approved.input.members[1]!;
    const list = await own.read((read) => listFamilies(read, { search: ` ${idNumber.toLowerCase()} ` }));
    expect(list.rows).toMatchObject([
      { mainPerson: { name: '欧阳甲' }, memberCount: 2, matchedMembers: ['欧阳小丁'] },
    ]);
    expect(JSON.stringify(list)).not.toContain(idNumber);
  });

  it('counts the statuses under the other filters, and pages', async () => {
    const list = await own.read((read) => listFamilies(read, { search: '赵', status: 'approved' }));
    expect(list).toMatchObject({
      total: 1,
      previous: null,
      next: null,
      statusCounts: { draft: 1, approved: 1, exited: 0 },
    });
    const first = await own.read((read) => listFamilies(read, { pageSize: 3 }));
    const second = await own.read((read) => listFamilies(read, { after: first.next, pageSize: 3 }));
    expect(second).toMatchObject({ total: 4, next: null });
    expect(second.rows.map(({ mainPerson }) => mainPerson.name)).toEqual(['欧阳甲']);
  });
});

describe('the audit of families', () => {
  it('tells every step, and nowhere an ID number or an account', async () => {
    const { id, input } = await aFamily(office, { state: 'draft' });
    await changeFamily(office.caseworker, {
      ...(await unchanged(id)),
      phone: '13911111111',
      mainCause: 'other',
      bank: { ...input.bank, account: anAccount() },
    });
    await revealFamily(office.head, { id, reason: '核对退票账号' });
    const entries = await store.read((read) => auditOf(read, { type: 'family', id }));
    expect(entries.map(({ action }) => action)).toEqual([
      'family.revealed',
      'family.changed',
      'family.recorded',
    ]);
    expect(JSON.parse(entries[1]!.detail)).toEqual({
      fields: ['mainCause', 'phone', 'account'],
      before: { mainCause: 'relative_illness' },
      after: { mainCause: 'other' },
    });
    // The log of the office says it in the words of the file's own record.
    const [, changed] = (await store.read((read) => familyHistory(read, id))).events;
    expect(auditDetailText(entries[1]!)).toBe(changed!.text);
    expect(changed!.text).toMatch(/^修改主要致困原因（.+ → 其他）、联系电话、银行账号$/);
    const all = JSON.stringify(await store.read((read) => read.select().from(auditEntries)));
    const members = await store.read((read) => read.select().from(familyMembers));
    const accounts = await store.read((read) =>
      read.select({ sealed: families.accountSealed }).from(families),
    );
    for (const { idSealed } of members) expect(all).not.toContain(unseal(idSealed));
    for (const { sealed } of accounts) if (sealed) expect(all).not.toContain(unseal(sealed));
    expect(all).not.toContain('13911111111');
  });

  it('is the history of a file, newest first, and says who took each step', async () => {
    const { id, fileNumber, registeredOn } = await aFamily(office, { state: 'approved' });
    await revealFamily(office.finance, { id, reason: '核对退票账号' });
    const { events, takenBy } = await store.read((read) => familyHistory(read, id));
    expect(events.map(({ who, text }) => `${who} ${text}`)).toEqual([
      'finance 查看完整身份证号、电话和银行账号，用途：核对退票账号',
      // The families of this file have their names and phones in common.
      expect.stringMatching(
        `^head 批准建档，${registeredOn} 起在册，类别「低保户」，当时缺 9 种材料(，当时与 \\d+ 份档案可能重复)?$`,
      ),
      expect.stringMatching(/^caseworker 开始公示（2019-01-08），公示 GS2019-\d{5}$/),
      'caseworker 入户核查（2019-01-07）：安样本、白样本；收入与申报一致',
      'caseworker 提交（2019-01-07）',
      `caseworker 登记档案 ${fileNumber}`,
    ]);
    expect(takenBy).toMatchObject({ 'family.recorded': 'caseworker', 'family.approved': 'head' });
  });
});

describe('the phone number of a family', () => {
  it('is masked for who only looks, and whole for who is shown it', async () => {
    const { id } = await aFamily(office, { state: 'draft', phone: '13912345678' });
    expect(await store.read((read) => familyView(read, id))).toMatchObject({ phone: '139****5678' });
    expect(await revealFamily(office.head, { id, reason: '通知领取材料' })).toMatchObject({
      phone: '13912345678',
    });
  });
});
