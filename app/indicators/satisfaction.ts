import { shareOf, type ScoringRules } from '../fund/scoring';
import { compareRatio } from '../money/rate';
import { isRating, isSatisfied } from '../surveys/survey';
import { countedPayments, netBy, type AnswerFact, type YearFacts } from './facts';
import type { Heard, Remark, Sample } from './indicator';
import type { Measure } from './score';

export const ANSWER_REASONS = ['round_withdrawn', 'unreached', 'declined', 'later_answer'] as const;

/** How an answer of the surveys of the year counts as of a day. */
export interface JudgedAnswer {
  answer: AnswerFact;
  state: 'satisfied' | 'unsatisfied' | 'left_out';
  reason: (typeof ANSWER_REASONS)[number] | 'after_day' | null;
}

/**
 * Every answer of the year's surveys: one rating a person counts, the last up to the day (domain definition,
 * satisfaction), of the rounds that stand; who could not be reached or declined gave none.
 */
export function judgedAnswers({ answers, asOf }: Pick<YearFacts, 'answers' | 'asOf'>): JudgedAnswer[] {
  const last = new Map<string, AnswerFact>();
  for (const answer of answers) {
    if (answer.isWithdrawn || answer.answeredOn > asOf || !isRating(answer.outcome)) continue;
    const known = last.get(answer.personId);
    if (!known || isLater(answer, known)) last.set(answer.personId, answer);
  }
  return answers.map((answer) => judged(answer, { asOf, last }));
}

/** The later day; of one day, what was taken down later (the ids are in order of time). */
function isLater(answer: AnswerFact, other: AnswerFact): boolean {
  if (answer.answeredOn !== other.answeredOn) return answer.answeredOn > other.answeredOn;
  return answer.id > other.id;
}

function judged(
  answer: AnswerFact,
  { asOf, last }: { asOf: string; last: ReadonlyMap<string, AnswerFact> },
): JudgedAnswer {
  const leftOut = (reason: JudgedAnswer['reason']): JudgedAnswer => ({ answer, state: 'left_out', reason });
  if (answer.isWithdrawn) return leftOut('round_withdrawn');
  if (answer.answeredOn > asOf) return leftOut('after_day');
  const { outcome } = answer;
  if (outcome === 'unreached' || outcome === 'declined') return leftOut(outcome);
  if (last.get(answer.personId) !== answer) return leftOut('later_answer');
  return { answer, state: isSatisfied(outcome) ? 'satisfied' : 'unsatisfied', reason: null };
}

/** The satisfied over all who gave a rating. */
export function satisfactionOf(judgedOnes: readonly JudgedAnswer[]): Measure {
  const countOf = (state: JudgedAnswer['state']) => judgedOnes.filter((one) => one.state === state).length;
  const numerator = countOf('satisfied');
  return { numerator, denominator: numerator + countOf('unsatisfied') };
}

/** Of how many people paid so many were heard. */
export function heardOf(facts: YearFacts, answers: number): Heard {
  const nets = netBy(countedPayments(facts), ({ personId }) => personId);
  const paid = [...nets.values()].filter((net) => net > 0).length;
  return { answers, paid };
}

/** Whether too few were heard for a rate without a warning: fewer than the year's rules say, or a smaller share. */
export function isThinSample(
  { answers, paid }: Heard,
  { thinAnswers, thinShare }: Pick<ScoringRules, 'thinAnswers' | 'thinShare'>,
): boolean {
  const order = compareRatio(answers, paid, shareOf(thinShare));
  return answers < thinAnswers || (order !== null && order < 0);
}

/** What is said of a sample beside its figure; null of one that is large enough. */
export function sampleRemark({ answers, isThin }: Pick<Sample, 'answers' | 'isThin'>): Remark | null {
  if (answers === 0) return 'no_surveys';
  return isThin ? 'thin_sample' : null;
}
