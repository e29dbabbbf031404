/**
 * Asks several things at once that do not need each other, and waits for all: the answers by the names of the questions.
 * PostgreSQL is sent together what is asked together; one after the other each would wait for a way there and back.
 */
export async function together<T extends Record<string, unknown>>(
  asked: T,
): Promise<{ [Name in keyof T]: Awaited<T[Name]> }> {
  const answers = await Promise.all(Object.values(asked));
  const named = Object.keys(asked).map((name, place) => [name, answers[place]]);
  return Object.fromEntries(named) as { [Name in keyof T]: Awaited<T[Name]> };
}
