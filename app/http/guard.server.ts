import { redirect } from '@remix-run/node';
import { theStore } from '../../db/client.server';
import { paths } from '../paths';
import { may, type Permission } from '../staff/permission';
import { isEmpty, staffActor, type Desk } from '../staff/staff.server';
import { withoutNumber } from './heldQuery.server';
import { parkForm } from './parkedForms.server';
import { readSession } from './session.server';

const HERE = 'http://bangfu.invalid';

let setUpDone = false;

/**
 * Lets a request through that somebody with the permission makes.
 * @returns the store and who acts
 * @throws Response to the set-up page on an empty database, to the login page without a session, 403 without the permission
 */
export async function guard(request: Request, permission: Permission): Promise<Desk> {
  const desk = await guardStaff(request);
  if (!may(desk.actor.roles, permission)) throw new Response(null, { status: 403, statusText: 'Forbidden' });
  return desk;
}

/** Lets any member of staff through, whatever their roles: the home page, one's own account. */
export async function guardStaff(request: Request): Promise<Desk> {
  await guardSetUp();
  const safer = withoutNumber(request.url);
  if (safer) throw redirect(safer);
  const desk = await currentDesk(request);
  if (!desk) throw redirect(await loginPath(request));
  return desk;
}

/** Sends requests to the set-up page as long as the database is empty. */
export async function guardSetUp(): Promise<void> {
  if (!setUpDone && (await (await theStore()).read(isEmpty))) throw redirect(paths.setup);
  setUpDone = true;
}

/** Whoever is logged in, or null. */
export async function currentDesk(request: Request): Promise<Desk | null> {
  const session = await readSession(request);
  const staffId = session.get('staffId');
  if (!staffId) return null;
  const store = await theStore();
  const actor = await store.read((read) => staffActor(read, staffId));
  return actor && { store, actor };
}

/** The login page, which leads on to the page that was asked for, or to what was sent. */
async function loginPath(request: Request): Promise<string> {
  const next = request.method === 'GET' ? pageOf(request) : await formOf(request);
  return next === paths.home ? paths.login : `${paths.login}?${new URLSearchParams({ next })}`;
}

function pageOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}

async function formOf(request: Request): Promise<string> {
  const token = await parkForm(request);
  return token === null ? paths.home : paths.resume(token);
}

/** The page to go to after login: one of ours by its path, or the home page (an open redirect is never followed). */
export function safeNext(next: string | null): string {
  if (!next?.startsWith('/') || !leadsHere(next)) return paths.home;
  return next;
}

/** Browsers drop tabs and line breaks from an address and read \ as /: both could hide the name of another host. */
function leadsHere(address: string): boolean {
  if (/[^!-~]|\\/.test(address) || !URL.canParse(address, HERE)) return false;
  const { origin, pathname } = new URL(address, HERE);
  return origin === HERE && !pathname.startsWith('//');
}
