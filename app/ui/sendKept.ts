import type { KeptFiles } from './keptFiles';

export type Outcome = { is: 'arrived' | 'unreached' | 'logged_out' } | { is: 'refused'; sentences: string[] };

/** Sends what was kept of a form by itself, as the form would have: the page stays as it is. */
export async function sendKept(
  { fields, files }: KeptFiles,
  { action, filesName }: { action: string; filesName: string },
): Promise<Outcome> {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  for (const file of files) body.append(filesName, file);
  try {
    const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' });
    // Without a login the guard leads to the login page.
    if (answer.type === 'opaqueredirect') return { is: 'logged_out' };
    if (answer.ok) return { is: (await tellsArrival(answer)) ? 'arrived' : 'unreached' };
    // The server is there and cannot do it now.
    if (answer.status >= 500) return { is: 'unreached' };
    return { is: 'refused', sentences: await sentencesOf(answer) };
  } catch {
    return { is: 'unreached' };
  }
}

/** What stands between may answer in the server's name (the login page of a public network): nothing has arrived then. */
async function tellsArrival(answer: Response): Promise<boolean> {
  const told: unknown = await answer.json().catch(() => null);
  return typeof told === 'object' && told !== null && 'added' in told;
}

async function sentencesOf(answer: Response): Promise<string[]> {
  const told: unknown = await answer.json().catch(() => null);
  const error = (told as { lastResult?: { error?: Record<string, string[] | null> } } | null)?.lastResult
    ?.error;
  const sentences = Object.values(error ?? {}).flatMap((some) => some ?? []);
  return sentences.length > 0 ? sentences : [`中心没有收下（${answer.status}）。请告诉系统管理员。`];
}
