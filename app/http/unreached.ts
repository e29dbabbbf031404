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

/** Told to the page when a form that it holds was not reached. */
const NOT_REACHED = 'bangfu:not-reached';
/** `{data: {isUnreached: true}}` as the framework writes the answer of an action. */
const TOLD = '[{"_1":2},"data",{"_3":4},"isUnreached",true]\n';

/**
 * What the framework is given in the place of an answer that did not come, when a page sent a form to itself: the page
 * stays, with all that was typed, and nothing is loaded anew. Of anything else nothing is made up.
 * @returns 503 with `{isUnreached: true}`, or null
 */
export function answerForTheForm(input: RequestInfo | URL, init: RequestInit | undefined): Response | null {
  const { method, url } = new Request(input, init);
  const path = location.pathname === '/' ? '/_root' : location.pathname.replace(/\/$/, '');
  if (method !== 'POST' || new URL(url).pathname !== `${path}.data`) return null;
  window.dispatchEvent(new Event(NOT_REACHED));
  return new Response(TOLD, { status: 503 });
}

/** @returns what ends it */
export function onNotReached(hear: () => void): () => void {
  window.addEventListener(NOT_REACHED, hear);
  return () => window.removeEventListener(NOT_REACHED, hear);
}

/** Whether the answer of an action is that it was not reached; a new object for each time. */
export function unreachedIn(answer: unknown): object | null {
  return typeof answer === 'object' && answer !== null && 'isUnreached' in answer ? answer : null;
}
