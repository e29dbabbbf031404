import { eq, lt } from 'drizzle-orm';
import type { Read, Store, Write } from '../../db/client.server';
import { loginAddresses } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { fingerprint } from '../identity/sealing.server';
import { Refusal } from '../refusal';
import { ADDRESS_MINUTES, FAILURES_OF_AN_ADDRESS } from './lock';
import { SYSTEM } from './staff.server';

interface From {
  /** As app/http/networkAddress gives it; null where it is not known, which nothing is counted for. */
  address: string | null;
  now: Date;
}

/**
 * Lets an attempt through unless too many from its network failed of late; before the password is looked at.
 * @throws Refusal login.address_locked {minutes}
 */
export async function refuseLockedAddress(read: Read, { address, now }: From): Promise<void> {
  if (address === null) return;
  const [row] = await read
    .select()
    .from(loginAddresses)
    .where(eq(loginAddresses.id, idOf(address)));
  const left = new Date(row?.lockedUntilAt ?? 0).getTime() - now.getTime();
  if (left > 0) throw new Refusal('login.address_locked', { minutes: Math.ceil(left / 60_000) });
}

/** Counts a failed attempt, whatever its name; the last one that is allowed locks the address and is told to the audit. */
export async function countFailureFrom(write: Write, { address, now }: From): Promise<void> {
  if (address === null) return;
  const id = idOf(address);
  const [row] = await write.select().from(loginAddresses).where(eq(loginAddresses.id, id));
  if (row?.lockedUntilAt && new Date(row.lockedUntilAt) > now) return;
  const next = afterFailure(row, now);
  await write.delete(loginAddresses).where(eq(loginAddresses.id, id));
  await write.insert(loginAddresses).values({ id, ...next });
  if (!next.lockedUntilAt) return;
  await audit(write, SYSTEM, {
    action: 'staff.address_locked',
    subject: { type: 'staff', id: 'unknown' },
    detail: { networkAddress: address, until: next.lockedUntilAt },
  });
}

/** Forgets the counts that count no more. */
export async function clearLoginAddresses(store: Store, now = new Date()): Promise<void> {
  // A lock may end so long after the count began.
  const before = later(now, -2 * ADDRESS_MINUTES);
  await store.write((write) => write.delete(loginAddresses).where(lt(loginAddresses.countedFromAt, before)));
}

function afterFailure(
  row: typeof loginAddresses.$inferSelect | undefined,
  now: Date,
): Omit<typeof loginAddresses.$inferSelect, 'id'> {
  const isCounting = row && !row.lockedUntilAt && row.countedFromAt > later(now, -ADDRESS_MINUTES);
  const failures = isCounting ? row.failures + 1 : 1;
  return {
    failures,
    countedFromAt: isCounting ? row.countedFromAt : now.toISOString(),
    lockedUntilAt: failures < FAILURES_OF_AN_ADDRESS ? null : later(now, ADDRESS_MINUTES),
  };
}

function later(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * 60_000).toISOString();
}

function idOf(address: string): string {
  return fingerprint(`address ${address}`);
}
