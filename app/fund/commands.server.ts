import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { commands } from '../../db/schema';
import { Refusal } from '../refusal';
import type { StaffActor } from '../staff/staff.server';

/** What a command may answer: it is kept as JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface Command {
  /** Made before the form was shown, so that a double click and a retry carry the same one. */
  id: string;
  /** Which use case, e.g. `receipt.record`. */
  name: string;
  /** Everything that decides what is done; JSON values, `undefined` is left out. */
  content: unknown;
}

/**
 * Does something that moves money once, however often it is asked for: the same command again answers with the
 * first result and changes nothing. Everything that may be refused belongs into `work`, so that a repetition is
 * not refused for what the first time has done.
 * @throws Refusal command.changed when the id was used for something else or by somebody else
 */
export async function once<T extends Json>(
  write: Write,
  actor: Pick<StaffActor, 'staffId'>,
  { id, name, content }: Command,
  work: () => Promise<T>,
): Promise<T> {
  const fingerprint = fingerprintOf({ name, content });
  const [first] = await write.select().from(commands).where(eq(commands.id, id));
  if (first) {
    if (first.fingerprint !== fingerprint || first.staffId !== actor.staffId)
      throw new Refusal('command.changed');
    return JSON.parse(first.result) as T;
  }
  const result = await work();
  await write.insert(commands).values({
    id,
    name,
    fingerprint,
    result: JSON.stringify(result),
    staffId: actor.staffId,
    recordedAt: new Date().toISOString(),
  });
  return result;
}

function fingerprintOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
}

/** The same content with the names in order, so that how an object was put together does not matter. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  );
}
