import { redirect } from '@remix-run/node';
import { theStore } from '../../db/client.server';
import { paths } from '../paths';
import { may, type Permission } from '../staff/permission';
import { accessOf, type AccessStep } from '../staff/access.server';
import { isEmpty, type Desk } from '../staff/staff.server';
import { withoutNumber } from './heldQuery.server';
import { redirectWithNotice } from './notice.server';
import { isInTheBackground, parkForm } from './parkedForms.server';
import { keepOpen, sessionIn, sessionToken } from './session.server';
import { onceARequest } from './sharedEntrance.server';

const HERE = 'http://bangfu.invalid';

/** Where what is still open after a password is done. */
const STEP_PATHS: Record<AccessStep, string> = {
  code: paths.loginCode,
  password: paths.accountPassword,
  second_factor: paths.secondFactor,
};

/** Somebody who gave the right password, and what is still open before they may do anything. */
export interface Entrance extends Desk {
  sessionId: string;
  step: AccessStep | null;
}

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
export async function guardStaff(request: Request): Promise<Omit<Entrance, 'step'>> {
  await guardSetUp();
  const safer = withoutNumber(request.url);
  if (safer) throw redirect(safer);
  const { step, ...desk } = await entranceOrLogin(request);
  if (step) throw redirect(stepPath(step, request));
  return desk;
}

/**
 * Lets whoever is logged in through to one of the steps that may be open, once those before it are done; also when
 * the step is done already and is only looked at again.
 */
export async function guardStep(request: Request, step: AccessStep): Promise<Entrance> {
  await guardSetUp();
  const entrance = await entranceOrLogin(request);
  if (entrance.step !== null && entrance.step !== step) throw redirect(stepPath(entrance.step, request));
  return entrance;
}

/** Sends requests to the set-up page as long as the database is empty. */
export async function guardSetUp(): Promise<void> {
  if (!setUpDone && (await (await theStore()).read(isEmpty))) throw redirect(paths.setup);
  setUpDone = true;
}

/** Whoever is logged in and may do something, or null. */
export async function currentDesk(request: Request): Promise<Desk | null> {
  const entrance = await entranceOf(request);
  return entrance && entrance.step === null ? { store: entrance.store, actor: entrance.actor } : null;
}

/** Whoever gave the right password, or null. */
export function entranceOf(request: Request): Promise<Entrance | null> {
  return onceARequest(() => readEntrance(request));
}

async function readEntrance(request: Request): Promise<Entrance | null> {
  const token = await sessionToken(request);
  if (token === null) return null;
  const store = await theStore();
  const found = await store.read(async (read) => {
    const session = await sessionIn(read, token);
    return session && { session, access: await accessOf(read, session) };
  });
  if (!found) return null;
  await keepOpen(found.session);
  return found.access && { store, sessionId: found.session.sessionId, ...found.access };
}

async function entranceOrLogin(request: Request): Promise<Entrance> {
  const entrance = await entranceOf(request);
  if (!entrance) throw await toLogin(request);
  return entrance;
}

/** The page of a step, which leads on to the page that was asked for. */
function stepPath(step: AccessStep, request: Request): string {
  const isStep = Object.values(STEP_PATHS).includes(new URL(request.url).pathname);
  const next = isStep ? nextOf(request) : request.method === 'GET' ? pageOf(request) : paths.home;
  return withNext(STEP_PATHS[step], next);
}

/** An address of a login or of a step after it, leading on to a page. */
export function withNext(path: string, next: string): string {
  return next === paths.home ? path : `${path}?${new URLSearchParams({ next })}`;
}

/** To the login page, which leads on to the page that was asked for, or to what was sent; what is lost is told. */
async function toLogin(request: Request): Promise<Response> {
  if (request.method === 'GET') return redirect(withNext(paths.login, pageOf(request)));
  const token = await parkForm(request);
  if (token !== null) return redirect(withNext(paths.login, paths.resume(token)));
  if (isInTheBackground(request)) return redirect(paths.login);
  return redirectWithNotice(paths.login, 'login.form_not_kept');
}

function pageOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}

/** The page that the address of a login, or of a step after it, leads on to. */
export function nextOf(request: Request): string {
  return safeNext(new URL(request.url).searchParams.get('next'));
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
