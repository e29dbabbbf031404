import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { crossChecks } from '../../app/families/crossChecks';
import { NEW_FAMILY_DRAFT, draftOfFamily } from '../../app/families/draft.form';
import { draftForForm, draftIn, dropDraft, keepDraft, othersTyping } from '../../app/families/drafts.server';
import {
  approveFamily,
  changeFamily,
  familyHistory,
  familyPage,
  familyView,
  recordFamily,
  recordLine,
  submitFamily,
} from '../../app/families/families.server';
import { answersOf } from '../../app/families/familyAnswers';
import type { FamilyInput } from '../../app/families/family.form';
import { printFamilyPaper } from '../../app/families/familyPapers.server';
import { recentChanges } from '../../app/families/recentChanges.server';
import { fen } from '../../app/money/fen';
import { Refusal } from '../../app/refusal';
import { proposalSentence } from '../../app/zh/families';
import { refusalText } from '../../app/zh/refusals';
import type { Store } from '../../db/client.server';
import { formDrafts } from '../../db/schema';
import { aFamily, aFamilyInput, aMember, anIdNumber, aStudent } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';

let store: Store;
let office: Office;
beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});

const page = (id: string) => store.read((read) => familyPage(read, id));
const draft = (staffId: string, form: string) => store.read((read) => draftIn(read, { staffId, form }));

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error('not refused', { cause: error });
  return error;
}

/** Every field of the national form filled in. */
function aWholeForm(): FamilyInput {
  return aFamilyInput({
    hukouKind: 'converted',
    secondCause: 'schooling',
    thirdCause: 'low_income',
    fourthCause: 'other',
    certificateNumber: '样本低保 1',
    modelWorker: 'municipal',
    housingKind: 'low_rent',
    housingArea: 625,
    postcode: '450000',
    otherContact: '妹妹 13900000009',
    workingSinceOn: businessDate('1995-07-01'),
    industry: '纺织',
    unitKind: 'state',
    enterpriseState: 'halted',
    singleParent: false,
    canSelfHelp: true,
    zeroEmployment: false,
    contractYear: true,
    exclusions: { second_home: '查询有两套，一套已拆迁', private_car: '' },
    members: [
      aMember({ insurance: 'worker' }),
      aMember({
        relation: 'spouse',
        name: '何样本',
        health: 'major_illness',
        illness: '尿毒症',
        disabilityKind: 'physical',
        disabilityGrade: 'third',
      }),
      aStudent({ enrolmentYear: 2018, politicalStatus: 'youth_league' }),
    ],
  });
}

describe('the fields of the national form', () => {
  it('tell a monthly income that nobody stated from none: it is asked for, printed so, and nothing is proposed', async () => {
    // The factory enters the line that families are held against.
    await aFamily(office, { state: 'draft' });
    const [self, ...others] = aFamilyInput().members;
    const members = [{ ...self!, monthlyIncomeFen: null }, ...others];
    const income = aFamilyInput().income;
    const nothing = Object.fromEntries(Object.keys(income).map((item) => [item, fen(0)])) as typeof income;
    const { id } = await recordFamily(office.caseworker, aFamilyInput({ members, income: nothing }));
    const stored = await page(id);
    expect(stored.members.map(({ monthlyIncomeFen }) => monthlyIncomeFen)).toEqual([null, 0, 0]);
    expect(stored.proposal).toMatchObject({ category: null, code: 'income_unstated' });
    expect(proposalSentence(stored.proposal)).toContain('没有填写');
    const submitted = await refusal(submitFamily(office.caseworker, { id, on: stored.appliedOn }));
    expect(submitted.code).toBe('family.incomplete');
    expect(refusalText(submitted)).toContain('月收入');
    const paper = await printFamilyPaper(office.head, { id, kind: 'file' });
    expect(JSON.stringify(paper)).toContain('未填写');

    // Whoever says what the family lives on has said enough for a proposal.
    const known = await recordFamily(
      office.caseworker,
      aFamilyInput({ members: [aMember({ monthlyIncomeFen: null })] }),
    );
    expect((await page(known.id)).proposal.category).toBe('subsistence');
  });

  it('name a retired father of eleven years before the file is submitted; whoever is sure may still submit it', async () => {
    const father = aMember({
      relation: 'parent',
      name: '林年长',
      idNumber: anIdNumber({ birthDate: '2008-01-01' }),
      employment: 'retired',
    });
    const [self, ...others] = aFamilyInput().members;
    const { id } = await recordFamily(
      office.caseworker,
      aFamilyInput({ members: [self!, ...others, father] }),
    );
    const stored = await page(id);
    expect(
      crossChecks(answersOf({ ...stored, category: null })).map(({ code, field }) => [code, field]),
    ).toEqual(
      expect.arrayContaining([
        ['elder_is_younger', 'members[3].relation'],
        ['working_under_sixteen', 'members[3].employment'],
      ]),
    );
    await submitFamily(office.caseworker, { id, on: stored.appliedOn });
    expect((await page(id)).status).toBe('submitted');
  });

  it('are kept, and read back', async () => {
    const input = aWholeForm();
    const { id } = await recordFamily(office.caseworker, input);
    const { members, income: _, bank: __, exclusions: ___, ...file } = input;
    const stored = await page(id);
    expect(stored).toMatchObject(file);
    expect(stored.exclusions).toEqual([{ kind: 'second_home', evidence: '查询有两套，一套已拆迁' }]);
    for (const [index, { idNumber: ____, ...member }] of members.entries())
      expect(stored.members[index]).toMatchObject(member);
  });

  it('are cleared by a form that leaves them empty', async () => {
    const { id } = await recordFamily(office.caseworker, aWholeForm());
    const { members, version } = await page(id);
    const { bank, ...bare } = aFamilyInput();
    await changeFamily(office.caseworker, {
      ...bare,
      id,
      version,
      bank: { ...bank, account: '' },
      members: members.map((member) => ({
        memberId: member.id,
        relation: member.relation,
        name: member.name,
        employment: member.employment,
        health: member.health,
        educationStage: member.educationStage,
        school: member.school,
        monthlyIncomeFen: member.monthlyIncomeFen,
      })),
    });
    expect(await page(id)).toMatchObject({
      exclusions: [],
      secondCause: null,
      postcode: '',
      housingArea: null,
    });
    const { events } = await store.read((read) => familyHistory(read, id));
    expect(events[0]!.text).toContain('其他致困原因 1（子女上学 → —）');
    expect(events[0]!.text).toContain('住房类型（廉租房 → 租房）');
    expect(events[0]!.text).toContain('不予帮扶情形');
    expect(events[0]!.text).not.toMatch(/尿毒症|拆迁|13900000009/);
  });

  it('mask the numbers of other contacts for those who look', async () => {
    const { id } = await recordFamily(office.caseworker, aWholeForm());
    const { otherContact } = await store.read((read) => familyView(read, id));
    expect(otherContact).toBe('妹妹 139****0009');
  });

  it('live by the line of the town where the land became town', async () => {
    const { id } = await aFamily(office, { state: 'draft', hukouKind: 'converted' });
    expect((await page(id)).line).toMatchObject({ hukouKind: 'urban' });
  });
});

describe('handing a file in', () => {
  const on = businessDate('2019-01-08');
  const submitted = async (changes: Partial<FamilyInput>) => {
    const { id } = await recordFamily(office.caseworker, aFamilyInput(changes));
    return submitFamily(office.caseworker, { id, on });
  };

  it('takes a whole one', async () => {
    await expect(submitted({})).resolves.toBeUndefined();
  });

  it.each<[string, () => Partial<FamilyInput>, RegExp]>([
    ['no kind of housing', () => ({ housingKind: undefined }), /还有 1 项必填内容没有填写：住房类型/],
    ['no work unit', () => ({ workUnit: '' }), /：工作单位/],
    [
      'little said of the main person',
      () => ({ members: [aMember({ ethnicGroup: undefined, maritalStatus: undefined })] }),
      /还有 2 项必填内容没有填写：档案主民族、档案主婚姻状况/,
    ],
    [
      'a disability without kind and grade',
      () => ({ members: [aMember({ health: 'disabled' })] }),
      /档案主残疾类别、档案主残疾等级/,
    ],
    ['schooling without a student', () => ({ mainCause: 'schooling', members: [aMember()] }), /「学生」/],
    ['an illness of nobody', () => ({ mainCause: 'own_illness', members: [aMember()] }), /健康状况不是疾病/],
    [
      'a migrant worker outside the union',
      () => ({ unionMember: false, members: [aMember({ employment: 'migrant_worker' })] }),
      /农民工须是工会会员/,
    ],
    [
      'an exclusion that blocks',
      () => ({ exclusions: { refuses_checks: '两次入户被拒' } }),
      /「不配合核查或隐瞒收入」，按本中心的规定不能提交/,
    ],
  ])('refuses %s', async (_, changes, sentence) => {
    const refused = await refusal(submitted(changes()));
    expect(refused.code).toBe('family.incomplete');
    expect(refusalText(refused)).toMatch(sentence);
  });

  it('lets through what only asks to look again', async () => {
    const warned = { exclusions: { private_car: '送货用' }, secondCause: 'schooling' as const };
    await expect(submitted({ ...warned, members: [aMember()] })).resolves.toBeUndefined();
  });
});

describe('the rules of 2020', () => {
  it('take rigid expenditure off, by all its items, and know categories of their own', async () => {
    const rigid = {
      rigidMedicalFen: fen(300_000),
      rigidSchoolingFen: fen(200_000),
      rigidHousingFen: fen(60_000),
    };
    const input = aFamilyInput({ appliedOn: businessDate('2021-03-01') });
    input.income = { ...input.income, ...rigid, rigidExpenseFen: fen(40_000) };
    const family = await aFamily(office, { ...input, state: 'publicised' });
    const { proposal } = await page(family.id);
    expect(proposal).toMatchObject({
      ruleSet: '2020',
      category: 'deep_hardship',
      figures: { rigidExpenseFen: 600_000, countedFen: 1_440_000 - 600_000 },
    });
    const approval = { id: family.id, on: businessDate('2021-03-09'), note: '', overrideReason: '另有理由' };
    const refused = await refusal(approveFamily(office.head, { ...approval, category: 'marginal' }));
    expect(refused).toMatchObject({ code: 'family.category_of_other_rules', field: 'category' });
    await approveFamily(office.head, { ...approval, category: 'relative_hardship' });
    expect(await page(family.id)).toMatchObject({ status: 'approved', ruleSet: '2020' });
  });
});

describe('drafts of forms', () => {
  const content = 'members[0].idNumber=110105194912310021&address=样本';
  const caseworker = () => office.caseworker;
  const secondCaseworker = () => office.secondCaseworker;

  it('keep the last state of a form, sealed, for the one who typed it', async () => {
    const { staffId } = caseworker().actor;
    await keepDraft(caseworker(), { form: NEW_FAMILY_DRAFT, content: 'address=erst' });
    const { savedAt, changedBy } = await keepDraft(caseworker(), { form: NEW_FAMILY_DRAFT, content });
    expect(changedBy).toBeNull();
    expect(await draft(staffId, NEW_FAMILY_DRAFT)).toEqual({ content, savedAt });
    expect(await draft(secondCaseworker().actor.staffId, NEW_FAMILY_DRAFT)).toBeNull();
    const rows = await store.read((read) =>
      read.select().from(formDrafts).where(eq(formDrafts.form, NEW_FAMILY_DRAFT)),
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('11010519');
  });

  it('are sent to the form only when it asks for them', async () => {
    const url = 'http://localhost/families/new';
    const offered = await draftForForm(caseworker(), { form: NEW_FAMILY_DRAFT, url });
    expect(offered).toMatchObject({ content: null });
    const restored = await draftForForm(caseworker(), {
      form: NEW_FAMILY_DRAFT,
      url: `${url}?draft=restore`,
    });
    expect(restored).toMatchObject({ content });
  });

  it('are thrown away by the one who typed them, and by nobody else', async () => {
    await dropDraft(secondCaseworker(), NEW_FAMILY_DRAFT);
    expect(await draft(caseworker().actor.staffId, NEW_FAMILY_DRAFT)).not.toBeNull();
    await dropDraft(caseworker(), NEW_FAMILY_DRAFT);
    expect(await draft(caseworker().actor.staffId, NEW_FAMILY_DRAFT)).toBeNull();
  });

  it('are kept apart by file, and none is kept of a file that does not exist', async () => {
    const one = draftOfFamily((await aFamily(office, { state: 'draft' })).id);
    await keepDraft(caseworker(), { form: one, content, version: 1 });
    expect(await draft(caseworker().actor.staffId, NEW_FAMILY_DRAFT)).toBeNull();
    const refused = await refusal(keepDraft(caseworker(), { form: 'family:nowhere', content }));
    expect(refused.code).toBe('record.not_found');
  });

  it('tell who changed the file meanwhile, what, and who else is typing', async () => {
    const { id } = await aFamily(office, { state: 'draft' });
    const form = draftOfFamily(id);
    await keepDraft(caseworker(), { form, content, version: 1 });
    const { staffId } = secondCaseworker().actor;
    expect(await store.read((read) => othersTyping(read, { staffId, form }))).toEqual(['caseworker']);

    const { members } = await page(id);
    const { bank, ...input } = aFamilyInput({ remarks: '改过' });
    await changeFamily(secondCaseworker(), {
      ...input,
      id,
      version: 1,
      bank: { ...bank, account: '' },
      members: members.map(({ id: memberId, ...member }, index) => ({
        ...input.members[index]!,
        name: member.name,
        memberId,
        idNumber: undefined,
      })),
    });
    const { changedBy } = await keepDraft(caseworker(), { form, content, version: 1 });
    expect(changedBy).toBe('secondCaseworker');
    const [change] = await store.read((read) => recentChanges(read, id));
    expect(change).toMatchObject({ who: 'secondCaseworker' });
    expect(change!.text).toContain('备注');
    expect((await keepDraft(caseworker(), { form, content, version: 2 })).changedBy).toBeNull();
  });
});

describe('the line', () => {
  it('is entered for town and country only', async () => {
    const line = {
      region: '410106',
      effectiveOn: businessDate('2019-05-01'),
      monthlyFen: fen(70_000),
      document: '样',
    };
    await recordLine(office.head, { ...line, hukouKind: 'urban' });
    const { id } = await aFamily(office, {
      state: 'draft',
      hukouKind: 'converted',
      division: '410106',
      appliedOn: businessDate('2019-06-01'),
    });
    expect((await page(id)).line).toMatchObject({ monthlyFen: 70_000, hukouKind: 'urban' });
  });
});
