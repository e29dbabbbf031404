import { useEffect, useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { Button, useHasScript } from '../ui';
import { sizeText } from '../zh/papers';

interface PaperFilesProps {
  /** The id of the file input that is filled. */
  inputId: string;
  /** Told whenever other files are chosen. */
  onChosen: (files: readonly File[]) => void;
  /** The input itself, which does everything without JavaScript. */
  children: ReactNode;
}

/**
 * What JavaScript adds to a file input: files dropped on it or pasted anywhere on the page, a photo from the phone's
 * camera, several choices one after the other, and taking one out again. Whatever was gathered stands in the input.
 */
export function PaperFiles({ inputId, onChosen, children }: PaperFilesProps) {
  const isReady = useHasScript();
  const [files, setFiles] = useState<File[]>([]);
  const [isOver, setIsOver] = useState(false);
  const camera = useRef<HTMLInputElement>(null);

  // Files may come faster than the page is drawn: what was gathered last stands here.
  const gathered = useRef<File[]>([]);
  const show = (next: File[]) => {
    gathered.current = next;
    setFiles(next);
    fillInput(inputId, next);
    onChosen(next);
  };
  const add = (more: Iterable<File> | null | undefined) => {
    show(joined(gathered.current, more));
  };
  usePastedFiles(add);
  const latest = useRef(onChosen);
  useEffect(() => {
    latest.current = onChosen;
  });
  useEffect(() => {
    // Chosen before the page ran: the next ones join them.
    const early = inputOf(inputId)?.files;
    if (!early?.length) return;
    gathered.current = joined(gathered.current, early);
    setFiles(gathered.current);
    latest.current(gathered.current);
  }, [inputId]);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    add(event.dataTransfer.files);
  };
  return (
    <div
      className={
        isOver ? 'rounded bg-accent-50 outline-dashed outline-2 outline-offset-8 outline-accent-600' : ''
      }
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      onChange={(event) => {
        const input = event.target as unknown as HTMLInputElement;
        // The browser has put the new choice in the place of the earlier ones.
        if (input.id === inputId) show(joined(gathered.current, input.files));
      }}
    >
      {children}
      {isReady ? (
        <div className="mt-2 flex flex-wrap items-center gap-3 text-sm text-ink-500">
          <Button type="button" size="small" onClick={() => camera.current?.click()}>
            拍照上传
          </Button>
          <span>也可以把文件拖到这里，或截图后按 Ctrl+V 粘贴。</span>
          <input
            ref={camera}
            type="file"
            accept="image/*"
            capture="environment"
            aria-label="用手机拍照"
            tabIndex={-1}
            className="hidden"
            onChange={(event) => add(event.currentTarget.files)}
          />
        </div>
      ) : null}
      {files.length > 0 ? (
        <Chosen
          files={files}
          remove={(one) => {
            show(gathered.current.filter((file) => file !== one));
            // The button goes with its file: the keyboard goes on where another one can be chosen.
            document.getElementById(inputId)?.focus();
          }}
        />
      ) : null}
    </div>
  );
}

function Chosen({ files, remove }: { files: readonly File[]; remove: (file: File) => void }) {
  return (
    <ul className="mt-3 flex flex-col gap-1" aria-label="已选择的文件">
      {files.map((file) => (
        <li key={`${file.name} ${file.size} ${file.lastModified}`} className="flex items-center gap-3">
          <span className="min-w-0 break-all">{file.name}</span>
          <span className="whitespace-nowrap text-sm text-ink-500">{sizeText(file.size)}</span>
          <Button type="button" size="small" onClick={() => remove(file)} aria-label={`不上传 ${file.name}`}>
            去掉
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Text that is pasted into a field goes there as ever. */
function usePastedFiles(add: (files: Iterable<File>) => void) {
  const latest = useRef(add);
  useEffect(() => {
    latest.current = add;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}

function fillInput(id: string, files: readonly File[]) {
  const input = inputOf(id);
  if (!input) return;
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

function inputOf(id: string): HTMLInputElement | null {
  const input = document.getElementById(id);
  return input instanceof HTMLInputElement ? input : null;
}

function joined(files: readonly File[], more: Iterable<File> | null | undefined): File[] {
  const fresh = [...(more ?? [])].filter((one) => !files.some((known) => isSame(known, one)));
  return [...files, ...fresh];
}

function isSame(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}
