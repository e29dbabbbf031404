import { useEffect, useRef, useState } from 'react';

const TRY_AGAIN_MS = 15_000;
const ANSWER_MS = 4_000;
/** After a sending that broke off: soon, but not without end in one breath. */
const AFTER_BREAK_MS = 5_000;

interface SentWhenReachable {
  formId: string;
  /** The last answer of the action that it was not reached: the form is sent anew. */
  unreached: object | null;
  /** Done before each sending. */
  keep?: (form: HTMLFormElement) => Promise<void>;
}

/**
 * Holds a form back as long as nobody answers, and sends it then.
 * @returns whether it waits for the connection now
 */
export function useSentWhenReachable({ formId, unreached, keep }: SentWhenReachable): boolean {
  const [isWaiting, setIsWaiting] = useState(false);
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  });
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    return sendingWhenReachable(form, { tell: setIsWaiting, keep: async () => latest.current?.(form) });
  }, [formId]);
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!unreached || !(form instanceof HTMLFormElement)) return;
    const timer = setTimeout(() => form.requestSubmit(), AFTER_BREAK_MS);
    return () => clearTimeout(timer);
  }, [unreached, formId]);
  return isWaiting || unreached !== null;
}

interface Sending {
  tell: (isWaiting: boolean) => void;
  keep: () => Promise<void>;
}

/** @returns what ends it */
function sendingWhenReachable(form: HTMLFormElement, { tell, keep }: Sending): () => void {
  let isLetThrough = false;
  let waitsFor: HTMLElement | null | undefined;
  const attempt = async () => {
    if (waitsFor === undefined) return;
    const isReached = await isReachable();
    if (waitsFor === undefined) return;
    tell(!isReached);
    if (!isReached) return;
    const submitter = waitsFor;
    waitsFor = undefined;
    isLetThrough = true;
    form.requestSubmit(submitter);
  };
  const hold = (event: SubmitEvent) => {
    if (isLetThrough) {
      isLetThrough = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    waitsFor = event.submitter;
    void keep().then(attempt);
  };
  const again = () => void attempt();
  const timer = setInterval(again, TRY_AGAIN_MS);
  form.addEventListener('submit', hold, { capture: true });
  window.addEventListener('online', again);
  return () => {
    clearInterval(timer);
    waitsFor = undefined;
    form.removeEventListener('submit', hold, { capture: true });
    window.removeEventListener('online', again);
  };
}

/** Any answer at all will do: what it says is told by sending the form. */
async function isReachable(): Promise<boolean> {
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
