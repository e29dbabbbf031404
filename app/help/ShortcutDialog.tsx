import { useEffect, useRef } from 'react';
import { Button } from '../ui';
import { ShortcutTable } from './ShortcutTable';

/** The keys over the page one is on; Escape closes it and the focus goes back. */
export default function ShortcutDialog({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label="键盘快捷键"
      onClose={close}
      className="mx-auto mt-[12vh] w-[min(40rem,calc(100vw-2rem))] rounded-lg border border-ink-300 bg-white p-4 text-ink-900 shadow-bar backdrop:bg-ink-900/40"
    >
      <div className="mb-3 flex items-center justify-between">
        <h2 className="text-lg font-semibold">键盘快捷键</h2>
        <Button type="button" tone="quiet" onClick={() => dialog.current?.close()}>
          关闭
        </Button>
      </div>
      <ShortcutTable />
    </dialog>
  );
}
