import type { RefusalData } from '../refusal';
import type { Relation } from './family';

/** As much of a file as the checks across its fields need. */
export interface CheckedFamily {
  members: readonly { relation: Relation; name: string; idNumber?: string }[];
  bank: { bankName: string; accountHolder: string; account: string };
}

export interface FamilyProblem {
  code: FamilyProblemCode;
  data: RefusalData;
  /** Where in the form the sentence belongs. */
  path: (string | number)[];
}

export type FamilyProblemCode =
  | 'family.no_main_person'
  | 'family.two_main_persons'
  | 'family.same_id_twice'
  | 'family.bank_incomplete'
  | 'family.holder_not_listed';

/** What is wrong across the fields of a file, in the order of the form; empty when all fits together. */
export function familyProblems(family: CheckedFamily): FamilyProblem[] {
  return [...mainPersonProblems(family), ...idNumberProblems(family), ...bankProblems(family)];
}

function mainPersonProblems({ members }: CheckedFamily): FamilyProblem[] {
  return members.flatMap(({ relation }, index): FamilyProblem[] => {
    const path = ['members', index, 'relation'];
    if (index === 0 && relation !== 'self') return [{ code: 'family.no_main_person', data: {}, path }];
    if (index > 0 && relation === 'self') return [{ code: 'family.two_main_persons', data: {}, path }];
    return [];
  });
}

function idNumberProblems({ members }: CheckedFamily): FamilyProblem[] {
  return members.flatMap(({ idNumber }, index): FamilyProblem[] => {
    const first = members.findIndex((one) => one.idNumber === idNumber);
    if (!idNumber || first === index) return [];
    const data = { name: members[first]!.name };
    return [{ code: 'family.same_id_twice', data, path: ['members', index, 'idNumber'] }];
  });
}

/** Relief goes by transfer to an account of the beneficiary or of a listed member, never in cash. */
function bankProblems({ members, bank }: CheckedFamily): FamilyProblem[] {
  const { bankName, accountHolder, account } = bank;
  if (account && !bankName) return [{ code: 'family.bank_incomplete', data: {}, path: ['bank', 'bankName'] }];
  if (account && !accountHolder)
    return [{ code: 'family.bank_incomplete', data: {}, path: ['bank', 'accountHolder'] }];
  if (accountHolder && !members.some(({ name }) => name === accountHolder)) {
    return [{ code: 'family.holder_not_listed', data: { accountHolder }, path: ['bank', 'accountHolder'] }];
  }
  return [];
}
