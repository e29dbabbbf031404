import { useEffect, useRef, useState } from 'react';
import { AFTER_BREAK_MS, isReachable, tryingAgain } from './reachable';

/** The name that conform gives to such a button. */
const FIELD_CHECK = '__intent__';

/** Of a form that says itself what becomes of it while nobody answers. */
export const SENDS_ITSELF = 'data-sends-itself';

interface SentWhenReachable {
  formId: string;
  /** The last answer of the action that it was not reached: the form is sent anew. */
  unreached: object | null;
  /** Whether nothing that the form requires is missing: what is not whole is asked for at once, and not held. */
  isWhole: (form: HTMLFormElement) => boolean;
  /** What isWhole needs to know first, done once the button is pressed. */
  look?: (form: HTMLFormElement) => Promise<void>;
  /** Done before each sending. */
  keep?: (form: HTMLFormElement) => Promise<void>;
  /** Takes the content over to be sent by another way. @returns whether it did: the form need not wait any more then */
  setAside?: (form: HTMLFormElement) => Promise<boolean>;
}

/**
 * Holds a form back as long as nobody answers, and sends it then.
 * @returns whether it waits for the connection now
 */
export function useSentWhenReachable({ formId, unreached, ...steps }: SentWhenReachable): boolean {
  const [isWaiting, setIsWaiting] = useState(false);
  const latest = useRef(steps);
  useEffect(() => {
    latest.current = steps;
  });
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    form.setAttribute(SENDS_ITSELF, '');
    return sendingWhenReachable(form, {
      tell: setIsWaiting,
      isWhole: () => latest.current.isWhole(form),
      look: async () => latest.current.look?.(form),
      keep: async () => latest.current.keep?.(form),
      setAside: async () => (await latest.current.setAside?.(form)) ?? false,
    });
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
  isWhole: () => boolean;
  look: () => Promise<void>;
  keep: () => Promise<void>;
  setAside: () => Promise<boolean>;
}

/** @returns what ends it */
function sendingWhenReachable(
  form: HTMLFormElement,
  { tell, isWhole, look, keep, setAside }: Sending,
): () => void {
  let isLetThrough = false;
  let isTrying = false;
  let waitsFor: HTMLElement | null | undefined;
  const stopWaiting = () => {
    const submitter = waitsFor;
    waitsFor = undefined;
    tell(false);
    return submitter;
  };
  const letThrough = () => {
    isLetThrough = true;
    form.requestSubmit(stopWaiting());
  };
  const askAndSend = async () => {
    const isReached = await isReachable();
    if (waitsFor === undefined) return;
    if (isReached) return letThrough();
    if (await setAside()) stopWaiting();
    else tell(true);
  };
  const attempt = async () => {
    if (waitsFor === undefined || isTrying) return;
    isTrying = true;
    await askAndSend();
    isTrying = false;
  };
  const hold = (event: SubmitEvent) => {
    if (isLetThrough || isAboutOneField(event) || !isWhole()) {
      isLetThrough = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    waitsFor = event.submitter;
    void lookAndKeep();
  };
  const lookAndKeep = async () => {
    await look();
    // The form says what is wrong, and sends nothing.
    if (!isWhole()) return letThrough();
    await keep();
    await attempt();
  };
  const stopTrying = tryingAgain(attempt);
  form.addEventListener('submit', hold, { capture: true });
  return () => {
    stopTrying();
    waitsFor = undefined;
    form.removeEventListener('submit', hold, { capture: true });
  };
}

/** Checking a field while it is typed into travels as a submission by a button of its own, which never leaves the page. */
function isAboutOneField({ submitter }: SubmitEvent): boolean {
  return submitter instanceof HTMLButtonElement && submitter.name === FIELD_CHECK;
}
