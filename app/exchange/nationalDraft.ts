import type { FileField, NationalTexts, PersonField } from './national';

/** Where the form of a new file asks for what a download says; ticks are sent as `on`. */
const PERSON_INPUTS: Partial<Record<PersonField, string>> = {
  relation: 'relation',
  name: 'name',
  idNumber: 'idNumber',
  ethnicGroup: 'ethnicGroup',
  politicalStatus: 'politicalStatus',
  maritalStatus: 'maritalStatus',
  employment: 'employment',
  health: 'health',
  illness: 'illness',
  disabilityKind: 'disabilityKind',
  disabilityGrade: 'disabilityGrade',
  educationStage: 'educationStage',
  enrolmentYear: 'enrolmentYear',
  school: 'school',
  insurance: 'insurance',
  monthlyIncome: 'monthlyIncomeFen',
};
const FILE_INPUTS: Partial<Record<FileField, string>> = {
  mainCause: 'mainCause',
  secondCause: 'secondCause',
  thirdCause: 'thirdCause',
  fourthCause: 'fourthCause',
  phone: 'phone',
  otherContact: 'otherContact',
  address: 'address',
  postcode: 'postcode',
  division: 'division',
  hukouKind: 'hukouKind',
  housingKind: 'housingKind',
  housingArea: 'housingArea',
  workUnit: 'workUnit',
  unitKind: 'unitKind',
  enterpriseState: 'enterpriseState',
  industry: 'industry',
  workingSinceOn: 'workingSinceOn',
  modelWorker: 'modelWorker',
  bankName: 'bank.bankName',
  accountHolder: 'bank.accountHolder',
  account: 'bank.account',
};
const TICKS = ['singleParent', 'canSelfHelp', 'zeroEmployment', 'unionMember'] as const satisfies FileField[];

/**
 * The form of a new file as a browser would post it, filled in with what a download says of a family; the category is
 * left to the rules. Null without a main person.
 */
export function draftContent(people: readonly NationalTexts[], appliedOn: string): string | null {
  const main = people.find(({ relation }) => relation === 'self');
  if (!main) return null;
  const ordered = [main, ...people.filter((person) => person !== main)];
  const typed: [string, string | undefined][] = [
    ['appliedOn', appliedOn],
    ...inputs(FILE_INPUTS, main),
    ...TICKS.map((tick): [string, string | undefined] => [tick, main[tick] === 'true' ? 'on' : undefined]),
    ...ordered.flatMap((person, index) =>
      inputs(PERSON_INPUTS, person).map(([name, text]): [string, string | undefined] => [
        `members[${index}].${name}`,
        text,
      ]),
    ),
  ];
  return new URLSearchParams(typed.flatMap(([name, text]) => (text ? [[name, text]] : []))).toString();
}

function inputs(names: Record<string, string>, texts: NationalTexts): [string, string | undefined][] {
  return Object.entries(names).map(([field, name]) => [name, texts[field as keyof NationalTexts]]);
}
