import { useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { filesKept, forgetFiles, keepFiles, type KeptFiles } from './keptFiles';
import { focusFirstField, KeptNotices } from './KeptNotices';
import { useSentWhenReachable } from './useSentWhenReachable';

interface KeptFilesOnDeviceProps {
  formId: string;
  /** The id of the form's file input. */
  inputId: string;
  /** Under what they are kept: of whom and for what, so that nobody is offered what another chose. */
  keptAs: string;
  /** The last answer of the action that it was not reached (see unreachedIn). */
  unreached: object | null;
}

/**
 * For a form that sends photos away from the office: from the moment they are sent until they have arrived they are
 * kept in this browser, are offered again when the page is opened anew, and are sent once the connection is back.
 * Stands inside the form; `useForgottenOnceAnswered` stands where the answer of the form does not replace it.
 */
export function KeptFilesOnDevice({ formId, inputId, keptAs, unreached }: KeptFilesOnDeviceProps) {
  const [offered, setOffered] = useState<KeptFiles | null>(null);
  const [isKept, setIsKept] = useState(false);
  const isWaiting = useSentWhenReachable({
    formId,
    unreached,
    keep: async (form) => {
      const content = contentOf(form);
      setIsKept(content.files.length > 0 && (await keepFiles(keptAs, content)));
      setOffered(null);
    },
  });
  useEffect(() => {
    let isOpen = true;
    void filesKept(keptAs).then((kept) => {
      if (isOpen) setOffered(kept);
    });
    return () => {
      isOpen = false;
    };
  }, [keptAs]);

  const restore = () => {
    fill(document.getElementById(formId) as HTMLFormElement, { ...offered!, inputId });
    setOffered(null);
    focusFirstField(formId);
  };
  const drop = () => {
    void forgetFiles(keptAs);
    setOffered(null);
    focusFirstField(formId);
  };
  return (
    <KeptNotices
      offered={offered && { at: offered.at, restore, drop }}
      offer={`上传的 ${offered?.files.length ?? 0} 个文件还在这台设备上，没有送到中心。恢复后请点「上传」。`}
      waiting={isWaiting ? waitingText(isKept) : null}
    />
  );
}

function waitingText(isKept: boolean): string {
  return isKept
    ? '选好的文件已留在本机，不必重拍。请不要关闭本页，有信号后会自动上传；关闭了的，重新打开本页可以恢复。'
    : '本机存不下选好的文件。请不要关闭本页，有信号后会自动上传；关闭后要重新选择。';
}

/** Forgets the files once the server has answered their form, whether it took or refused them. */
export function useForgottenOnceAnswered(keptAs: string, unreached: object | null): void {
  const { state, formMethod } = useNavigation();
  const isSent = useRef(false);
  useEffect(() => {
    if (state === 'submitting' && formMethod === 'POST') isSent.current = true;
    if (state !== 'idle' || !isSent.current) return;
    isSent.current = false;
    if (!unreached) void forgetFiles(keptAs);
  }, [state, formMethod, unreached, keptAs]);
}

function contentOf(form: HTMLFormElement): KeptFiles {
  const entries = [...new FormData(form)];
  return {
    at: Date.now(),
    fields: entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    // An empty choice is sent as a file without a name.
    files: entries.flatMap(([, value]) => (typeof value === 'string' || value.name === '' ? [] : [value])),
  };
}

function fill(form: HTMLFormElement, { fields, files, inputId }: KeptFiles & { inputId: string }): void {
  for (const [name, value] of fields) {
    const element = form.elements.namedItem(name);
    if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement)) continue;
    element.value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }
  const input = document.getElementById(inputId);
  if (!(input instanceof HTMLInputElement)) return;
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
