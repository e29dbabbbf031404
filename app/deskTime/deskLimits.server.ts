import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { deskLimits } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { Desk as StaffDesk } from '../staff/staff.server';
import { DEFAULT_LIMITS, LIMITED_DESKS, type DeskLimits } from './desk';

/** Within how many working days each desk is to be done with a case. */
export async function deskLimitsOf(read: Read): Promise<DeskLimits> {
  const rows = await read.select({ desk: deskLimits.desk, days: deskLimits.days }).from(deskLimits);
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(rows.map(({ desk, days }) => [desk, days])) };
}

/** Sets them all, 1 to 90 working days each; what was set before is in the audit. @returns whether any is another */
export async function setDeskLimits({ store, actor }: StaffDesk, limits: DeskLimits): Promise<boolean> {
  return store.write(async (write) => {
    const before = await deskLimitsOf(write);
    if (LIMITED_DESKS.every((desk) => limits[desk] === before[desk])) return false;
    const setAt = new Date().toISOString();
    for (const desk of LIMITED_DESKS) {
      await write.delete(deskLimits).where(eq(deskLimits.desk, desk));
      await write.insert(deskLimits).values({ desk, days: limits[desk], setBy: actor.staffId, setAt });
    }
    await audit(write, actor, {
      action: 'desk.limits_set',
      subject: { type: 'centre', id: 'centre' },
      detail: { before, after: limits },
    });
    return true;
  });
}
