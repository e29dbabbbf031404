import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm';
import { theStore } from '../../db/client.server';
import { parkedForms } from '../../db/schema';
import { formFault } from '../formBounds';
import { seal, unseal } from '../identity/sealing.server';
import { paths } from '../paths';
import { endedSession } from './session.server';
import { SECRETS } from './submit.server';

/**
 * A form that is sent after the login ended is kept, and offered again after the next login: nothing typed is lost. It
 * is kept for a browser that had been logged in, for a short time, sealed, and shown to the same person only.
 */

export const FORM_MINUTES_KEPT = 120;
const MOST_KEPT = 200;
const LONGEST_FORM = 256 * 1024;
/** What pages send by themselves. */
const IN_THE_BACKGROUND: readonly string[] = [paths.drafts, paths.lookAlikes, paths.find];

export interface ParkedForm {
  path: string;
  fields: [name: string, value: string][];
}

/** Keeps the form of a request whose login had ended. @returns what leads back to it; null where there is none to keep */
export async function parkForm(request: Request): Promise<string | null> {
  const { pathname, search } = new URL(request.url);
  if (!isForm(request) || isInTheBackground(request)) return null;
  const ended = await endedSession(request);
  if (!ended) return null;
  const content = await request.text();
  const fields = new URLSearchParams(content);
  if (fields.size === 0 || formFault(fields)) return null;
  if (SECRETS.some((name) => fields.has(name))) return null;
  const token = randomBytes(24).toString('base64url');
  const row = {
    ...{ id: digest(token), staffId: ended.staffId, path: pathname + search },
    ...{ contentSealed: seal(content), parkedAt: new Date().toISOString() },
  };
  const store = await theStore();
  await clearParkedForms();
  await store.write(async (write) => {
    const kept = await write
      .select({ id: parkedForms.id })
      .from(parkedForms)
      .orderBy(desc(parkedForms.parkedAt))
      .limit(MOST_KEPT * 2);
    const tooMany = kept.slice(MOST_KEPT - 1).map(({ id }) => id);
    if (tooMany.length > 0) await write.delete(parkedForms).where(inArray(parkedForms.id, tooMany));
    await write.insert(parkedForms).values(row);
  });
  return token;
}

/** The form that somebody sent after their login had ended, or null. */
export async function parkedForm(token: string, staffId: string): Promise<ParkedForm | null> {
  const store = await theStore();
  const [row] = await store.read((read) =>
    read
      .select()
      .from(parkedForms)
      .where(
        and(
          eq(parkedForms.id, digest(token)),
          gte(parkedForms.parkedAt, oldestKept()),
          or(eq(parkedForms.staffId, staffId), isNull(parkedForms.staffId)),
        ),
      ),
  );
  return row ? { path: row.path, fields: [...new URLSearchParams(unseal(row.contentSealed))] } : null;
}

/** Throws away what was not sent again in time. */
export async function clearParkedForms(): Promise<void> {
  const store = await theStore();
  await store.write((write) => write.delete(parkedForms).where(lt(parkedForms.parkedAt, oldestKept())));
}

/** Whether a page sends it by itself: nobody waits for its answer. */
export function isInTheBackground(request: Request): boolean {
  return IN_THE_BACKGROUND.includes(new URL(request.url).pathname.replace(/\.data$/, ''));
}

function isForm(request: Request): boolean {
  const type = request.headers.get('Content-Type') ?? '';
  const length = Number(request.headers.get('Content-Length') ?? 0);
  return (
    request.method === 'POST' &&
    type.startsWith('application/x-www-form-urlencoded') &&
    length <= LONGEST_FORM
  );
}

function oldestKept(): string {
  return new Date(Date.now() - FORM_MINUTES_KEPT * 60_000).toISOString();
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
