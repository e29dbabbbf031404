import { createHash, randomBytes } from 'node:crypto';
import { createCookie, createSessionStorage, type Cookie, type SessionStorage } from '@remix-run/node';
import { eq, lt } from 'drizzle-orm';
import { theStore, type Read } from '../../db/client.server';
import { sessions } from '../../db/schema';
import { configuration } from '../config.server';
import { cookieSecret } from '../identity/sealing.server';
import { sessionLimits } from '../staff/sessions.server';

/** Sessions live in the database, so that they can be ended there; the cookie carries a signed random token only. */

export interface SessionData {
  staffId: string;
  /** The digest of the token. */
  sessionId: string;
  /** Whether the second factor was given. */
  isVerified: boolean;
  device: string | null;
}

const TOUCH_AFTER_MS = 60_000;

/** A session that goes on. */
export interface OpenSession extends SessionData {
  seenAt: string;
}

let cookie: Cookie | undefined;
let storage: SessionStorage<SessionData> | undefined;

/** The session of a request; empty when there is none, or when it was idle or open for too long. */
async function readSession(request: Request) {
  return sessionStorage().getSession(request.headers.get('Cookie'));
}

/** The token that a request brings, signed by us; null when there is none. */
export async function sessionToken(request: Request): Promise<string | null> {
  const token: unknown = await sessionCookie().parse(request.headers.get('Cookie'));
  return typeof token === 'string' ? token : null;
}

/** The session of a token, for whoever reads on; null when there is none, or when it was idle or open for too long. */
export async function sessionIn(read: Read, token: string): Promise<OpenSession | null> {
  const id = digest(token);
  const [row] = await read.select().from(sessions).where(eq(sessions.id, id));
  const limits = sessionLimits(new Date());
  if (!row || row.seenAt < limits.idle || row.createdAt < limits.absolute) return null;
  const { staffId, device, verifiedAt, seenAt } = row;
  return { staffId, sessionId: id, device, isVerified: verifiedAt !== null, seenAt };
}

/** Notes that a session was used, so that it is not taken for idle; outside a read. */
export async function keepOpen({ sessionId, seenAt }: OpenSession): Promise<void> {
  const now = new Date();
  if (now.getTime() - new Date(seenAt).getTime() <= TOUCH_AFTER_MS) return;
  const store = await theStore();
  await store.write((write) =>
    write.update(sessions).set({ seenAt: now.toISOString() }).where(eq(sessions.id, sessionId)),
  );
}

/**
 * Starts a session for a member of staff, under a new id (a token planted before login opens nothing).
 * @param started.device the browser as it names itself
 * @param started.isVerified whether the second factor was given
 * @returns the Set-Cookie header
 */
export async function startSession(
  staffId: string,
  { device = null, isVerified = false }: Partial<Pick<SessionData, 'device' | 'isVerified'>> = {},
): Promise<string> {
  const session = await sessionStorage().getSession();
  session.set('staffId', staffId);
  session.set('device', device);
  session.set('isVerified', isVerified);
  return sessionStorage().commitSession(session);
}

/**
 * Ends the session of a request.
 * @returns the Set-Cookie header
 */
export async function endSession(request: Request): Promise<string> {
  return sessionStorage().destroySession(await readSession(request));
}

/** Whose session it was that a browser still names and that has ended; null where it names none. */
export async function endedSession(request: Request): Promise<{ staffId: string | null } | null> {
  const { id } = await readSession(request);
  if (!id) return null;
  const store = await theStore();
  const [row] = await store.read((read) =>
    read
      .select({ staffId: sessions.staffId })
      .from(sessions)
      .where(eq(sessions.id, digest(id))),
  );
  return { staffId: row?.staffId ?? null };
}

/** Removes the sessions that have run out. */
export async function clearSessions(now = new Date()): Promise<void> {
  const store = await theStore();
  await store.write(async (write) => {
    await write.delete(sessions).where(lt(sessions.seenAt, sessionLimits(now).idle));
    await write.delete(sessions).where(lt(sessions.createdAt, sessionLimits(now).absolute));
  });
}

function sessionCookie(): Cookie {
  cookie ??= createCookie('bangfu_session', {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: configuration().secureCookies,
    secrets: [cookieSecret()],
  });
  return cookie;
}

function sessionStorage(): SessionStorage<SessionData> {
  storage ??= createSessionStorage<SessionData>({
    cookie: sessionCookie(),
    createData: createSession,
    readData: findSession,
    updateData: async () => undefined,
    deleteData: deleteSession,
  });
  return storage;
}

async function createSession({ staffId, device = null, isVerified }: Partial<SessionData>): Promise<string> {
  if (!staffId) throw new Error('Only a login starts a session.');
  const token = randomBytes(32).toString('base64url');
  const now = new Date().toISOString();
  const store = await theStore();
  const row = { id: digest(token), staffId, createdAt: now, seenAt: now };
  await store.write((write) =>
    write.insert(sessions).values({ ...row, device, verifiedAt: isVerified ? now : null }),
  );
  return token;
}

async function findSession(token: string): Promise<Partial<SessionData> | null> {
  const store = await theStore();
  const session = await store.read((read) => sessionIn(read, token));
  if (session) await keepOpen(session);
  return session;
}

async function deleteSession(token: string): Promise<void> {
  const store = await theStore();
  await store.write((write) => write.delete(sessions).where(eq(sessions.id, digest(token))));
}

function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
