/** How often to ask again while nobody answers. */
const TRY_AGAIN_MS = 15_000;
/** After a sending that broke off: soon, but not without end in one breath. */
export const AFTER_BREAK_MS = 5_000;
const ANSWER_MS = 4_000;

/** Any answer at all will do: what it says is told by sending the form. */
export async function isReachable(): Promise<boolean> {
  const request = new AbortController();
  const timer = setTimeout(() => request.abort(), ANSWER_MS);
  try {
    await fetch('/healthz', { cache: 'no-store', signal: request.signal });
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Tries now and then, and as soon as the device is connected again. @returns what ends it */
export function tryingAgain(attempt: () => Promise<void>): () => void {
  const again = () => void attempt();
  const timer = setInterval(again, TRY_AGAIN_MS);
  window.addEventListener('online', again);
  return () => {
    clearInterval(timer);
    window.removeEventListener('online', again);
  };
}
