import { addDays, businessDate } from '../calendar/date';
import type { Cause } from '../families/family';
import type { FamilyDetails } from '../families/familyDetails.form';
import type { MemberInput } from '../families/family.form';
import { certificateNumber, ILLNESSES, INDUSTRIES } from '../zh/demo';
import { ETHNIC_GROUPS } from '../zh/ethnicGroups';
import type { Chance } from './random';

/** The rest of the national form for invented families: home, work and what is personal of each member. */

/** Home and work. The number keeps the certificates apart. */
export function inventHousehold(
  chance: Chance,
  { cause, isSupported, number }: { cause: Cause; isSupported: boolean; number: number },
): FamilyDetails {
  return {
    secondCause: cause !== 'low_income' && chance.happens(35) ? 'low_income' : undefined,
    certificateNumber: isSupported ? certificateNumber(number) : undefined,
    modelWorker: 'none',
    housingKind: chance.pick(['public_rental', 'low_rent', 'owned', 'rented', 'self_built'] as const),
    housingArea: (32 + chance.whole(55)) * 10,
    postcode: `4500${String(10 + chance.whole(60))}`,
    workingSinceOn: addDays(businessDate('1984-07-01'), chance.whole(9000)),
    industry: chance.pick(INDUSTRIES),
    unitKind: chance.pick(['state', 'state', 'collective', 'private'] as const),
    enterpriseState: chance.pick(['normal', 'difficult', 'halted', 'restructured'] as const),
    singleParent: cause === 'single_parent',
    canSelfHelp: chance.happens(30),
  };
}

/** What is personal of a member, fitting to health, place in the family and cause. */
export function withDetails(chance: Chance, member: MemberInput, cause: Cause): MemberInput {
  return {
    ...member,
    ethnicGroup: ETHNIC_GROUPS[chance.happens(96) ? 0 : 2],
    politicalStatus: politicsOf(chance, member),
    maritalStatus: marriageOf(chance, member, cause),
    insurance: member.employment === 'employed' || member.employment === 'retired' ? 'worker' : 'resident',
    ...healthOf(chance, member),
  };
}

function politicsOf(chance: Chance, { relation }: MemberInput): MemberInput['politicalStatus'] {
  if (relation === 'child') return undefined;
  return chance.happens(20) ? 'party_member' : 'masses';
}

function marriageOf(chance: Chance, { relation }: MemberInput, cause: Cause): MemberInput['maritalStatus'] {
  if (relation === 'child') return 'single';
  if (relation === 'self' && cause === 'single_parent') return chance.happens(60) ? 'divorced' : 'widowed';
  return 'married';
}

function healthOf(chance: Chance, { health }: MemberInput): Partial<MemberInput> {
  if (health === 'major_illness') return { illness: chance.pick(ILLNESSES) };
  if (health !== 'disabled') return {};
  return {
    disabilityKind: chance.pick(['physical', 'hearing', 'visual'] as const),
    disabilityGrade: chance.pick(['first', 'second', 'third'] as const),
  };
}
