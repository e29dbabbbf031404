import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { ContractRuleForm } from '../../app/families/contractRule.form';
import {
  isContractRequired,
  listContractRules,
  recordContractRule,
} from '../../app/families/contractRules.server';
import { approveFamily, familyPage } from '../../app/families/families.server';
import { supposedChanges } from '../../app/families/whatIf.server';
import type { Store } from '../../db/client.server';
import { aFamily, aMember } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** The contract of 12 months of a migrant worker: off until a head switches it on, from a day on. */

let store: Store;
let office: Office;
beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});

const day = businessDate;
const proposalOf = async (id: string) => (await store.read((read) => familyPage(read, id))).proposal;
const migrant = (given: object) =>
  aFamily(office, { members: [aMember({ employment: 'migrant_worker' })], ...given });

describe('the switch', () => {
  it('is off until it is switched on, and holds from its day', async () => {
    const early = await migrant({ state: 'publicised', appliedOn: day('2019-01-07') });
    const before = await proposalOf(early.id);
    expect(before.category).toBe('subsistence');
    const rule = { state: 'required', effectiveOn: day('2019-03-01'), document: '样例〔2019〕1 号' } as const;
    await recordContractRule(office.head, rule);
    expect(await refused(recordContractRule(office.head, rule))).toMatchObject({
      code: 'contract_rule.taken',
      field: 'effectiveOn',
    });
    await recordContractRule(office.head, { ...rule, state: 'not_required', effectiveOn: day('2019-09-01') });
    const days = ['2019-02-28', '2019-03-01', '2019-08-31', '2019-09-01'].map(day);
    const answers: boolean[] = [];
    for (const on of days) answers.push(await store.read((read) => isContractRequired(read, on)));
    expect(answers).toEqual([false, true, true, false]);
    expect(await store.read(listContractRules)).toMatchObject([
      { effectiveOn: '2019-09-01', isRequired: false },
      { effectiveOn: '2019-03-01', isRequired: true, document: rule.document },
    ]);
    expect(await proposalOf(early.id)).toEqual(before);
  });

  it('keeps out who applies under it without the contract; approving all the same takes a reason', async () => {
    const appliedOn = day('2019-03-04');
    const short = await migrant({ state: 'publicised', appliedOn });
    expect(await proposalOf(short.id)).toMatchObject({ category: null, code: 'contract_short' });
    const long = await migrant({ state: 'draft', appliedOn, contractYear: true });
    expect(await proposalOf(long.id)).toMatchObject({ category: 'subsistence' });
    const approval = {
      id: short.id,
      on: day('2019-03-13'),
      category: 'subsistence',
      overrideReason: '',
    } as const;
    expect(await refused(approveFamily(office.head, { ...approval, note: '' }))).toMatchObject({
      code: 'family.override_reason',
    });
    await approveFamily(office.head, { ...approval, overrideReason: '集体研究', note: '' });
    await expectInvariants(store, 'approved without the contract');
  });

  it('counts in what would change', async () => {
    const supposition = { line: null, incomePercent: -100 };
    const { changed } = await store.read((read) =>
      supposedChanges(read, { supposition, on: day('2019-04-01'), page: 1, isWhole: true }),
    );
    expect(changed).toBe(0);
  });
});

describe('its form', () => {
  const typed = { state: 'required', effectiveOn: '2019-03-01', document: '样例〔2019〕1 号' };

  it.each([
    ['as it should be', {}, true],
    ['without a state', { state: undefined }, false],
    ['without a document', { document: '' }, false],
    ['on a day that is none', { effectiveOn: '2019-02-30' }, false],
  ])('%s', (_, given, isFit) => {
    expect(ContractRuleForm.safeParse({ ...typed, ...given }).success).toBe(isFit);
  });
});
