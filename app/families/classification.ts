import type { BusinessDate } from '../calendar/date';
import { addFen, fen, ZERO, type Fen } from '../money/fen';
import { divideFen, multiplyFen, type Rounding } from '../money/rate';
import type { Category, Cause, Employment, Health, HukouKind, Relation } from './family';

/** Income and rigid expenditure of the whole family over the 12 months before the application. */
export interface Income {
  wagesFen: Fen;
  businessFen: Fen;
  propertyFen: Fen;
  transferFen: Fen;
  otherIncomeFen: Fen;
  /** Rigid expenditure that none of the items below names. */
  rigidExpenseFen: Fen;
  rigidMedicalFen?: Fen;
  rigidSchoolingFen?: Fen;
  rigidHousingFen?: Fen;
}

/** The subsistence line that is in force for a family on a day. */
export interface Line {
  monthlyFen: Fen;
  region: string;
  hukouKind: HukouKind;
  effectiveOn: BusinessDate;
  document: string;
  /** An example row that nobody confirmed yet has none. */
  isConfirmed: boolean;
}

/** What a category depends on. */
export interface FamilyFacts {
  income: Income;
  mainCause: Cause | null;
  members: readonly { relation: Relation; health: Health }[];
  /** A migrant worker without the contract of 12 months that is asked for on the day. */
  lacksContract?: boolean;
  /** Nobody said what the main person earns a month. */
  isIncomeUnstated?: boolean;
}

/** Whether the main person is a migrant worker whose contract is shorter than the 12 months that a rule asks for. */
export function lacksContract(
  {
    contractYear,
    members,
  }: { contractYear: boolean; members: readonly { relation: Relation; employment: Employment }[] },
  isRequired: boolean,
): boolean {
  const isMigrant = members.some(
    ({ relation, employment }) => relation === 'self' && employment === 'migrant_worker',
  );
  return isRequired && isMigrant && !contractYear;
}

/** A multiple of the line, as an exact fraction: 1.5 times is {numerator: 3, denominator: 2}. */
interface Multiple {
  numerator: number;
  denominator: number;
}

interface Ceiling {
  times: Multiple;
  /** Whether income exactly on the ceiling still belongs here. */
  isIncluded: boolean;
}

type Condition = 'sudden_event';

interface Band {
  category: Category;
  /** The per-capita income up to which the band reaches; null when income does not matter. */
  ceiling: Ceiling | null;
  /** The main causes that open the band; null when any does, even none. */
  causes: readonly Cause[] | null;
  condition?: Condition;
}

/** One version of the rules: the first band that fits is the category. */
export interface RuleSet {
  code: string;
  effectiveOn: BusinessDate;
  incomeBasis: 'gross' | 'net';
  bands: readonly Band[];
}

const ONCE: Multiple = { numerator: 1, denominator: 1 };
const ONE_AND_A_HALF: Multiple = { numerator: 3, denominator: 2 };
const TWICE: Multiple = { numerator: 2, denominator: 1 };

/**
 * The rule sets by the day they took effect, oldest first. The one of 2015 follows the categories of the centre's
 * target form (under the measures of 2015 for central relief funds). Exactly on the line is marginal: the line is the
 * income up to which the state supports, and only who is below it gets that support. The one of 2020 follows the grades
 * of the national register from that year on, on income net of rigid expenditure; in it too the line itself belongs to
 * the band above.
 */
export const RULE_SETS: readonly [RuleSet, ...RuleSet[]] = [
  {
    code: '2015',
    effectiveOn: '2015-01-01' as BusinessDate,
    incomeBasis: 'gross',
    bands: [
      { category: 'subsistence', ceiling: { times: ONCE, isIncluded: false }, causes: null },
      {
        category: 'marginal',
        ceiling: { times: ONE_AND_A_HALF, isIncluded: true },
        causes: ['own_illness', 'relative_illness', 'disability', 'schooling', 'single_parent', 'other'],
      },
      {
        category: 'sudden_hardship',
        ceiling: null,
        causes: ['accident', 'own_illness', 'relative_illness'],
        condition: 'sudden_event',
      },
    ],
  },
  {
    code: '2020',
    effectiveOn: '2020-01-01' as BusinessDate,
    incomeBasis: 'net',
    bands: [
      { category: 'deep_hardship', ceiling: { times: ONCE, isIncluded: false }, causes: null },
      { category: 'relative_hardship', ceiling: { times: TWICE, isIncluded: true }, causes: null },
      {
        category: 'accidental_hardship',
        ceiling: null,
        causes: ['accident', 'own_illness', 'relative_illness'],
        condition: 'sudden_event',
      },
    ],
  },
];

/** Why a category is proposed, or none; the sentences stand in app/zh/families.ts. */
export const PROPOSAL_CODES = [
  'below_line',
  'within_ceiling',
  'sudden_event',
  'cause_missing',
  'above_ceiling',
  'no_line',
  'income_unstated',
  'contract_short',
] as const;
export type ProposalCode = (typeof PROPOSAL_CODES)[number];

/** The sum behind a proposal. */
export interface Figures {
  countedFen: Fen;
  /** What was taken off; null where the rule set counts gross income. */
  rigidExpenseFen: Fen | null;
  memberCount: number;
  /** For people only: rounded half up, unless that would show it on the other side of the line or ceiling, or on it. */
  perCapitaFen: Fen;
  lineFen: Fen | null;
  ceilingFen: Fen | null;
  /** How many times the line the ceiling is. */
  ceilingTimes: number;
  mainCause: Cause | null;
}

export interface Proposal {
  ruleSet: string;
  category: Category | null;
  code: ProposalCode;
  figures: Figures;
}

/** The rule set in force on a day; days before the oldest one fall under the oldest. */
export function ruleSetOn(on: BusinessDate): RuleSet {
  return RULE_SETS.reduce(
    (chosen, candidate) => (candidate.effectiveOn <= on ? candidate : chosen),
    RULE_SETS[0],
  );
}

/** The categories that a rule set knows, the gravest first. */
export function categoriesOf(code: string): Category[] {
  const rules = RULE_SETS.find((one) => one.code === code) ?? RULE_SETS[0];
  return rules.bands.map(({ category }) => category);
}

/**
 * The category that the rules of a day propose, with the code and the figures of its explanation. Income is compared
 * unrounded: counted × denominator against line × 12 × members × numerator, in whole numbers.
 * @param line the line in force for the family on that day; without one nothing is proposed
 * @throws RangeError for a family without members
 */
export function proposeCategory({
  facts,
  line,
  on,
}: {
  facts: FamilyFacts;
  line: Pick<Line, 'monthlyFen'> | null;
  on: BusinessDate;
}): Proposal {
  if (facts.members.length === 0) throw new RangeError('A family without members has no per-capita income.');
  const rules = ruleSetOn(on);
  const countedFen = countedIncome(facts.income, rules);
  const ceiling = highestCeiling(rules);
  const inquiry: Inquiry = { facts, countedFen, lineFen: line?.monthlyFen ?? null };
  const isOpen = line && !facts.lacksContract && !isUnstated(facts);
  const band = isOpen ? rules.bands.find((candidate) => fits(candidate, inquiry)) : undefined;
  return {
    ruleSet: rules.code,
    category: band?.category ?? null,
    code: proposalCode(inquiry, { band, ceiling }),
    figures: {
      countedFen,
      rigidExpenseFen: rules.incomeBasis === 'net' ? rigidExpenditure(facts.income) : null,
      memberCount: facts.members.length,
      perCapitaFen: perCapita(inquiry, ceiling),
      lineFen: inquiry.lineFen,
      ceilingFen: inquiry.lineFen === null ? null : multipleOf(inquiry.lineFen, ceiling.times),
      ceilingTimes: ratioOf(ceiling),
      mainCause: facts.mainCause,
    },
  };
}

/** Neither the income of the main person nor any of the family's was stated: nothing is not 0. */
function isUnstated({ income, isIncomeUnstated }: FamilyFacts): boolean {
  return isIncomeUnstated === true && countedIncome(income, { incomeBasis: 'gross' }) === ZERO;
}

interface Inquiry {
  facts: FamilyFacts;
  countedFen: Fen;
  lineFen: Fen | null;
}

/** The income of the 12 months that counts; never less than 0 where expenditure is taken off. */
export function countedIncome(income: Income, { incomeBasis }: Pick<RuleSet, 'incomeBasis'>): Fen {
  const gross = addFen(
    income.wagesFen,
    income.businessFen,
    income.propertyFen,
    income.transferFen,
    income.otherIncomeFen,
  );
  if (incomeBasis === 'gross') return gross;
  return fen(Math.max(0, gross - rigidExpenditure(income)));
}

/** The rigid expenditure of the 12 months, all items. */
export function rigidExpenditure(income: Income): Fen {
  const { rigidMedicalFen = ZERO, rigidSchoolingFen = ZERO, rigidHousingFen = ZERO } = income;
  return addFen(income.rigidExpenseFen, rigidMedicalFen, rigidSchoolingFen, rigidHousingFen);
}

function fits(band: Band, inquiry: Inquiry): boolean {
  if (band.ceiling && !isWithin(inquiry, band.ceiling)) return false;
  const { mainCause } = inquiry.facts;
  if (band.causes && !(mainCause && band.causes.includes(mainCause))) return false;
  return band.condition !== 'sudden_event' || isSuddenEvent(inquiry.facts);
}

/** An accident; or an illness that the health of the one who fell ill shows to be a serious one. */
function isSuddenEvent({ mainCause, members }: FamilyFacts): boolean {
  const isSeriouslyIll = (person: FamilyFacts['members'][number]) => person.health === 'major_illness';
  if (mainCause === 'own_illness')
    return members.some((one) => one.relation === 'self' && isSeriouslyIll(one));
  if (mainCause === 'relative_illness')
    return members.some((one) => one.relation !== 'self' && isSeriouslyIll(one));
  return mainCause === 'accident';
}

function isWithin(inquiry: Inquiry, { times, isIncluded }: Ceiling): boolean {
  const order = compareWithLine(inquiry, times);
  return order < 0 || (order === 0 && isIncluded);
}

/** The sign of per-capita monthly income − multiple × line, exactly. */
function compareWithLine({ facts, countedFen, lineFen }: Inquiry, multiple: Multiple): -1 | 0 | 1 {
  return compareShares({ countedFen, shares: 12 * facts.members.length, lineFen: lineFen! }, multiple);
}

function compareShares(
  { countedFen, shares, lineFen }: { countedFen: Fen; shares: number; lineFen: Fen },
  { numerator, denominator }: Multiple,
): -1 | 0 | 1 {
  const income = BigInt(countedFen) * BigInt(denominator);
  const limit = BigInt(lineFen) * BigInt(shares) * BigInt(numerator);
  if (income === limit) return 0;
  return income < limit ? -1 : 1;
}

function proposalCode(inquiry: Inquiry, { band, ceiling }: { band?: Band; ceiling: Ceiling }): ProposalCode {
  if (inquiry.lineFen === null) return 'no_line';
  if (isUnstated(inquiry.facts)) return 'income_unstated';
  if (inquiry.facts.lacksContract) return 'contract_short';
  if (band?.condition === 'sudden_event') return 'sudden_event';
  if (band) return compareWithLine(inquiry, ONCE) < 0 ? 'below_line' : 'within_ceiling';
  return isWithin(inquiry, ceiling) ? 'cause_missing' : 'above_ceiling';
}

function highestCeiling(rules: RuleSet): Ceiling {
  const ceilings = rules.bands.flatMap(({ ceiling }) => ceiling ?? []);
  return ceilings.reduce((highest, candidate) =>
    ratioOf(candidate) > ratioOf(highest) ? candidate : highest,
  );
}

function ratioOf({ times }: Ceiling): number {
  return times.numerator / times.denominator;
}

function perCapita(inquiry: Inquiry, ceiling: Ceiling): Fen {
  const { facts, countedFen, lineFen } = inquiry;
  const rounded = (rounding: Rounding) => divideFen(countedFen, 12 * facts.members.length, rounding);
  if (lineFen === null) return rounded('half-up');
  const isTrue = (shown: Fen) =>
    [ONCE, ceiling.times].every(
      (multiple) =>
        compareShares({ countedFen: shown, shares: 1, lineFen }, multiple) ===
        compareWithLine(inquiry, multiple),
    );
  return [rounded('half-up'), rounded('down')].find(isTrue) ?? rounded('up');
}

function multipleOf(lineFen: Fen, { numerator, denominator }: Multiple): Fen {
  return divideFen(multiplyFen(lineFen, String(numerator), 'down'), denominator, 'down');
}
