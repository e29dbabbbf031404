import { useEffect } from 'react';
import { TOO_LARGE_FILES } from '../zh/http';
import { largestBody } from './largestBody';

/** What surrounds the files of a form in a request. */
const FRAME_BYTES = 64 * 1024;

/**
 * Stops a form whose files the server would refuse unread, and says so beside the field. Without JavaScript the page of
 * the refusal says it.
 */
export function TooLargeFiles() {
  useEffect(() => {
    document.addEventListener('submit', stopTooLarge, { capture: true });
    document.addEventListener('change', forgetSentence, { capture: true });
    return () => {
      document.removeEventListener('submit', stopTooLarge, { capture: true });
      document.removeEventListener('change', forgetSentence, { capture: true });
    };
  }, []);
  return null;
}

function stopTooLarge(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const fields = [...form.elements].filter(isFileField);
  const bytes = fields.flatMap(({ files }) => [...(files ?? [])]).reduce((sum, { size }) => sum + size, 0);
  const most = largestBody(new URL(form.action).pathname) - FRAME_BYTES;
  if (bytes <= most) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const field = fields.find(({ files }) => files?.length)!;
  field.setCustomValidity(TOO_LARGE_FILES(bytes, { areScans: field.accept.includes('image/') }));
  field.reportValidity();
}

function forgetSentence({ target }: Event): void {
  if (target instanceof Element && isFileField(target)) target.setCustomValidity('');
}

function isFileField(element: Element): element is HTMLInputElement {
  return element instanceof HTMLInputElement && element.type === 'file';
}
