import { useNavigation } from '@remix-run/react';
import { useEffect, useRef, type RefObject } from 'react';

interface SearchText {
  ref: RefObject<HTMLInputElement>;
  defaultValue: string;
  onInput: () => void;
  onSubmit: () => void;
}

/**
 * A search box that shows what a list was narrowed by, and keeps what is typed while a page comes: the answer to an
 * earlier text takes nothing away.
 * @param page changes where another page came, also when the text did not
 */
export function useSearchText(text: string, page?: string): SearchText {
  const isWaiting = useNavigation().state !== 'idle';
  const ref = useRef<HTMLInputElement>(null);
  const isAhead = useRef(false);
  const shown = useRef({ text, page });
  useEffect(() => {
    // What was typed before the page ran stays.
    if (shown.current.text === text && shown.current.page === page) return;
    shown.current = { text, page };
    if (ref.current && !isAhead.current) ref.current.value = text;
    isAhead.current = false;
  }, [text, page]);
  return {
    ref,
    defaultValue: text,
    onInput: () => {
      isAhead.current = isWaiting;
    },
    onSubmit: () => {
      isAhead.current = false;
    },
  };
}
