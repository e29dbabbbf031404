import { useEffect, useId, useRef, useState, type FormEvent, type MouseEvent } from 'react';
import { Alert } from './Alert';
import { Button, ButtonRow, LinkButton } from './Button';
import { allWaiting, forgetWaiting, type KeptPlaces, type Waiting } from './keptWaiting';
import { DEVICE_DAYS_KEPT } from './keptTime';
import { isReachable } from './reachable';

interface LogoutFormProps {
  action: string;
  homePath: string;
  /** Where forms keep on the device what was not sent; with none nothing is asked. */
  kept?: KeptPlaces;
}

/** What is said before anybody leaves: what waits here, or that the centre cannot be reached. */
interface Asked {
  waiting: Waiting[];
  isAway: boolean;
}

/**
 * Logs out; where this device holds what was never sent, whoever leaves is asked first what is to become of it. Where the
 * centre cannot be reached the login goes on: that is said, and nothing is deleted.
 */
export function LogoutForm({ action, homePath, kept }: LogoutFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const isLooking = useRef(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const leave = async (waiting: Waiting[], drop?: () => Promise<void>) => {
    if (!(await isReachable())) return setAsked({ waiting, isAway: true });
    await drop?.();
    form.current!.submit();
  };
  const look = async () => {
    isLooking.current = true;
    const waiting = kept ? await allWaiting(kept) : [];
    isLooking.current = false;
    if (waiting.length > 0) setAsked({ waiting, isAway: false });
    else await leave(waiting);
  };
  const ask = (event: FormEvent) => {
    // Pressed again while the browser does not say what it keeps: that holds nobody up.
    if (isLooking.current) return;
    event.preventDefault();
    void look();
  };
  return (
    <>
      <form ref={form} method="post" action={action} onSubmit={ask}>
        <button
          type="submit"
          className="rounded border border-accent-300/60 px-2.5 py-0.5 text-sm text-white hover:border-white hover:bg-accent-700"
        >
          退出
        </button>
      </form>
      {asked ? (
        <Question
          {...asked}
          homePath={homePath}
          leave={() => void leave(asked.waiting)}
          drop={() => void leave(asked.waiting, kept && (() => forgetWaiting(kept)))}
          away={() => setAsked({ ...asked, isAway: true })}
          close={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}

interface QuestionProps extends Asked {
  homePath: string;
  leave: () => void;
  drop: () => void;
  away: () => void;
  close: () => void;
}

function Question({ waiting, isAway, homePath, leave, drop, away, close }: QuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [first, ...more] = waiting;
  const sendPath = first && more.length === 0 ? first.to : homePath;
  const send = (event: MouseEvent) => {
    const isHere = window.location.pathname === sendPath;
    // The page that is open sends by itself; another one does not come without the centre.
    if (isHere || !navigator.onLine) event.preventDefault();
    if (isHere || navigator.onLine) dialog.current?.close();
    else away();
  };
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={close}
      className="mx-auto mt-[12vh] w-[min(40rem,calc(100vw-2rem))] rounded-lg border border-ink-300 bg-white p-4 text-ink-900 shadow-bar backdrop:bg-ink-900/40"
    >
      <h2 id={titleId} className="text-lg font-semibold">
        {first ? `还有 ${countsOf(waiting)}没有送到中心` : '现在不能退出'}
      </h2>
      {isAway ? (
        <div className="my-3">
          <Alert tone="warning" title="现在连不上中心，没有退出，什么也没有删除" live>
            登录还在，请先锁好这台设备，有信号后再退出。
          </Alert>
        </div>
      ) : null}
      {first ? <WhatWaits /> : null}
      <ButtonRow>
        {first ? (
          <>
            <LinkButton tone="primary" to={sendPath} onClick={send}>
              发送后再退出
            </LinkButton>
            <Button type="button" tone="danger" onClick={drop}>
              删除并退出
            </Button>
          </>
        ) : null}
        <Button type="button" onClick={leave}>
          {first ? '留在本机并退出' : '再试一次'}
        </Button>
        <Button type="button" tone="quiet" onClick={() => dialog.current?.close()}>
          取消
        </Button>
      </ButtonRow>
    </dialog>
  );
}

function WhatWaits() {
  return (
    <p className="mb-4 mt-2">
      这些内容只在这台设备上，没有加密；退出以后还会留着，最多 {DEVICE_DAYS_KEPT}{' '}
      天，拿到这台设备的人能读到。别人也用这台设备的，请送出或删除后再退出。
    </p>
  );
}

/** “2 份入户核查、1 份档案材料” */
function countsOf(waiting: readonly Waiting[]): string {
  const labels = [...new Set(waiting.map(({ label }) => label))];
  return labels
    .map((label) => `${waiting.filter((one) => one.label === label).length} 份${label}`)
    .join('、');
}
