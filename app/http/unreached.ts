/** Requests of the page's own script that nobody answered: the connection was gone, the server said nothing. */

const unreached = new WeakSet<object>();

/** What a page is told of a form that did not get through: nothing is known to have been done with it. */
interface Unreached {
  isUnreached: true;
}

/** Remembers that a request failed on the way; one that the page itself took back is none. */
export function noteUnreached(error: unknown): void {
  if (error instanceof TypeError) unreached.add(error);
}

/** Whether what a boundary shows is no answer at all. */
export function isUnreached(error: unknown): boolean {
  return typeof error === 'object' && error !== null && unreached.has(error);
}

/**
 * For a `clientAction`: sends the form, and keeps the page with all that was typed when the connection is gone.
 * @returns the server's answer; or 503 with `{isUnreached: true}`, upon which nothing is loaded anew
 */
export async function orUnreached<Answer>(send: () => Promise<Answer>): Promise<Answer | Response> {
  try {
    return await send();
  } catch (error) {
    if (!isUnreached(error)) throw error;
    const told: Unreached = { isUnreached: true };
    return new Response(JSON.stringify(told), {
      status: 503,
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
    });
  }
}

/** Whether the answer of an action is that it was not reached; a new object for each time. */
export function unreachedIn(answer: unknown): object | null {
  return typeof answer === 'object' && answer !== null && 'isUnreached' in answer ? answer : null;
}
