import { isAnswered, membersOf, type FamilyAnswers, type MemberAnswers } from './familyAnswers';

/** The sections of the form in its order; the Chinese terms stand in app/zh/familyForm.ts. */
export const FORM_SECTIONS = [
  'application',
  'people',
  'home',
  'work',
  'income',
  'bank',
  'exclusions',
  'remarks',
] as const;
export type FormSection = (typeof FORM_SECTIONS)[number];

export interface Requirement {
  section: FormSection;
  /** The name of the field in the form. */
  field: string;
  isMet: boolean;
}

const OF_FILE = {
  application: ['appliedOn', 'mainCause'],
  home: ['division', 'hukouKind', 'address', 'phone', 'housingKind'],
  work: ['workUnit'],
} as const satisfies Partial<Record<FormSection, (keyof FamilyAnswers)[]>>;

/** Fields marked with a star in the national form, of every member and of the main person only. */
const OF_MEMBER = ['name', 'relation', 'employment', 'health'] as const satisfies (keyof MemberAnswers)[];
const OF_MAIN_PERSON = ['ethnicGroup', 'politicalStatus', 'maritalStatus', 'monthlyIncomeFen'] as const;
const OF_DISABLED = ['disabilityKind', 'disabilityGrade'] as const;

/** Everything that a file must say before it may be submitted, and whether it does, in the order of the form. */
export function requirements(answers: FamilyAnswers): Requirement[] {
  return [
    ...fileRequirements(answers, 'application'),
    ...membersOf(answers).flatMap(memberRequirements),
    ...fileRequirements(answers, 'home'),
    ...fileRequirements(answers, 'work'),
  ];
}

function fileRequirements(answers: FamilyAnswers, section: keyof typeof OF_FILE): Requirement[] {
  return OF_FILE[section].map((field) => ({ section, field, isMet: isAnswered(answers[field]) }));
}

function memberRequirements(member: MemberAnswers, index: number): Requirement[] {
  const fields: (keyof MemberAnswers)[] = [
    ...OF_MEMBER,
    ...(index === 0 ? OF_MAIN_PERSON : []),
    ...(member.health === 'disabled' ? OF_DISABLED : []),
  ];
  const asked = fields.filter((field) => !(index === 0 && field === 'relation'));
  const requirement = (field: string, isMet: boolean): Requirement => ({
    section: 'people',
    field: `members[${index}].${field}`,
    isMet,
  });
  return [
    ...asked.map((field) => requirement(field, isAnswered(member[field]))),
    requirement('idNumber', isAnswered(member.idNumber) || isAnswered(member.memberId)),
  ];
}

/** The names of the fields that are still empty. */
export function missingFields(answers: FamilyAnswers): string[] {
  return requirements(answers)
    .filter(({ isMet }) => !isMet)
    .map(({ field }) => field);
}

export interface Completeness {
  met: number;
  all: number;
}

/** How much of what is required has been filled in: on the whole, and by section. */
export function completeness(answers: FamilyAnswers): Completeness & {
  sections: Record<FormSection, Completeness>;
} {
  const asked = requirements(answers);
  const of = (some: Requirement[]): Completeness => ({
    met: some.filter(({ isMet }) => isMet).length,
    all: some.length,
  });
  return {
    ...of(asked),
    sections: Object.fromEntries(
      FORM_SECTIONS.map((section) => [section, of(asked.filter((one) => one.section === section))]),
    ) as Record<FormSection, Completeness>,
  };
}
