import { useNavigation, useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { filesKept, forgetFiles, keepFiles, newKey, type KeptFiles } from './keptFiles';
import { AFTER_BREAK_MS, isReachable, tryingAgain } from './reachable';
import { sendKept, type Outcome } from './sendKept';

interface OutboxOptions {
  /** Under what it is kept: of whom and for what, so that nobody is offered what another chose. */
  keptAs: string;
  /** Of whom or what it is, for the list of what waits on this device (WaitingOnDevice). */
  name: string;
  /** Where each sending goes that could not go by the form; answers `{added}`, or the sentences of a refusal. */
  action: string;
  /** The name of the form's file input. */
  filesName: string;
  /** The last answer of the form's action; null after it was taken. */
  answer: object | null;
  /** That answer is that the server was not reached. */
  isUnreached: boolean;
}

export interface Outbox {
  /** What waits or was refused, the oldest first; not what the form holds itself. */
  waiting: KeptFiles[];
  /** What arrived by itself since the page was opened. */
  arrived: KeptFiles[];
  /** The key of what is being sent now. */
  sending: string | null;
  isLoggedOut: boolean;
  /** What the form holds is kept as well. */
  isHolding: boolean;
  /** Another number each time that the form has to begin empty. */
  turn: number;
  /** It begins empty because what it held waits now. */
  isAfterSetAside: boolean;
  /** The answer belongs to what was set aside since, not to what the form holds now. */
  isAnswerOld: boolean;
  /** Keeps what the form holds, beside everything kept before. */
  keep: (form: HTMLFormElement) => Promise<boolean>;
  /** Keeps it to be sent by itself, and empties the form for the next. @returns whether it is kept */
  setAside: (form: HTMLFormElement) => Promise<boolean>;
  /** The form holds this one from now on: sending it again takes its place. */
  takeBack: (key: string) => void;
  /** The form holds nothing of it any more: what was taken back waits again. */
  release: () => void;
  drop: (key: string) => void;
}

/**
 * For a form that sends files away from the office: what was sent and did not arrive is kept in this browser, several
 * sendings side by side, and each is sent as it was once the connection is back, also after the page was closed.
 */
export function useOutbox({ keptAs, name, answer, isUnreached, ...target }: OutboxOptions): Outbox {
  const { kept, held, heldKey, hold, reload } = useKept(keptAs);
  const [{ turn, isAfterSetAside }, setTurn] = useState({ turn: 0, isAfterSetAside: false });
  const [leftAnswer, setLeftAnswer] = useState<object | null>(null);
  const { sendAll, ...progress } = useSendings({ keptAs, held, reload, ...target });

  const keep = async (form: HTMLFormElement) => {
    const key = held.current ?? newKey(keptAs);
    // Before it is written: what the form sends itself is sent by nobody else meanwhile.
    hold(key);
    const isKept = await keepFiles({ ...contentOf(form), key, name });
    if (!isKept) hold(null);
    return isKept;
  };
  const leave = () => {
    hold(null);
    setLeftAnswer(answer);
    setTurn((before) => ({ turn: before.turn + 1, isAfterSetAside: true }));
    void reload();
    setTimeout(() => void sendAll(), AFTER_BREAK_MS);
  };
  const isSent = useOnceAnswered(() => {
    if (isUnreached && held.current) return leave();
    if (isUnreached) return;
    if (held.current) void forgetFiles(held.current).then(reload);
    hold(null);
    if (!answer) setTurn((before) => ({ turn: before.turn + 1, isAfterSetAside: false }));
  });
  return {
    ...progress,
    waiting: kept.filter(({ key }) => key !== heldKey),
    isHolding: heldKey !== null,
    turn,
    isAfterSetAside,
    isAnswerOld: answer !== null && answer === leftAnswer,
    keep,
    setAside: async (form) => {
      // Whatever was changed since the button was pressed goes with it.
      const isKept = await keep(form);
      if (!isKept) return false;
      leave();
      return true;
    },
    takeBack: hold,
    release: () => {
      if (isSent.current) return;
      hold(null);
      void reload();
    },
    drop: (key) => void forgetFiles(key).then(reload),
  };
}

/** What is kept, and which of it the form holds. */
function useKept(keptAs: string) {
  const [kept, setKept] = useState<KeptFiles[]>([]);
  const held = useRef<string | null>(null);
  const [heldKey, draw] = useState<string | null>(null);
  const reload = useCallback(async () => setKept(await filesKept(keptAs)), [keptAs]);
  const hold = (key: string | null) => {
    held.current = key;
    draw(key);
  };
  useEffect(() => {
    let isOpen = true;
    void filesKept(keptAs).then((found) => {
      if (isOpen) setKept(found);
    });
    return () => {
      isOpen = false;
    };
  }, [keptAs]);
  return { kept, held, heldKey, hold, reload };
}

interface Sendings extends Pick<OutboxOptions, 'keptAs' | 'action' | 'filesName'> {
  held: { current: string | null };
  reload: () => Promise<void>;
}

/** Sends what waits, one after the other, when the page is opened and whenever somebody answers again. */
function useSendings({ keptAs, action, filesName, held, reload }: Sendings) {
  const [sending, setSending] = useState<string | null>(null);
  const [arrived, setArrived] = useState<KeptFiles[]>([]);
  const [isLoggedOut, setIsLoggedOut] = useState(false);
  const { revalidate } = useRevalidator();
  const isBusy = useRef(false);

  const sendOne = async (one: KeptFiles): Promise<Outcome['is']> => {
    setSending(one.key);
    const outcome = await sendKept(one, { action, filesName });
    if (outcome.is === 'refused') await keepFiles({ ...one, refused: outcome.sentences });
    if (outcome.is === 'arrived') {
      await forgetFiles(one.key);
      setArrived((before) => [...before, one]);
    }
    setIsLoggedOut(outcome.is === 'logged_out');
    setSending(null);
    await reload();
    return outcome.is;
  };
  const sendWaiting = async () => {
    const sendable = (await filesKept(keptAs)).filter(({ refused }) => !refused);
    if (sendable.every(({ key }) => key === held.current) || !(await isReachable())) return;
    let hasArrived = false;
    for (const one of sendable) {
      // The form may have taken it back meanwhile.
      if (one.key === held.current) continue;
      const is = await sendOne(one);
      hasArrived ||= is === 'arrived';
      if (is === 'unreached' || is === 'logged_out') break;
    }
    if (hasArrived) revalidate();
  };
  const sendAll = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    await sendWaiting();
    isBusy.current = false;
  };
  const latest = useRef(sendAll);
  useEffect(() => {
    latest.current = sendAll;
  });
  useEffect(() => {
    const attempt = () => latest.current();
    void attempt();
    return tryingAgain(attempt);
  }, []);
  return { sending, arrived, isLoggedOut, sendAll };
}

/** Does something once the server has answered a form of this page, or was not reached. @returns whether one is under way */
function useOnceAnswered(work: () => void): { current: boolean } {
  const { state, formMethod } = useNavigation();
  const isSent = useRef(false);
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(() => {
    if (state === 'submitting' && formMethod === 'POST') isSent.current = true;
    if (state !== 'idle' || !isSent.current) return;
    isSent.current = false;
    latest.current();
  }, [state, formMethod]);
  return isSent;
}

function contentOf(form: HTMLFormElement): Omit<KeptFiles, 'key' | 'name'> {
  const entries = [...new FormData(form)];
  return {
    at: Date.now(),
    fields: entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    // An empty choice is sent as a file without a name.
    files: entries.flatMap(([, value]) => (typeof value === 'string' || value.name === '' ? [] : [value])),
  };
}
