import { useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { paths } from '../paths';
import type { KeptDraft } from './drafts.server';

const QUIET_MS = 2_000;
const AGAIN_MS = 10_000;

export interface Autosave {
  /** When it was saved last; null before anything was typed. */
  savedAt: string | null;
  problem: 'logged_out' | 'unreachable' | null;
  /** Who changed the file since it was opened. */
  changedBy: string | null;
}

interface AutosaveOptions {
  formId: string;
  /** Which draft: see draft.form.ts. */
  draft: string;
  version: number | null;
  /** Not while an earlier draft waits to be restored or dropped: it would be overwritten. */
  isPaused: boolean;
}

/** Keeps what is typed on the server: a moment after each change, and when the page is left. */
export function useAutosave({ formId, draft, version, isPaused }: AutosaveOptions): Autosave {
  const [state, setState] = useState<Autosave>({ savedAt: null, problem: null, changedBy: null });
  const navigation = useNavigation();
  const isSent = useRef(false);
  useEffect(() => {
    isSent.current = navigation.state !== 'idle' && navigation.formMethod === 'POST';
  }, [navigation]);

  useEffect(() => {
    const form = document.getElementById(formId);
    if (isPaused || !(form instanceof HTMLFormElement)) return;
    let saved = contentOf(form);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let request: AbortController | undefined;
    let isOpen = true;

    async function save(): Promise<void> {
      clearTimeout(timer);
      const content = contentOf(form as HTMLFormElement);
      if (content === saved || isSent.current) return;
      request?.abort();
      request = new AbortController();
      const { signal } = request;
      try {
        const outcome = await post({ draft, version, content, signal });
        if (!outcome.problem) saved = content;
        else if (isOpen) timer = setTimeout(() => void save(), AGAIN_MS);
        if (isOpen) setState((before) => ({ ...before, ...outcome }));
      } catch {
        // A newer save, or the form itself, took its place.
      }
    }
    const saveNow = () => void save();
    const saveSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(saveNow, QUIET_MS);
    };
    const stop = () => request?.abort();
    form.addEventListener('input', saveSoon);
    form.addEventListener('change', saveSoon);
    // Members come and go by buttons.
    form.addEventListener('click', saveSoon);
    form.addEventListener('submit', stop);
    window.addEventListener('pagehide', saveNow);
    document.addEventListener('visibilitychange', saveNow);
    return () => {
      isOpen = false;
      saveNow();
      form.removeEventListener('input', saveSoon);
      form.removeEventListener('change', saveSoon);
      form.removeEventListener('click', saveSoon);
      form.removeEventListener('submit', stop);
      window.removeEventListener('pagehide', saveNow);
      document.removeEventListener('visibilitychange', saveNow);
    };
  }, [formId, draft, version, isPaused]);
  return state;
}

/** The form as the browser would post it, without what is empty. */
function contentOf(form: HTMLFormElement): string {
  const filled = [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return new URLSearchParams(filled).toString();
}

interface Posted {
  draft: string;
  version: number | null;
  content: string;
  signal: AbortSignal;
}

/** @throws AbortError */
async function post({ draft, version, content, signal }: Posted): Promise<Partial<Autosave>> {
  const body = new URLSearchParams({ form: draft, content });
  if (version !== null) body.set('version', String(version));
  try {
    // Kept alive, so that what was typed last arrives although the page is being left.
    const answer = await fetch(paths.drafts, {
      method: 'POST',
      body,
      signal,
      redirect: 'manual',
      keepalive: body.toString().length < 60_000,
    });
    // Without a login the guard leads to the login page.
    if (answer.type === 'opaqueredirect') return { problem: 'logged_out' };
    if (!answer.ok) return { problem: 'unreachable' };
    return { problem: null, ...((await answer.json()) as KeptDraft) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { problem: 'unreachable' };
  }
}
