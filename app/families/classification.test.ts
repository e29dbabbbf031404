import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { fen, type Fen } from '../money/fen';
import { proposalSentence } from '../zh/families';
import {
  categoriesOf,
  countedIncome,
  lacksContract,
  proposeCategory,
  PROPOSAL_CODES,
  rigidExpenditure,
  RULE_SETS,
  ruleSetOn,
  type FamilyFacts,
  type Income,
} from './classification';
import { CATEGORIES, CAUSES, HEALTHS, type Cause, type Health } from './family';

const ON = businessDate('2019-03-01');
const LINE = fen(60_000);
const NO_INCOME: Income = {
  wagesFen: fen(0),
  businessFen: fen(0),
  propertyFen: fen(0),
  transferFen: fen(0),
  otherIncomeFen: fen(0),
  rigidExpenseFen: fen(0),
};

interface Case {
  annualFen: number;
  size?: number;
  cause?: Cause | null;
  mainHealth?: Health;
  otherHealth?: Health;
  lineFen?: Fen | null;
}

function facts({
  annualFen,
  size = 3,
  cause = 'low_income',
  mainHealth = 'good',
  otherHealth = 'good',
}: Case): FamilyFacts {
  const others = Array.from({ length: size - 1 }, () => ({
    relation: 'child' as const,
    health: otherHealth,
  }));
  return {
    income: { ...NO_INCOME, wagesFen: fen(annualFen) },
    mainCause: cause,
    members: [{ relation: 'self', health: mainHealth }, ...others],
  };
}

function propose(given: Case) {
  const lineFen = given.lineFen === undefined ? LINE : given.lineFen;
  return proposeCategory({
    facts: facts(given),
    line: lineFen === null ? null : { monthlyFen: lineFen },
    on: ON,
  });
}

// Three people at 600 yuan a month: the line is 21,600 yuan a year, 1.5 times the line 32,400.
const AT_LINE = 2_160_000;
const AT_CEILING = 3_240_000;

describe('the rule set of 2015', () => {
  it.each<[string, Case, string | null, string]>([
    ['no income at all', { annualFen: 0, cause: null }, 'subsistence', 'below_line'],
    ['one fen a year below the line', { annualFen: AT_LINE - 1 }, 'subsistence', 'below_line'],
    [
      'exactly on the line, with a cause',
      { annualFen: AT_LINE, cause: 'schooling' },
      'marginal',
      'within_ceiling',
    ],
    ['exactly on the line, low income only', { annualFen: AT_LINE }, null, 'cause_missing'],
    ['exactly on the line, no cause said', { annualFen: AT_LINE, cause: null }, null, 'cause_missing'],
    [
      'one fen above the line, with a cause',
      { annualFen: AT_LINE + 1, cause: 'other' },
      'marginal',
      'within_ceiling',
    ],
    [
      'exactly 1.5 times the line',
      { annualFen: AT_CEILING, cause: 'disability' },
      'marginal',
      'within_ceiling',
    ],
    [
      'one fen above 1.5 times the line',
      { annualFen: AT_CEILING + 1, cause: 'disability' },
      null,
      'above_ceiling',
    ],
    ['an accident below the line', { annualFen: 0, cause: 'accident' }, 'subsistence', 'below_line'],
    [
      'an accident between the two',
      { annualFen: AT_LINE, cause: 'accident' },
      'sudden_hardship',
      'sudden_event',
    ],
    [
      'an accident far above',
      { annualFen: 90_000_000, cause: 'accident' },
      'sudden_hardship',
      'sudden_event',
    ],
    [
      'an illness above the ceiling that is no serious one',
      { annualFen: AT_CEILING + 1, cause: 'own_illness', mainHealth: 'minor_illness' },
      null,
      'above_ceiling',
    ],
    [
      'a serious illness of the main person above the ceiling',
      { annualFen: AT_CEILING + 1, cause: 'own_illness', mainHealth: 'major_illness' },
      'sudden_hardship',
      'sudden_event',
    ],
    [
      'a serious illness of the main person that is given as a relative’s',
      { annualFen: AT_CEILING + 1, cause: 'relative_illness', mainHealth: 'major_illness' },
      null,
      'above_ceiling',
    ],
    [
      'a serious illness of a relative above the ceiling',
      { annualFen: AT_CEILING + 1, cause: 'relative_illness', otherHealth: 'major_illness' },
      'sudden_hardship',
      'sudden_event',
    ],
    [
      'a serious illness within the ceiling',
      { annualFen: AT_CEILING, cause: 'own_illness' },
      'marginal',
      'within_ceiling',
    ],
    ['no line', { annualFen: 0, lineFen: null }, null, 'no_line'],
    ['an accident without a line', { annualFen: 0, cause: 'accident', lineFen: null }, null, 'no_line'],
  ])('%s', (_, given, category, code) => {
    expect(propose(given)).toMatchObject({ ruleSet: '2015', category, code });
  });

  it.each<[Cause, boolean]>([
    ['own_illness', true],
    ['relative_illness', true],
    ['accident', false],
    ['disability', true],
    ['low_income', false],
    ['laid_off', false],
    ['schooling', true],
    ['single_parent', true],
    ['other', true],
  ])('between line and ceiling %s makes it marginal: %s', (cause, isMarginal) => {
    expect(propose({ annualFen: AT_LINE, cause }).category === 'marginal').toBe(isMarginal);
  });

  it('compares unrounded where the income does not divide', () => {
    // Seven people at 333.33 yuan: 2,799,972 fen a year are the line to the fen.
    const line = fen(33_333);
    expect(propose({ annualFen: 2_799_971, size: 7, lineFen: line }).category).toBe('subsistence');
    expect(propose({ annualFen: 2_799_972, size: 7, lineFen: line, cause: 'other' }).category).toBe(
      'marginal',
    );
    // 1.5 times the line is 4,199,958 fen a year exactly, though half a fen a month.
    expect(propose({ annualFen: 4_199_958, size: 7, lineFen: line, cause: 'other' }).category).toBe(
      'marginal',
    );
    expect(propose({ annualFen: 4_199_959, size: 7, lineFen: line, cause: 'other' }).category).toBe(null);
  });

  it('counts gross: rigid expenditure takes nothing off', () => {
    const income: Income = {
      wagesFen: fen(1),
      businessFen: fen(20),
      propertyFen: fen(300),
      transferFen: fen(4_000),
      otherIncomeFen: fen(50_000),
      rigidExpenseFen: fen(600_000),
    };
    expect(countedIncome(income, { incomeBasis: 'gross' })).toBe(54_321);
    expect(countedIncome(income, { incomeBasis: 'net' })).toBe(0);
    expect(countedIncome({ ...income, rigidExpenseFen: fen(4_321) }, { incomeBasis: 'net' })).toBe(50_000);
    expect(
      proposeCategory({ facts: { ...facts({ annualFen: 0 }), income }, line: { monthlyFen: LINE }, on: ON })
        .figures,
    ).toMatchObject({
      countedFen: 54_321,
      rigidExpenseFen: null,
    });
  });

  it('refuses a family without members', () => {
    expect(() =>
      proposeCategory({ facts: { ...facts({ annualFen: 0 }), members: [] }, line: null, on: ON }),
    ).toThrow(RangeError);
  });
});

const AT_TWICE = 4_320_000;

describe('the rule set of 2020', () => {
  const propose2020 = (given: Case, rigid: Partial<Income> = {}) => {
    const { income, ...rest } = facts(given);
    return proposeCategory({
      facts: { ...rest, income: { ...income, ...rigid } },
      line: given.lineFen === null ? null : { monthlyFen: LINE },
      on: businessDate('2020-01-01'),
    });
  };

  it.each<[string, Case, string | null, string]>([
    ['one fen a year below the line', { annualFen: AT_LINE - 1 }, 'deep_hardship', 'below_line'],
    ['exactly on the line', { annualFen: AT_LINE }, 'relative_hardship', 'within_ceiling'],
    ['no cause said', { annualFen: AT_LINE, cause: null }, 'relative_hardship', 'within_ceiling'],
    ['exactly twice the line', { annualFen: AT_TWICE }, 'relative_hardship', 'within_ceiling'],
    ['one fen above twice the line', { annualFen: AT_TWICE + 1 }, null, 'above_ceiling'],
    [
      'an accident above twice the line',
      { annualFen: AT_TWICE + 1, cause: 'accident' },
      'accidental_hardship',
      'sudden_event',
    ],
    [
      'an accident below the line',
      { annualFen: AT_LINE - 1, cause: 'accident' },
      'deep_hardship',
      'below_line',
    ],
    ['no line', { annualFen: 0, lineFen: null }, null, 'no_line'],
  ])('%s', (_, given, category, code) => {
    expect(propose2020(given)).toMatchObject({ ruleSet: '2020', category, code });
  });

  it('takes every item of rigid expenditure off, both sides of the line', () => {
    const rigid = {
      rigidExpenseFen: fen(1),
      rigidMedicalFen: fen(20),
      rigidSchoolingFen: fen(300),
      rigidHousingFen: fen(4_000),
    };
    expect(rigidExpenditure({ ...NO_INCOME, ...rigid })).toBe(4_321);
    expect(propose2020({ annualFen: AT_LINE + 4_320 }, rigid).category).toBe('deep_hardship');
    expect(propose2020({ annualFen: AT_LINE + 4_321 }, rigid)).toMatchObject({
      category: 'relative_hardship',
      figures: { countedFen: AT_LINE, rigidExpenseFen: 4_321, ceilingFen: 120_000, ceilingTimes: 2 },
    });
    expect(proposalSentence(propose2020({ annualFen: AT_LINE + 4_321 }, rigid))).toBe(
      '扣除刚性支出后的收入 21,600.00 元 ÷ 12 个月 ÷ 3 人 = 人均月收入 600.00 元，不低于低保标准 600.00 元、不高于其 2 倍 1,200.00 元，且因「收入低」致困，建议认定为「相对困难」。',
    );
  });

  it('has categories of its own', () => {
    expect(categoriesOf('2020')).toEqual(['deep_hardship', 'relative_hardship', 'accidental_hardship']);
    expect(categoriesOf('2015')).toEqual(['subsistence', 'marginal', 'sudden_hardship']);
    expect([...categoriesOf('2015'), ...categoriesOf('2020')]).toEqual([...CATEGORIES]);
  });
});

describe('the versions of the rules', () => {
  it('are in order of their dates, each with a code of its own', () => {
    const dates = RULE_SETS.map(({ effectiveOn }) => effectiveOn);
    expect(dates).toEqual([...dates].sort());
    expect(new Set(RULE_SETS.map(({ code }) => code)).size).toBe(RULE_SETS.length);
  });

  it('are chosen by date, the oldest one for all days before it', () => {
    expect(ruleSetOn(businessDate('2014-12-31')).code).toBe('2015');
    expect(ruleSetOn(businessDate('2015-01-01')).code).toBe('2015');
    expect(ruleSetOn(businessDate('2019-12-31')).code).toBe('2015');
    expect(ruleSetOn(businessDate('2020-01-01')).code).toBe('2020');
  });
});

describe('the sentence', () => {
  it.each<[Case, string]>([
    [
      { annualFen: AT_LINE - 1 },
      '近 12 个月家庭收入 21,599.99 元 ÷ 12 个月 ÷ 3 人 = 人均月收入 599.99 元，低于低保标准 600.00 元，建议认定为「低保户」。',
    ],
    [
      { annualFen: AT_LINE, cause: 'schooling' },
      '近 12 个月家庭收入 21,600.00 元 ÷ 12 个月 ÷ 3 人 = 人均月收入 600.00 元，不低于低保标准 600.00 元、不高于其 1.5 倍 900.00 元，且因「子女上学」致困，建议认定为「低保边缘户」。',
    ],
    [
      { annualFen: AT_LINE },
      '近 12 个月家庭收入 21,600.00 元 ÷ 12 个月 ÷ 3 人 = 人均月收入 600.00 元，不低于低保标准 600.00 元、不高于其 1.5 倍 900.00 元，但致困原因「收入低」不在低保边缘户的原因之列，不建议认定。',
    ],
    [
      { annualFen: AT_CEILING + 1, cause: 'disability' },
      '近 12 个月家庭收入 32,400.01 元 ÷ 12 个月 ÷ 3 人 = 人均月收入 900.01 元，高于低保标准 600.00 元的 1.5 倍 900.00 元，且没有突发的意外或重大疾病，不建议认定。',
    ],
    [
      { annualFen: AT_CEILING + 1, cause: 'accident' },
      '近 12 个月家庭收入 32,400.01 元 ÷ 12 个月 ÷ 3 人 = 人均月收入 900.01 元，低保标准 600.00 元；因「意外灾害」突发致困，不设收入上限，建议认定为「意外灾害（事件）致困户」。',
    ],
    [
      { annualFen: 0, lineFen: null },
      '近 12 个月家庭收入 0.00 元 ÷ 12 个月 ÷ 3 人 = 人均月收入 0.00 元；申请日期没有可用的低保标准，不能判定类别，请先由中心主任登记低保标准。',
    ],
  ])('%j', (given, sentence) => expect(proposalSentence(propose(given))).toBe(sentence));
});

const aCase = fc.record({
  annualFen: fc.integer({ min: 0, max: 20_000_000 }),
  size: fc.integer({ min: 1, max: 12 }),
  cause: fc.constantFrom(...CAUSES, null),
  mainHealth: fc.constantFrom(...HEALTHS),
  otherHealth: fc.constantFrom(...HEALTHS),
  lineFen: fc.integer({ min: 1, max: 200_000 }).map(fen),
});

describe('the income a head that people see', () => {
  it.each<[Case, number, string]>([
    [{ annualFen: 1_177_600, size: 2 }, 49_067, 'is rounded as a clerk rounds'],
    [{ annualFen: 1_177_588, size: 2 }, 49_066, 'is rounded as a clerk rounds'],
    [{ annualFen: AT_LINE - 1 }, 59_999, 'stays below the line'],
    [{ annualFen: AT_LINE - 19 }, 59_999, 'stays below the line'],
    [{ annualFen: AT_LINE }, 60_000, 'is the line'],
    [{ annualFen: AT_LINE + 1 }, 60_001, 'stays above the line'],
    [{ annualFen: AT_CEILING - 1 }, 89_999, 'stays below the ceiling'],
    [{ annualFen: AT_CEILING }, 90_000, 'is the ceiling'],
    [{ annualFen: AT_CEILING + 1 }, 90_001, 'stays above the ceiling'],
    [{ annualFen: 1_177_600, size: 2, lineFen: null }, 49_067, 'is rounded where no line is known'],
  ])('%j: %d fen, it %s', (given, shown) => {
    expect(propose(given).figures.perCapitaFen).toBe(shown);
  });

  it('is less than a fen beside the exact one', () => {
    fc.assert(
      fc.property(aCase, (given) => {
        const exact = given.annualFen / (12 * given.size);
        expect(Math.abs(propose(given).figures.perCapitaFen - exact)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('properties', () => {
  it('income, line and amounts scaled together change nothing', () => {
    fc.assert(
      fc.property(aCase, fc.integer({ min: 2, max: 1000 }), (given, factor) => {
        const scaled = {
          ...given,
          annualFen: given.annualFen * factor,
          lineFen: fen(given.lineFen * factor),
        };
        expect(propose(scaled).category).toBe(propose(given).category);
      }),
    );
  });

  it('the same income a head gives the same category whatever the size', () => {
    fc.assert(
      fc.property(aCase, fc.integer({ min: 1, max: 4 }), (given, factor) => {
        // A larger family has someone of the same health in each place that counts.
        const size = Math.max(2, given.size);
        const larger = { ...given, size: size * factor, annualFen: given.annualFen * factor };
        expect(propose(larger).category).toBe(propose({ ...given, size }).category);
      }),
    );
  });

  it('more income never leads to a category of greater need', () => {
    const need = (category: string | null) =>
      [null, 'sudden_hardship', 'marginal', 'subsistence'].indexOf(category);
    fc.assert(
      fc.property(aCase, fc.integer({ min: 0, max: 20_000_000 }), (given, more) => {
        const richer = { ...given, annualFen: given.annualFen + more };
        expect(need(propose(richer).category)).toBeLessThanOrEqual(need(propose(given).category));
      }),
    );
  });

  it('always answers with a known code and a sentence that shows figures on the right side of the line', () => {
    fc.assert(
      fc.property(aCase, (given) => {
        const { category, code, figures } = propose(given);
        expect(PROPOSAL_CODES).toContain(code);
        expect([null, ...CATEGORIES]).toContain(category);
        if (code === 'below_line') expect(figures.perCapitaFen).toBeLessThan(figures.lineFen!);
        if (code === 'within_ceiling') expect(figures.perCapitaFen).toBeGreaterThanOrEqual(figures.lineFen!);
        if (code === 'within_ceiling') expect(figures.perCapitaFen).toBeLessThanOrEqual(figures.ceilingFen!);
        if (code === 'above_ceiling') expect(figures.perCapitaFen).toBeGreaterThan(figures.ceilingFen!);
        expect(proposalSentence(propose(given))).toMatch(/人均月收入 [\d,]+\.\d\d 元/);
      }),
    );
  });
});

describe('the contract of a migrant worker', () => {
  const migrant = { relation: 'self', employment: 'migrant_worker' } as const;
  const spouse = { relation: 'spouse', employment: 'migrant_worker' } as const;
  const employed = { relation: 'self', employment: 'employed' } as const;

  it.each([
    ['is not asked for', false, false, [migrant], false],
    ['is too short', true, false, [migrant], true],
    ['covers 12 months', true, true, [migrant], false],
    ['is asked of the main person only', true, false, [employed, spouse], false],
  ] as const)('%s', (_, isRequired, contractYear, members, lacks) => {
    expect(lacksContract({ contractYear, members }, isRequired)).toBe(lacks);
  });

  it('takes nothing that was said for nothing that was earned', () => {
    const of = (annualFen: number) =>
      proposeCategory({
        facts: { ...facts({ annualFen }), isIncomeUnstated: true },
        line: { monthlyFen: LINE },
        on: ON,
      });
    expect(of(0)).toMatchObject({ category: null, code: 'income_unstated' });
    expect(of(1_000_000)).toMatchObject({ category: 'subsistence' });
  });

  it('keeps a family out that is below the line, and says so', () => {
    const given = facts({ annualFen: 1_000_000 });
    const proposal = proposeCategory({
      facts: { ...given, lacksContract: true },
      line: { monthlyFen: LINE },
      on: ON,
    });
    expect(proposal).toMatchObject({ category: null, code: 'contract_short' });
    expect(proposalSentence(proposal)).toContain('劳动合同不满 12 个月');
    expect(proposeCategory({ facts: given, line: { monthlyFen: LINE }, on: ON }).category).toBe(
      'subsistence',
    );
  });
});
