import { ageOn } from '../identity/idNumber';
import type { Employment, ExclusionKind, Relation } from './family';
import {
  amountOf,
  dateOf,
  isAnswered,
  isTicked,
  membersOf,
  type FamilyAnswers,
  type MemberAnswers,
} from './familyAnswers';
import { incomeGap, type IncomeGap } from './incomeGap';

/** What does not fit together in a file; the sentences stand in app/zh/familyForm.ts. */
export const FINDING_CODES = [
  'schooling_without_student',
  'illness_without_patient',
  'disability_without_disabled',
  'single_parent_but_married',
  'certificate_missing',
  'migrant_not_in_union',
  'illness_unnamed',
  'employed_in_zero_employment',
  'student_without_school',
  'elder_is_younger',
  'child_is_older',
  'working_under_sixteen',
  'same_cause_twice',
  'income_apart',
  'exclusion',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface Finding {
  code: FindingCode;
  /** `block` keeps the file from being submitted; `warn` asks to look again. */
  level: 'warn' | 'block';
  /** The name of the field in the form that it is about. */
  field: string;
  /** The kind of exclusion, or the place of the member. */
  about?: string;
  /** The two sums that do not fit. */
  gap?: IncomeGap;
}

/** Whether an exclusion keeps a family out, or only makes a person look twice: the centre's setting. */
export const EXCLUSION_LEVELS: Record<ExclusionKind, Finding['level']> = {
  second_home: 'warn',
  business_owner: 'warn',
  shareholder: 'warn',
  private_school: 'warn',
  private_car: 'warn',
  refuses_checks: 'block',
  refuses_work: 'block',
};

const CAUSE_FIELDS = ['mainCause', 'secondCause', 'thirdCause', 'fourthCause'] as const;
type CauseField = (typeof CAUSE_FIELDS)[number];

/** Everything that does not fit together, in the order of the form. */
export function crossChecks(answers: FamilyAnswers): Finding[] {
  return [
    ...causeFindings(answers),
    ...fileFindings(answers),
    ...membersOf(answers).flatMap((member, index) => memberFindings(member, { index, answers })),
    ...incomeFindings(answers),
    ...exclusionFindings(answers),
  ];
}

/** A cause that nothing in the file bears out: the main one keeps it from being submitted, a further one is asked about. */
function causeFindings(answers: FamilyAnswers): Finding[] {
  const given = CAUSE_FIELDS.filter((field) => isAnswered(answers[field]));
  const twice = given.filter(
    (field) => given.findIndex((one) => answers[one] === answers[field]) < given.indexOf(field),
  );
  return [
    ...given.flatMap((field) => unborneCause(answers, field)),
    ...twice.map((field): Finding => ({ code: 'same_cause_twice', level: 'warn', field })),
  ];
}

function unborneCause(answers: FamilyAnswers, field: CauseField): Finding[] {
  const level = field === 'mainCause' ? 'block' : 'warn';
  const [main, ...others] = membersOf(answers);
  const finding = (code: FindingCode, isBorne: boolean, grade: Finding['level'] = level): Finding[] =>
    isBorne ? [] : [{ code, level: grade, field }];
  const cause = answers[field];
  if (cause === 'schooling') return finding('schooling_without_student', membersOf(answers).some(isStudent));
  if (cause === 'own_illness') return finding('illness_without_patient', isIll(main ?? {}));
  if (cause === 'relative_illness') return finding('illness_without_patient', others.some(isIll));
  if (cause === 'disability')
    return finding('disability_without_disabled', membersOf(answers).some(isDisabled), 'warn');
  if (cause === 'single_parent')
    return finding('single_parent_but_married', main?.maritalStatus !== 'married', 'warn');
  return [];
}

function fileFindings(answers: FamilyAnswers): Finding[] {
  const [main] = membersOf(answers);
  const findings: [boolean, Finding][] = [
    [
      answers.category === 'subsistence' && !isAnswered(answers.certificateNumber),
      { code: 'certificate_missing', level: 'warn', field: 'certificateNumber' },
    ],
    [
      main?.employment === 'migrant_worker' && !isTicked(answers.unionMember),
      { code: 'migrant_not_in_union', level: 'block', field: 'unionMember' },
    ],
    [
      isTicked(answers.zeroEmployment) && membersOf(answers).some(hasWork),
      { code: 'employed_in_zero_employment', level: 'warn', field: 'zeroEmployment' },
    ],
  ];
  return findings.filter(([applies]) => applies).map(([, finding]) => finding);
}

interface Place {
  index: number;
  answers: FamilyAnswers;
}

function memberFindings(member: MemberAnswers, { index, answers }: Place): Finding[] {
  const about = String(index);
  const [main = {}] = membersOf(answers);
  const findings: [boolean, Finding][] = [
    [
      member.health === 'major_illness' && !isAnswered(member.illness),
      { code: 'illness_unnamed', level: 'warn', field: `members[${index}].illness`, about },
    ],
    [
      isStudent(member) && !(isAnswered(member.educationStage) && isAnswered(member.school)),
      { code: 'student_without_school', level: 'warn', field: `members[${index}].educationStage`, about },
    ],
    [
      isOneOf(member.relation, ELDERS) && isBornAfter(member, main),
      { code: 'elder_is_younger', level: 'warn', field: `members[${index}].relation`, about },
    ],
    [
      isOneOf(member.relation, DESCENDANTS) && isBornAfter(main, member),
      { code: 'child_is_older', level: 'warn', field: `members[${index}].relation`, about },
    ],
    [
      isUnderSixteen(member, answers) && isOneOf(member.employment, OF_GROWN_UPS),
      { code: 'working_under_sixteen', level: 'warn', field: `members[${index}].employment`, about },
    ],
  ];
  return findings.filter(([applies]) => applies).map(([, finding]) => finding);
}

function incomeFindings(answers: FamilyAnswers): Finding[] {
  const { income = {} } = answers;
  const { wagesFen, businessFen, propertyFen, transferFen, otherIncomeFen } = income;
  const items = {
    wagesFen: amountOf(wagesFen),
    businessFen: amountOf(businessFen),
    propertyFen: amountOf(propertyFen),
    transferFen: amountOf(transferFen),
    otherIncomeFen: amountOf(otherIncomeFen),
  };
  const monthly = membersOf(answers).map(({ monthlyIncomeFen }) => amountOf(monthlyIncomeFen));
  const gap = incomeGap(items, monthly);
  return gap ? [{ code: 'income_apart', level: 'warn', field: 'income.wagesFen', gap }] : [];
}

function exclusionFindings({ exclusions = {} }: FamilyAnswers): Finding[] {
  return (Object.keys(EXCLUSION_LEVELS) as ExclusionKind[])
    .filter((kind) => isAnswered(exclusions[kind]))
    .map((kind) => ({
      code: 'exclusion',
      level: EXCLUSION_LEVELS[kind],
      field: `exclusions.${kind}`,
      about: kind,
    }));
}

const ELDERS: readonly Relation[] = ['parent', 'grandparent'];
const DESCENDANTS: readonly Relation[] = ['child', 'grandchild'];
/** What nobody under 16 is, who must not be employed (Labour Law, article 15). */
const OF_GROWN_UPS: readonly Employment[] = [
  'employed',
  'laid_off',
  'retired',
  'sick_leave',
  'early_retired',
  'migrant_worker',
];
const WORKING_AGE = 16;

function isOneOf(answer: MemberAnswers['relation'], some: readonly string[]): boolean {
  return typeof answer === 'string' && some.includes(answer);
}

/** Whether one is younger than the other, as far as both birth dates are known. */
function isBornAfter(one: MemberAnswers, other: MemberAnswers): boolean {
  const born = dateOf(one.birthOn);
  const before = dateOf(other.birthOn);
  return born !== null && before !== null && born > before;
}

/** On the day of the application: a file asks the same whenever it is looked at. */
function isUnderSixteen({ birthOn }: MemberAnswers, { appliedOn }: FamilyAnswers): boolean {
  const born = dateOf(birthOn);
  const on = dateOf(appliedOn);
  return born !== null && on !== null && ageOn(born, on) < WORKING_AGE;
}

function isStudent({ employment }: MemberAnswers): boolean {
  return employment === 'student';
}

function isIll({ health, illness }: MemberAnswers): boolean {
  return health === 'major_illness' || health === 'minor_illness' || isAnswered(illness);
}

function isDisabled({ health, disabilityKind }: MemberAnswers): boolean {
  return health === 'disabled' || isAnswered(disabilityKind);
}

function hasWork({ employment }: MemberAnswers): boolean {
  return employment === 'employed' || employment === 'migrant_worker';
}
