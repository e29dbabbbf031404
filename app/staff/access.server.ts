import { and, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { secondFactorRoles, secondFactors, staff, staffRoles } from '../../db/schema';
import { together } from '../together';
import { inOrder } from './staffRoles.server';
import type { StaffActor } from './staff.server';

/**
 * What somebody who gave the right password must still do before anything else: give the code of the second factor,
 * choose a password of their own, set a second factor up.
 */
export type AccessStep = 'code' | 'password' | 'second_factor';

/** Who gave the right password, and the first step that is still open; null for none. */
export interface Access {
  actor: StaffActor;
  step: AccessStep | null;
}

/** What an account may do as it stands; null when it is closed or unknown. Every request asks, in as few queries as tell it. */
export async function accessOf(
  read: Read,
  { staffId, isVerified }: { staffId: string; isVerified: boolean },
): Promise<Access | null> {
  const {
    found: [row],
    held,
  } = await together({
    found: read
      .select({
        name: staff.name,
        username: staff.username,
        givenAt: staff.passwordGivenAt,
        confirmedAt: secondFactors.confirmedAt,
      })
      .from(staff)
      .leftJoin(secondFactors, eq(secondFactors.staffId, staff.id))
      .where(and(eq(staff.id, staffId), eq(staff.active, true))),
    held: read
      .select({ role: staffRoles.role, requiredAt: secondFactorRoles.requiredAt })
      .from(staffRoles)
      .leftJoin(secondFactorRoles, eq(secondFactorRoles.role, staffRoles.role))
      .where(eq(staffRoles.staffId, staffId)),
  });
  if (!row) return null;
  const { name, username, givenAt, confirmedAt } = row;
  const hasFactor = confirmedAt !== null;
  const step = openStep({
    hasFactor,
    isVerified,
    isPasswordGiven: givenAt !== null,
    needsFactor: held.some(({ requiredAt }) => requiredAt !== null),
  });
  return { actor: { staffId, name, username, roles: inOrder(held.map(({ role }) => role)) }, step };
}

function openStep(stand: {
  hasFactor: boolean;
  isVerified: boolean;
  isPasswordGiven: boolean;
  needsFactor: boolean;
}): AccessStep | null {
  if (stand.hasFactor && !stand.isVerified) return 'code';
  if (stand.isPasswordGiven) return 'password';
  return stand.needsFactor && !stand.hasFactor ? 'second_factor' : null;
}
