import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { Button, ButtonRow, LinkButton } from './Button';
import { allWaiting, forgetWaiting, type KeptPlaces, type Waiting } from './keptWaiting';
import { DEVICE_DAYS_KEPT } from './keptTime';

interface LogoutFormProps {
  action: string;
  homePath: string;
  /** Where forms keep on the device what was not sent; with none nothing is asked. */
  kept?: KeptPlaces;
}

/** Logs out; where this device holds what was never sent, whoever leaves is asked first what is to become of it. */
export function LogoutForm({ action, homePath, kept }: LogoutFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const isLooking = useRef(false);
  const [waiting, setWaiting] = useState<Waiting[]>([]);
  const leave = () => form.current!.submit();
  const look = async (places: KeptPlaces) => {
    isLooking.current = true;
    const found = await allWaiting(places);
    isLooking.current = false;
    if (found.length > 0) setWaiting(found);
    else leave();
  };
  const ask = (event: FormEvent) => {
    // Pressed again while the browser does not say what it keeps: that holds nobody up.
    if (!kept || isLooking.current) return;
    event.preventDefault();
    void look(kept);
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
      {kept && waiting.length > 0 ? (
        <Question
          waiting={waiting}
          homePath={homePath}
          leave={leave}
          drop={() => forgetWaiting(kept)}
          close={() => setWaiting([])}
        />
      ) : null}
    </>
  );
}

interface QuestionProps {
  waiting: readonly Waiting[];
  homePath: string;
  leave: () => void;
  drop: () => Promise<void>;
  close: () => void;
}

function Question({ waiting, homePath, leave, drop, close }: QuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [first, ...more] = waiting;
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
        还有 {countsOf(waiting)}没有送到中心
      </h2>
      <p className="mb-4 mt-2">
        这些内容只在这台设备上，没有加密；退出以后还会留着，最多 {DEVICE_DAYS_KEPT}{' '}
        天，拿到这台设备的人能读到。别人也用这台设备的，请送出或删除后再退出。
      </p>
      <ButtonRow>
        <LinkButton
          tone="primary"
          to={more.length === 0 ? first!.to : homePath}
          onClick={() => dialog.current?.close()}
        >
          发送后再退出
        </LinkButton>
        <Button type="button" tone="danger" onClick={() => void drop().then(leave)}>
          删除并退出
        </Button>
        <Button type="button" onClick={leave}>
          留在本机并退出
        </Button>
        <Button type="button" tone="quiet" onClick={() => dialog.current?.close()}>
          取消
        </Button>
      </ButtonRow>
    </dialog>
  );
}

/** “2 份入户核查、1 份档案材料” */
function countsOf(waiting: readonly Waiting[]): string {
  const labels = [...new Set(waiting.map(({ label }) => label))];
  return labels
    .map((label) => `${waiting.filter((one) => one.label === label).length} 份${label}`)
    .join('、');
}
