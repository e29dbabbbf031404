import { describe, expect, it } from 'vitest';
import { fen } from '../money/fen';
import { SHIPPED_STANDARD } from '../relief/standards';
import {
  COMPLIANCE_CHECKS,
  complianceCases,
  complianceCounts,
  gradeOfCounts,
  gradeOfFiles,
  type CheckedAward,
  type CheckedPayment,
  type ComplianceCheck,
} from './compliance';
import { OTHER_SCORING } from '../../tests/factories/scoring';
import { USUAL_SCORING } from '../fund/scoring';
import { suggestionFor, usualSources } from './suggestion';

/** Living relief of 600 yuan that keeps to every rule. */
function award(given: Partial<CheckedAward> = {}): CheckedAward {
  return {
    id: 'award',
    type: 'living',
    familyId: 'family',
    memberId: 'member',
    personId: 'wang',
    amountFen: 60_000,
    approvedOn: '2019-03-01',
    releasedOn: null,
    makers: { recordedBy: 'clerk', reviewedBy: 'finance', decidedBy: 'head' },
    isApproved: true,
    medical: null,
    lineMonthlyFen: 60_000,
    flags: [],
    family: {
      registeredOn: '2018-05-11',
      exitedOn: null,
      publicisedOn: '2018-05-01',
      noticeFrom: null,
      isImported: false,
      recordedBy: 'clerk',
      approvedBy: 'head',
    },
    ...given,
  };
}

const family = (given: Partial<CheckedAward['family']>) => ({ family: { ...award().family, ...given } });
const paid = (paidOn: string, netFen = 60_000): CheckedPayment => ({
  id: `paid ${paidOn}`,
  awardId: 'award',
  netFen,
  paidOn,
});

function found(awards: CheckedAward[], payments: CheckedPayment[] = []): ComplianceCheck[] {
  const cases = complianceCases({
    awards,
    payments,
    standards: [SHIPPED_STANDARD],
    windowOf: () => ({ startOn: '2019-01-01', endOn: '2019-10-31' }),
  });
  return cases.map(({ check }) => check);
}

describe('the checks', () => {
  it('find nothing where every rule was kept', () => {
    expect(found([award()], [paid('2019-03-05')])).toEqual([]);
  });

  it.each<[string, CheckedAward[], ComplianceCheck[]]>([
    ['12 months of the line', [award({ amountFen: 720_000 })], []],
    ['a fen more', [award({ amountFen: 720_001 })], ['over_cap']],
    [
      'the second of a family that is too much',
      [award({ amountFen: 720_000 }), award({ id: 'b', amountFen: 1 })],
      ['over_cap'],
    ],
    ['a family without a line', [award({ amountFen: 720_001, lineMonthlyFen: null })], []],
    [
      'a bill above what was paid by oneself',
      [
        award({
          type: 'medical',
          amountFen: 40_001,
          medical: { totalFen: fen(100_000), reimbursedFen: fen(60_000) },
        }),
      ],
      ['over_cap'],
    ],
    [
      'a student in two files',
      [award({ type: 'schooling' }), award({ id: 'b', type: 'schooling', familyId: 'other' })],
      ['duplicate_award'],
    ],
    [
      'a second one that was released',
      [award({ type: 'schooling' }), award({ id: 'b', type: 'schooling', releasedOn: '2019-04-01' })],
      [],
    ],
    [
      'one who recorded and reviewed',
      [award({ makers: { recordedBy: 'clerk', reviewedBy: 'clerk', decidedBy: 'head' } })],
      ['maker_is_checker'],
    ],
    [
      'one who reviewed and decided',
      [award({ makers: { recordedBy: 'clerk', reviewedBy: 'head', decidedBy: 'head' } })],
      ['maker_is_checker'],
    ],
    [
      'an old ledger without reviewer and decider',
      [award({ makers: { recordedBy: 'clerk', reviewedBy: null, decidedBy: null } })],
      [],
    ],
    ['an old ledger above the cap', [award({ flags: ['relief.over_cap'] })], ['over_cap']],
    [
      'a second schooling award of an old ledger',
      [award({ type: 'schooling', flags: ['relief.duplicate_schooling'] })],
      ['duplicate_award'],
    ],
    ['an old ledger off the register', [award({ flags: ['relief.not_on_register'] })], ['not_on_register']],
    [
      'what the records show and the ledger says, once',
      [award({ amountFen: 720_001, flags: ['relief.over_cap'] })],
      ['over_cap'],
    ],
    ['who approved the own file', [award(family({ approvedBy: 'clerk' }))], ['maker_is_checker']],
    ['registered that day', [award(family({ registeredOn: '2019-03-01' }))], []],
    ['registered the day after', [award(family({ registeredOn: '2019-03-02' }))], ['not_on_register']],
    ['exited that day', [award(family({ exitedOn: '2019-03-01' }))], ['not_on_register']],
    ['exited the day after', [award(family({ exitedOn: '2019-03-02' }))], []],
    ['never publicised', [award(family({ publicisedOn: null }))], ['not_publicised']],
    ['an imported file', [award(family({ publicisedOn: null, isImported: true }))], []],
    ['a notice that was entered in time', [award(family({ noticeFrom: '2018-05-04' }))], []],
    ['one that was entered too late', [award(family({ noticeFrom: '2018-05-07' }))], ['not_publicised']],
    ['one of an imported file', [award(family({ noticeFrom: '2018-05-07', isImported: true }))], []],
    ['publicised too shortly', [award(family({ registeredOn: '2018-05-03' }))], ['not_publicised']],
    [
      'the family once',
      [award(family({ publicisedOn: null })), award({ id: 'b', ...family({ publicisedOn: null }) })],
      ['not_publicised'],
    ],
  ])('%s', (_, awards, checks) => {
    expect(found(awards)).toEqual(checks);
  });

  it.each<[string, CheckedAward, CheckedPayment, ComplianceCheck[]]>([
    ['on the last day', award(), paid('2019-10-31'), []],
    ['a day late', award(), paid('2019-11-01'), ['outside_window']],
    ['late and returned in full', award(), paid('2019-11-01', 0), []],
    ['before the approval', award(), paid('2019-02-28'), ['unapproved_payment']],
    ['never approved', award({ isApproved: false }), paid('2019-03-05'), ['unapproved_payment']],
  ])('paid %s', (_, one, payment, checks) => {
    expect(found([one], [payment])).toEqual(checks);
  });
});

describe('the suggestion', () => {
  const none = complianceCounts([]);

  it.each<[string, Partial<Record<ComplianceCheck, number>>, string]>([
    ['nothing found', {}, 'achieved'],
    ['late payments', { outside_window: 2 }, 'partly'],
    ['a payment without approval', { unapproved_payment: 1 }, 'not_achieved'],
  ])('%s', (_, counts, grade) => {
    expect(gradeOfCounts({ ...none, ...counts })).toBe(grade);
  });

  it.each([
    [0, 0, null, USUAL_SCORING],
    [95, 100, 'achieved', USUAL_SCORING],
    [94, 100, 'partly', USUAL_SCORING],
    [80, 100, 'partly', USUAL_SCORING],
    [79, 100, 'not_achieved', USUAL_SCORING],
    [99, 100, 'achieved', OTHER_SCORING],
    [98, 100, 'partly', OTHER_SCORING],
    [90, 100, 'partly', OTHER_SCORING],
    [89, 100, 'not_achieved', OTHER_SCORING],
  ])('%i of %i files complete: %s', (complete, active, grade, rules) => {
    expect(gradeOfFiles({ complete, active }, rules)).toBe(grade);
  });

  it('goes by the name of the indicator', () => {
    const facts = {
      counts: { ...none, over_cap: 3 },
      files: { complete: 19, active: 20 },
      isPast: false,
      scoring: USUAL_SCORING,
    };
    expect(suggestionFor(usualSources('资金使用规范性'), facts)).toEqual({
      sources: [...COMPLIANCE_CHECKS],
      grade: 'partly',
      sentence: '合规检查发现：超上限核定 3 件。',
    });
    expect(suggestionFor(usualSources('档案管理机制健全性'), facts)).toMatchObject({
      sources: ['files'],
      grade: 'achieved',
    });
    expect(suggestionFor(usualSources('长效管理机制健全性'), facts)).toBeNull();
    expect(suggestionFor(usualSources('财务监控有效性'), { ...facts, counts: none })!.sentence).toContain(
      `${COMPLIANCE_CHECKS.length} 项`,
    );
  });

  it('goes by what the head chose: the worst of the sources, cases of other checks aside', () => {
    const facts = {
      counts: { ...none, over_cap: 3, outside_window: 1 },
      files: { complete: 19, active: 20 },
      isPast: false,
      scoring: USUAL_SCORING,
    };
    expect(suggestionFor(['outside_window', 'files'], facts)).toEqual({
      sources: ['outside_window', 'files'],
      grade: 'partly',
      sentence: '合规检查发现：发放期外发放 1 件。在册档案 20 户，材料齐全 19 户，档案完整率 95.00%。',
    });
    expect(suggestionFor(['files'], { ...facts, isPast: true })!.sentence).toContain('材料按目前的档案');
    expect(suggestionFor(['not_publicised'], facts)!.grade).toBe('achieved');
    expect(suggestionFor(['files'], { ...facts, files: { complete: 0, active: 0 } })).toBeNull();
    expect(suggestionFor([], facts)).toBeNull();
  });
});
