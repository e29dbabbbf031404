import { toPlainText } from '../plainText';
import { planWords } from '../zh/targetForm';
import { RELIEF_TYPES } from './project';
import type { ReliefType } from './project';
import { guessCountBasis } from './target';
import type { CountBasis } from './target';

/** What the plan of a form says about one type of relief: whom it is to reach, and in which months (1–12). */
export interface PlannedHelp {
  people: number | null;
  basis: CountBasis | null;
  firstMonth: number | null;
  lastMonth: number | null;
}
export type PlannedByType = Partial<Record<ReliefType, PlannedHelp>>;

interface Part {
  type: ReliefType;
  text: string;
}

const THOUSANDS = /(\d),(?=\d{3}(?!\d))/g;

/**
 * Recognises the planned headcounts and months in the free text of a plan. A number belongs to the type of relief
 * named in the same clause, or else to the last one named in the same sentence. The first number counts.
 */
export function readPlannedHelp(plan: string): PlannedByType {
  const text = toPlainText(plan)
    .replace(/[^\S\n]+/g, '')
    .replace(THOUSANDS, '$1');
  const planned: PlannedByType = {};
  for (const { type, text: part } of text.split(planWords.sentenceEnd).flatMap(partsOfSentence)) {
    planned[type] = completed(planned[type], part);
  }
  return Object.fromEntries(
    RELIEF_TYPES.flatMap((type) => {
      const help = planned[type];
      return help && (help.people !== null || help.firstMonth !== null) ? [[type, help]] : [];
    }),
  );
}

function completed(known: PlannedHelp | undefined, part: string): PlannedHelp {
  const people = known && known.people !== null ? known : peopleIn(part);
  const months = known && known.firstMonth !== null ? known : monthsIn(part);
  return {
    people: people.people,
    basis: people.basis,
    firstMonth: months.firstMonth,
    lastMonth: months.lastMonth,
  };
}

function partsOfSentence(sentence: string): Part[] {
  const parts: Part[] = [];
  let current: ReliefType | null = null;
  for (const clause of sentence.split(planWords.clauseEnd)) {
    const own = partsOfClause(clause);
    current = own[own.length - 1]?.type ?? current;
    if (own.length > 0) parts.push(...own);
    else if (current) parts.push({ type: current, text: clause });
  }
  return parts;
}

/** Cuts a clause at the types it names; with one type the whole clause is about it. */
function partsOfClause(clause: string): Part[] {
  const mentions = mentionsIn(clause);
  const [only] = mentions;
  if (!only) return [];
  if (mentions.every(({ type }) => type === only.type)) return [{ type: only.type, text: clause }];

  const before = clause.slice(0, only.start);
  const numbersComeFirst = hasPeople(before) && !hasPeople(clause.slice(mentions[mentions.length - 1]?.end));
  return mentions.map(({ type, end, start }, index) => ({
    type,
    text: numbersComeFirst
      ? clause.slice(mentions[index - 1]?.end ?? 0, start)
      : clause.slice(end, mentions[index + 1]?.start),
  }));
}

function mentionsIn(clause: string): { type: ReliefType; start: number; end: number }[] {
  return planWords.types
    .flatMap(([type, pattern]) =>
      [...clause.matchAll(new RegExp(pattern, 'g'))].map((match) => ({
        type,
        start: match.index,
        end: match.index + match[0].length,
      })),
    )
    .sort((left, right) => left.start - right.start);
}

function hasPeople(text: string): boolean {
  return planWords.people.test(text);
}

function peopleIn(text: string): { people: number | null; basis: CountBasis | null } {
  const match = planWords.people.exec(text);
  const people = Number(match?.[1] ?? Number.NaN);
  if (!match || !Number.isSafeInteger(people)) return { people: null, basis: null };
  return { people, basis: guessCountBasis(match[2] ?? null) };
}

function monthsIn(text: string): { firstMonth: number | null; lastMonth: number | null } {
  const match = planWords.months.exec(text);
  if (!match && planWords.wholeYear.test(text)) return { firstMonth: 1, lastMonth: 12 };
  const firstMonth = Number(match?.[1] ?? match?.[3]);
  const lastMonth = Number(match?.[2] ?? match?.[3]);
  const isReal = firstMonth >= 1 && firstMonth <= lastMonth && lastMonth <= 12;
  return isReal ? { firstMonth, lastMonth } : { firstMonth: null, lastMonth: null };
}
