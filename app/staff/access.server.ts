import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { secondFactors, staff } from '../../db/schema';
import { rolesWithSecondFactor } from './secondFactor.server';
import type { StaffActor } from './staff.server';

/**
 * What somebody who gave the right password must still do before anything else: give the code of the second factor,
 * choose a password of their own, set a second factor up.
 */
export type AccessStep = 'code' | 'password' | 'second_factor';

/** The first step that is still open; null for none. */
export async function openStep(
  read: Read,
  { actor, isVerified }: { actor: StaffActor; isVerified: boolean },
): Promise<AccessStep | null> {
  const [row] = await read
    .select({ givenAt: staff.passwordGivenAt, confirmedAt: secondFactors.confirmedAt })
    .from(staff)
    .leftJoin(secondFactors, eq(secondFactors.staffId, staff.id))
    .where(eq(staff.id, actor.staffId));
  const hasFactor = Boolean(row?.confirmedAt);
  if (hasFactor && !isVerified) return 'code';
  if (row?.givenAt) return 'password';
  if (hasFactor) return null;
  const required = await rolesWithSecondFactor(read);
  return actor.roles.some((role) => required.includes(role)) ? 'second_factor' : null;
}
