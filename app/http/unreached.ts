/** Requests of the page's own script that nobody answered: the connection was gone, the server said nothing. */

const unreached = new WeakSet<object>();

/** Remembers that a request failed on the way; one that the page itself took back is none. */
export function noteUnreached(error: unknown): void {
  if (error instanceof TypeError) unreached.add(error);
}

/** Whether what a boundary shows is no answer at all. */
export function isUnreached(error: unknown): boolean {
  return typeof error === 'object' && error !== null && unreached.has(error);
}

const FORM_SENT = 'bangfu:form-sent';
/** `{data: {isUnreached: true}}` as the framework writes the answer of an action. */
const TOLD = '[{"_1":2},"data",{"_3":4},"isUnreached",true]\n';

/** Whether a request is a form that the page in front sends to itself. */
export function isOwnForm(input: RequestInfo | URL, init: RequestInit | undefined): boolean {
  const { method, url } = input instanceof Request ? input : { method: init?.method, url: input };
  const path = location.pathname === '/' ? '/_root' : location.pathname.replace(/\/$/, '');
  return method === 'POST' && new URL(url, location.href).pathname === `${path}.data`;
}

/**
 * What the framework is given in the place of the answer to such a form that did not come: the page stays, with all
 * that was typed, and nothing is loaded anew.
 * @returns 503 with `{isUnreached: true}`
 */
export function answerInstead(): Response {
  return new Response(TOLD, { status: 503 });
}

/** Tells the page that a form of its own was answered, or was not. */
export function tellOfForm(isReached: boolean): void {
  window.dispatchEvent(new CustomEvent(FORM_SENT, { detail: isReached }));
}

/** @returns what ends it */
export function onFormSent(hear: (isReached: boolean) => void): () => void {
  const heard = (event: Event) => hear((event as CustomEvent<boolean>).detail);
  window.addEventListener(FORM_SENT, heard);
  return () => window.removeEventListener(FORM_SENT, heard);
}

/** Whether the answer of an action is that it was not reached; a new object for each time. */
export function unreachedIn(answer: unknown): object | null {
  return typeof answer === 'object' && answer !== null && 'isUnreached' in answer ? answer : null;
}
