import { useEffect, useRef, useState } from 'react';
import { focusFirstField, KeptNotices } from './KeptNotices';
import { isTooOld } from './keptTime';
import { useOnceSent } from './useOnceSent';
import { useSentWhenReachable } from './useSentWhenReachable';

const QUIET_MS = 400;
const PREFIX = 'bangfu:kept:';

interface Kept {
  at: number;
  /** Of whom or what it is, for people; an earlier release kept none. */
  name?: string;
  fields: [name: string, value: string][];
}

interface KeptOnDeviceProps {
  formId: string;
  /** Under what it is kept: of whom and for what, so that nobody is offered what another typed. */
  keptAs: string;
  /** Of whom or what it is, for the list of what waits on this device (WaitingOnDevice). */
  name: string;
  /** The last answer of the action that it was not reached (see unreachedIn). */
  unreached: object | null;
  /** Whether nothing that the form requires is missing. */
  isWhole: (form: HTMLFormElement) => boolean;
}

/**
 * For a form that is filled in away from the office: what is typed is kept in this browser until it has arrived, is
 * offered again when the page is opened anew, and is sent once the connection is back. Stands inside the form.
 */
export function KeptOnDevice({ formId, keptAs, name, unreached, isWhole }: KeptOnDeviceProps) {
  const [offered, setOffered] = useState<Kept | null>(null);
  const isWaiting = useSentWhenReachable({ formId, unreached, isWhole });
  const key = PREFIX + keptAs;
  const stopKeeping = useRef<() => void>();
  useOnceSent(() => {
    // As the page goes away its fields lose the focus, which keeps what was typed last.
    stopKeeping.current?.();
    forget(key);
  });

  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    const timer = setTimeout(() => setOffered(keptBefore(form, key)));
    const stop = keeping(form, { key, name });
    stopKeeping.current = stop;
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [formId, key, name]);

  const restore = () => {
    fill(document.getElementById(formId) as HTMLFormElement, offered!);
    setOffered(null);
    focusFirstField(formId);
  };
  const drop = () => {
    forget(key);
    setOffered(null);
    focusFirstField(formId);
  };
  return (
    <KeptNotices
      offered={offered && { at: offered.at, restore, drop }}
      offer="在这台设备上填写，还没有送到中心。"
      waiting={
        isWaiting
          ? '填写的内容已留在本机，不必重填。请不要关闭本页，有信号后会自动送出；关闭了的，重新打开本页可以恢复。'
          : null
      }
    />
  );
}

/** What was typed before and never arrived, where the form does not hold it already. */
function keptBefore(form: HTMLFormElement, key: string): Kept | null {
  forgetOld();
  const kept = read(key);
  return kept && JSON.stringify(kept.fields) !== JSON.stringify(fieldsOf(form)) ? kept : null;
}

/** Keeps what is typed, a moment after each change. @returns what ends it */
function keeping(form: HTMLFormElement, { key, name }: { key: string; name: string }): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keepNow = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    write(key, { at: Date.now(), name, fields: fieldsOf(form) });
  };
  const keep = () => {
    clearTimeout(timer);
    timer = setTimeout(keepNow, QUIET_MS);
  };
  form.addEventListener('input', keep);
  // Whoever goes to the button that logs out is asked about all that was typed.
  form.addEventListener('focusout', keepNow);
  // Typed before the page ran.
  if ([...form.elements].some(isTypedInto)) keep();
  return () => {
    clearTimeout(timer);
    form.removeEventListener('input', keep);
    form.removeEventListener('focusout', keepNow);
  };
}

function isTypedInto(element: Element): boolean {
  const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  return isField && element.value !== element.defaultValue;
}

function fieldsOf(form: HTMLFormElement): Kept['fields'] {
  return [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !isHidden(form, entry[0]),
  );
}

function isHidden(form: HTMLFormElement, name: string): boolean {
  const element = form.elements.namedItem(name);
  return element instanceof HTMLInputElement && element.type === 'hidden';
}

function fill(form: HTMLFormElement, { fields }: Kept): void {
  for (const [name, value] of fields) {
    const element = form.elements.namedItem(name);
    if (element === null) continue;
    (element as HTMLInputElement | RadioNodeList).value = value;
    const told = element instanceof RadioNodeList ? element[0] : element;
    told?.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** What is kept of the forms whose place begins so, by the rest of it, the oldest first. */
export function keptUnder(beginning: string): { rest: string; at: number; name: string }[] {
  forgetOld();
  const start = PREFIX + beginning;
  return keptKeys()
    .filter((key) => key.startsWith(start))
    .flatMap((key) => {
      const kept = read(key);
      return kept ? [{ rest: key.slice(start.length), at: kept.at, name: kept.name ?? '' }] : [];
    })
    .sort((one, other) => one.at - other.at);
}

/** What is kept of one form; null without any. */
export function keptOf(keptAs: string): Kept | null {
  forgetOld();
  return read(PREFIX + keptAs);
}

export function forgetKept(keptAs: string): void {
  forget(PREFIX + keptAs);
}

/** A browser may refuse to keep anything: then the form works as any other. */
function write(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Nothing is kept.
  }
}

function read(key: string): Kept | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function keptKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** What was never sent does not lie on the device for ever. */
function forgetOld(): void {
  for (const key of keptKeys()) {
    const kept = read(key);
    if (!kept || isTooOld(kept.at)) forget(key);
  }
}
