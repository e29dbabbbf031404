import type { BusinessDate } from '../calendar/date';
import type { Category, Cause, EducationStage, Employment } from '../families/family';
import type { Fen } from '../money/fen';
import type { CampaignType, LeftOutReason } from './campaign';

/** Whom a campaign draws from the register of a day; what is left out narrows nothing. */
export interface CampaignRule {
  type: CampaignType;
  /** The day of the register. */
  startedOn: BusinessDate;
  categories?: readonly Category[] | undefined;
  /** Main causes of hardship. */
  causes?: readonly Cause[] | undefined;
  /** Division codes. */
  divisions?: readonly string[] | undefined;
  /** Of a schooling campaign. */
  stages?: readonly EducationStage[] | undefined;
  onlyUnionMembers?: boolean | undefined;
  /** The main person is a migrant worker (农民工). */
  onlyMigrants?: boolean | undefined;
  /** Nobody who was paid relief of this type in the year, or waits for it. Of schooling it always holds. */
  onlyUnhelped?: boolean | undefined;
  /** Only families that came onto the register before this day. */
  registeredBefore?: BusinessDate | undefined;
}

/** A line of the table of amounts: for this category, this stage, or both together. */
export interface StepAmount {
  category?: Category | undefined;
  stage?: EducationStage | undefined;
  amountFen: Fen;
}

/** One amount for each person, and others for some. */
export interface CampaignAmounts {
  amountFen: Fen;
  steps?: readonly StepAmount[] | undefined;
}

/** What is kept of a rule beside the campaign's type, day and amount. */
export type StoredRule = Omit<CampaignRule, 'type' | 'startedOn'> & Pick<CampaignAmounts, 'steps'>;

/** What the rule asks about somebody of the register. */
export interface RulePerson {
  category: Category | null;
  mainCause: Cause | null;
  division: string;
  unionMember: boolean;
  mainEmployment: Employment;
  registeredOn: string | null;
  educationStage: EducationStage | null;
}

/** Why the rule does not fit somebody: the first that holds; null where it fits. */
export function ruleGap(rule: CampaignRule, person: RulePerson): LeftOutReason | null {
  const { categories, causes, divisions, stages, registeredBefore } = rule;
  if (!isAmong(categories, person.category)) return 'other_category';
  if (!isAmong(causes, person.mainCause)) return 'other_cause';
  if (!isAmong(divisions, person.division)) return 'other_division';
  if (rule.type === 'schooling' && !isAmong(stages, person.educationStage)) return 'other_stage';
  if (rule.onlyUnionMembers && !person.unionMember) return 'not_union_member';
  if (rule.onlyMigrants && person.mainEmployment !== 'migrant_worker') return 'not_migrant';
  if (registeredBefore && (person.registeredOn ?? '9999') >= registeredBefore) return 'registered_later';
  return null;
}

/** What somebody gets: the line that says most about the person, of two that say as much the one of the stage. */
export function amountOfPerson(
  { amountFen, steps = [] }: CampaignAmounts,
  { category, educationStage }: Pick<RulePerson, 'category' | 'educationStage'>,
): Fen {
  const fitting = steps.filter(
    (step) =>
      (step.category === undefined || step.category === category) &&
      (step.stage === undefined || step.stage === educationStage),
  );
  const weightOf = (step: StepAmount) => (step.stage ? 2 : 0) + (step.category ? 1 : 0);
  return [...fitting].sort((left, right) => weightOf(right) - weightOf(left))[0]?.amountFen ?? amountFen;
}

function isAmong<T>(wanted: readonly T[] | undefined, found: T | null): boolean {
  return !wanted || wanted.length === 0 || (found !== null && wanted.includes(found));
}

/** What each person of a campaign gets, from the least to the most of its table of amounts. */
export function amountRange(campaign: { amountFen: number; rule: string | null }): {
  leastFen: number;
  mostFen: number;
} {
  const steps = campaign.rule === null ? [] : (storedRuleOf(campaign.rule).steps ?? []);
  const amounts = [campaign.amountFen, ...steps.map(({ amountFen }) => amountFen)];
  return { leastFen: Math.min(...amounts), mostFen: Math.max(...amounts) };
}

/** The rule of a campaign as it was kept. */
export function storedRuleOf(text: string): StoredRule {
  return JSON.parse(text) as StoredRule;
}
