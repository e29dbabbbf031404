import { revealFamily, type RevealedFamily } from '../families/families.server';
import { maskIdNumber } from '../identity/idNumber';
import type { Desk } from '../staff/staff.server';
import type { FamilyFolder } from './folders';
import type { SampledPayment } from './sample.server';

/** The whole numbers of a family, revealed once and only when the first paper wants them; null where they stay hidden. */
export type Numbers = () => Promise<RevealedFamily | null>;

/** Nothing is left to reveal of an erased file. */
export function numbersOf(
  desk: Desk,
  { folder, isWhole, reason }: { folder: FamilyFolder; isWhole: boolean; reason: string },
): Numbers {
  let revealed: Promise<RevealedFamily> | null = null;
  return () => {
    if (!isWhole || folder.isErased) return Promise.resolve(null);
    revealed ??= revealFamily(desk, { id: folder.familyId, reason });
    return revealed;
  };
}

/** The whole ID number of who was paid; null where it stays hidden. */
export async function wholeNumber(
  numbers: Numbers,
  { name, idMasked }: SampledPayment,
): Promise<string | null> {
  const family = await numbers();
  if (!family) return null;
  const own = family.members.filter(({ idNumber }) => maskIdNumber(idNumber) === idMasked);
  return (own.find((member) => member.name === name) ?? own[0])?.idNumber ?? null;
}

/**
 * The same of many payments, by their ids; those that stay hidden have none.
 * @param families the numbers of each family by its id
 */
export async function wholeNumbers(
  payments: readonly SampledPayment[],
  families: ReadonlyMap<string, Numbers>,
): Promise<Map<string, string>> {
  const whole = new Map<string, string>();
  for (const payment of payments) {
    const idNumber = await wholeNumber(families.get(payment.familyId)!, payment);
    if (idNumber !== null) whole.set(payment.id, idNumber);
  }
  return whole;
}
