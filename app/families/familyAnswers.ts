import { isBusinessDate, type BusinessDate } from '../calendar/date';
import { parseIdNumber } from '../identity/idNumber';
import { parseYuan } from '../money/yuan';
import type { Income } from './classification';

/**
 * What a form says, or a file holds, as far as completeness and cross-checks ask. Loose on purpose: half-typed forms
 * in the browser and stored files are asked the same questions by the same functions.
 */

type Answer = string | number | boolean | null | undefined;

export interface MemberAnswers {
  /** Set where the ID number is on file already. */
  memberId?: Answer;
  relation?: Answer;
  name?: Answer;
  idNumber?: Answer;
  /** Read from the ID number, YYYY-MM-DD; absent while there is none to read. */
  birthOn?: Answer;
  employment?: Answer;
  health?: Answer;
  illness?: Answer;
  ethnicGroup?: Answer;
  politicalStatus?: Answer;
  maritalStatus?: Answer;
  disabilityKind?: Answer;
  disabilityGrade?: Answer;
  educationStage?: Answer;
  school?: Answer;
  monthlyIncomeFen?: Answer;
}

export interface FamilyAnswers {
  /** What was decided, or is proposed; absent while nothing is known. */
  category?: Answer;
  appliedOn?: Answer;
  mainCause?: Answer;
  secondCause?: Answer;
  thirdCause?: Answer;
  fourthCause?: Answer;
  certificateNumber?: Answer;
  unionMember?: Answer;
  division?: Answer;
  hukouKind?: Answer;
  address?: Answer;
  phone?: Answer;
  housingKind?: Answer;
  workUnit?: Answer;
  zeroEmployment?: Answer;
  /** Income of the family by item over 12 months. */
  income?: Partial<Record<keyof Income, Answer>>;
  members?: readonly (MemberAnswers | null | undefined)[];
  /** Evidence by the kind of exclusion; an empty one says that it does not apply. */
  exclusions?: Record<string, Answer>;
}

/** Whether anything was answered. */
export function isAnswered(answer: Answer): boolean {
  return answer !== null && answer !== undefined && String(answer).trim() !== '';
}

/** A tick travels as `on` from a form and is true in a file. */
export function isTicked(answer: Answer): boolean {
  return answer === true || answer === 'on';
}

/** An amount in fen: typed in yuan it is a text, on file a number; null where there is none to read. */
export function amountOf(answer: Answer): number | null {
  if (typeof answer === 'number') return answer;
  if (typeof answer !== 'string' || answer.trim() === '') return null;
  const parsed = parseYuan(answer);
  return parsed.ok ? parsed.fen : null;
}

export function membersOf({ members = [] }: FamilyAnswers): MemberAnswers[] {
  return members.map((member) => member ?? {});
}

/** A date that is known; null where there is none, or it is half typed. */
export function dateOf(answer: Answer): BusinessDate | null {
  return isBusinessDate(answer) ? answer : null;
}

/**
 * The answers of a form with the birth dates of its members: of a number that is typed whole, else of the one on file.
 * @param given.onFile the birth dates by the id of the member
 */
export function withBirths(
  answers: FamilyAnswers,
  { onFile, today }: { onFile: Record<string, { birthOn: BusinessDate }>; today: BusinessDate },
): FamilyAnswers {
  const birthOf = ({ idNumber, memberId }: MemberAnswers) => {
    const typed = isAnswered(idNumber) ? parseIdNumber(String(idNumber), { today }) : null;
    if (typed) return typed.ok ? typed.birthDate : null;
    return onFile[String(memberId)]?.birthOn ?? null;
  };
  return { ...answers, members: membersOf(answers).map((one) => ({ ...one, birthOn: birthOf(one) })) };
}

/** The answers of a stored file. */
export function answersOf(
  file: Omit<FamilyAnswers, 'exclusions' | 'members'> & {
    members: readonly (MemberAnswers & { id: string })[];
    exclusions: readonly { kind: string; evidence: string }[];
  },
): FamilyAnswers {
  return {
    ...file,
    members: file.members.map((member) => ({ ...member, memberId: member.id })),
    exclusions: Object.fromEntries(file.exclusions.map(({ kind, evidence }) => [kind, evidence])),
  };
}
