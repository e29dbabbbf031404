import { addDays, businessDate, type BusinessDate } from '../calendar/date';
import type { Cause, EducationStage, Employment, Health } from '../families/family';
import type { FamilyInput, MemberInput } from '../families/family.form';
import { divisions } from '../identity/division';
import { accountDoubts, type AccountNumber } from '../identity/bankAccount';
import { sampleIdNumber } from '../identity/idNumber';
import { fen } from '../money/fen';
import {
  BANKS,
  buildingOf,
  GIVEN_CHILD,
  GIVEN_FEMALE,
  GIVEN_MALE,
  SCHOOLS,
  STREETS,
  SURNAMES,
  unitNumber,
  WORK_UNITS,
} from '../zh/demo';
import { inventHousehold, withDetails } from './details';
import { chanceFrom, type Chance } from './random';

/** Invented families of the demo: believable in age, work, income and cause, and nobody's. */

/** Henan's numbers run from 4101 to 4117 and 4190; 4199 was never assigned. */
const SAMPLE_AREA = '419901';
const URBAN_LINE_FEN = 55_000;
const RURAL_LINE_FEN = 35_000;

/** The year of the demo is under the rule set of 2015. */
type DemoCategory = 'subsistence' | 'marginal' | 'sudden_hardship';

export interface PersonCounter {
  people: number;
  accounts: number;
  /** Nobody's number is given twice. */
  idNumbers: Set<string>;
}

export interface FamilyPlan {
  appliedOn: BusinessDate;
  hasStudent: boolean;
  counter: PersonCounter;
}

/** One invented family that applied on a day; a patient and a student where the plan or the cause asks for one. */
export function inventFamily(chance: Chance, { appliedOn, hasStudent, counter }: FamilyPlan): FamilyInput {
  const category = categoryOf(chance);
  const cause = causeOf(chance, { category, hasStudent });
  // A chance of its own, so that what was added to the form leaves the people of the demo as they are.
  const details = chanceFrom(counter.people);
  const members = membersOf(chance, { appliedOn, hasStudent, cause, counter });
  const hukouKind = chance.happens(85) ? 'urban' : 'rural';
  const lineFen = hukouKind === 'urban' ? URBAN_LINE_FEN : RURAL_LINE_FEN;
  const file: Omit<FamilyInput, 'members' | keyof ReturnType<typeof inventHousehold>> = {
    appliedOn,
    division: chance.pick(divisions),
    hukouKind: hukouKind === 'urban' && details.happens(8) ? 'converted' : hukouKind,
    address: `${chance.pick(STREETS)}${unitNumber(1 + chance.whole(180))}${buildingOf(1 + chance.whole(12), 101 + chance.whole(6) * 100 + chance.whole(4))}`,
    phone: `1390000${String(1000 + (counter.people % 9000))}`,
    workUnit: chance.pick(WORK_UNITS),
    unionMember: true,
    mainCause: cause,
    income: incomeOf(chance, { category, lineFen, memberCount: members.length }),
    bank: bankOf(chance, { holder: members[0].name, counter }),
    remarks: '',
  };
  return {
    ...file,
    members: earning(members, file.income).map((member) => withDetails(details, member, cause)),
    ...inventHousehold(details, { cause, isSupported: category === 'subsistence', number: counter.people }),
  };
}

function categoryOf(chance: Chance): DemoCategory {
  const roll = chance.whole(100);
  if (roll < 55) return 'subsistence';
  return roll < 90 ? 'marginal' : 'sudden_hardship';
}

function causeOf(chance: Chance, plan: { category: DemoCategory; hasStudent: boolean }): Cause {
  if (plan.category === 'sudden_hardship') return 'accident';
  if (plan.hasStudent && chance.happens(60)) return 'schooling';
  if (plan.category === 'marginal')
    return chance.pick(['own_illness', 'relative_illness', 'disability', 'single_parent']);
  return chance.pick(['low_income', 'laid_off', 'own_illness', 'relative_illness', 'disability']);
}

function membersOf(
  chance: Chance,
  { appliedOn, hasStudent, cause, counter }: FamilyPlan & { cause: Cause },
): [MemberInput, ...MemberInput[]] {
  const main = adultOf(chance, { relation: 'self', appliedOn, counter });
  main.health = healthFor(cause, 'self');
  const members: [MemberInput, ...MemberInput[]] = [main];
  if (cause !== 'single_parent' && (cause === 'relative_illness' || chance.happens(65))) {
    const spouse = adultOf(chance, { relation: 'spouse', appliedOn, counter });
    spouse.health = healthFor(cause, 'spouse');
    members.push(spouse);
  }
  if (hasStudent || cause === 'single_parent' || chance.happens(12)) {
    members.push(childOf(chance, { appliedOn, hasStudent, counter, surname: [...main.name][0]! }));
  }
  if (chance.happens(15)) members.push(elderOf(chance, { appliedOn, counter }));
  return members;
}

function healthFor(cause: Cause, relation: 'self' | 'spouse'): Health {
  if (cause === 'own_illness' && relation === 'self') return 'major_illness';
  if (cause === 'relative_illness' && relation === 'spouse') return 'major_illness';
  return cause === 'disability' && relation === 'self' ? 'disabled' : 'good';
}

interface Born {
  appliedOn: BusinessDate;
  counter: PersonCounter;
}

function adultOf(
  chance: Chance,
  { relation, appliedOn, counter }: Born & { relation: 'self' | 'spouse' },
): MemberInput {
  const male = chance.happens(55);
  const employment: Employment = chance.pick([
    'employed',
    'employed',
    'laid_off',
    'unemployed',
    'sick_leave',
  ]);
  return {
    relation,
    name: chance.pick(SURNAMES) + chance.pick(male ? GIVEN_MALE : GIVEN_FEMALE),
    idNumber: idOf(chance, { ages: [33, 57], male, appliedOn, counter }),
    employment,
    health: 'good',
    educationStage: null,
    school: '',
    monthlyIncomeFen: fen(employment === 'employed' ? 120_000 + chance.whole(60) * 1000 : 0),
  };
}

function elderOf(chance: Chance, { appliedOn, counter }: Born): MemberInput {
  const male = chance.happens(45);
  return {
    relation: 'parent',
    name: chance.pick(SURNAMES) + chance.pick(male ? GIVEN_MALE : GIVEN_FEMALE),
    idNumber: idOf(chance, { ages: [66, 84], male, appliedOn, counter }),
    employment: 'retired',
    health: 'minor_illness',
    educationStage: null,
    school: '',
    monthlyIncomeFen: fen(20_000),
  };
}

const STAGES: { stage: EducationStage & keyof typeof SCHOOLS; ages: [number, number] }[] = [
  { stage: 'primary', ages: [7, 11] },
  { stage: 'junior', ages: [12, 14] },
  { stage: 'senior', ages: [15, 17] },
  { stage: 'college', ages: [18, 20] },
  { stage: 'bachelor', ages: [18, 21] },
];

function childOf(
  chance: Chance,
  { appliedOn, hasStudent, counter, surname }: Born & { hasStudent: boolean; surname: string },
): MemberInput {
  const male = chance.happens(50);
  const { stage, ages } = chance.pick(STAGES);
  return {
    relation: 'child',
    name: surname + chance.pick(GIVEN_CHILD),
    idNumber: idOf(chance, { ages: hasStudent ? ages : [1, 5], male, appliedOn, counter }),
    employment: hasStudent ? 'student' : 'other',
    health: 'good',
    educationStage: hasStudent ? stage : null,
    school: hasStudent ? chance.pick(SCHOOLS[stage]) : '',
    monthlyIncomeFen: fen(0),
  };
}

function idOf(
  chance: Chance,
  { ages, male, appliedOn, counter }: Born & { ages: [number, number]; male: boolean },
): MemberInput['idNumber'] {
  counter.people += 1;
  const age = ages[0] + chance.whole(ages[1] - ages[0] + 1);
  for (;;) {
    const birthDate = addDays(
      businessDate(`${Number(appliedOn.slice(0, 4)) - age}-01-01`),
      chance.whole(360),
    );
    const sequence = chance.whole(499) * 2 + (male ? 1 : 2);
    const idNumber = sampleIdNumber({ areaCode: SAMPLE_AREA, birthDate, sequence });
    if (counter.idNumbers.has(idNumber)) continue;
    counter.idNumbers.add(idNumber);
    return idNumber;
  }
}

function incomeOf(
  chance: Chance,
  plan: { category: DemoCategory; lineFen: number; memberCount: number },
): FamilyInput['income'] {
  const percent = {
    subsistence: 40 + chance.whole(50),
    marginal: 112 + chance.whole(26),
    sudden_hardship: 170 + chance.whole(120),
  };
  const perCapitaYuan = Math.round((plan.lineFen * percent[plan.category]) / 10_000);
  const totalFen = perCapitaYuan * 100 * 12 * plan.memberCount;
  const transferFen = Math.round((totalFen * chance.whole(30)) / 10_000) * 100;
  return {
    wagesFen: fen(totalFen - transferFen),
    businessFen: fen(0),
    propertyFen: fen(0),
    transferFen: fen(transferFen),
    otherIncomeFen: fen(0),
    rigidExpenseFen: fen(chance.whole(80) * 10_000),
  };
}

/** The members with what each earns a month: shares of the year's income, by what they were drawn with, in whole yuan. */
function earning(members: readonly MemberInput[], income: FamilyInput['income']): MemberInput[] {
  const monthlyFen = Math.floor((income.wagesFen + income.transferFen) / 12);
  const drawnFen = members.reduce((sum, member) => sum + (member.monthlyIncomeFen ?? 0), 0);
  return members.map((member, index) => {
    const share = drawnFen > 0 ? (member.monthlyIncomeFen ?? 0) / drawnFen : Number(index === 0);
    return { ...member, monthlyIncomeFen: fen(Math.round((monthlyFen * share) / 100) * 100) };
  });
}

/** A card whose last digit is the true one: nothing in the demo asks to be checked again. */
function withLastDigit(digits: string): string {
  const last = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find(
    (digit) => accountDoubts(`${digits}${digit}`).length === 0,
  );
  return `${digits}${last}`;
}

/** An account that somebody has opened later, another one for each number. */
export function inventAccount(number: number): AccountNumber {
  return withLastDigit(`62280${String(number).padStart(13, '0')}`) as AccountNumber;
}

function bankOf(
  chance: Chance,
  { holder, counter }: { holder: string; counter: PersonCounter },
): FamilyInput['bank'] {
  counter.accounts += 1;
  const account = withLastDigit(`62170${String(counter.accounts).padStart(13, '0')}`);
  return {
    bankName: chance.pick(BANKS),
    accountHolder: holder,
    account: account as FamilyInput['bank']['account'],
  };
}
