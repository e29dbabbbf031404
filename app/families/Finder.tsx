import { Form, useLocation } from '@remix-run/react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { paths } from '../paths';
import { Icon, useHasScript, useSearchText } from '../ui';
import { SEARCH_PLACEHOLDER } from '../zh/familyList';

// The palette comes when it is asked for: no page waits for it.
const Palette = lazy(() => import('./Palette'));

/** The search of every page: a box that leads to the list of families, and the palette on Ctrl+K. */
export function Finder({ mayFindFamilies }: { mayFindFamilies: boolean }) {
  const { isOpen, open, ...palette } = useOpening();
  const { key } = useLocation();
  return (
    <div className="flex items-center gap-2">
      {mayFindFamilies ? <SearchBox page={key} /> : null}
      <OpenButton open={open} />
      {isOpen ? (
        <Suspense fallback={null}>
          <Palette {...palette} />
        </Suspense>
      ) : null}
    </div>
  );
}

interface Opening {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  text: string;
  setText: (text: string) => void;
  /** Says that the palette is there, and takes the keys itself. */
  arrived: () => void;
}

/** Ctrl+K opens the palette, and who types on while it comes loses nothing. */
function useOpening(): Opening {
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const isComing = useRef(false);
  const close = () => {
    isComing.current = false;
    setIsOpen(false);
  };
  const open = () => {
    if (isOpen) return;
    isComing.current = true;
    setText('');
    setIsOpen(true);
  };
  const latest = useRef({ open, close });
  useEffect(() => {
    latest.current = { open, close };
  });
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (isFindKey(event)) {
        event.preventDefault();
        latest.current.open();
      } else if (isComing.current && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') latest.current.close();
        else if (event.key.length === 1) setText((before) => before + event.key);
      }
    };
    // Before any other key of the page is heard.
    window.addEventListener('keydown', act, { capture: true });
    return () => window.removeEventListener('keydown', act, { capture: true });
  }, []);
  const arrived = useCallback(() => {
    isComing.current = false;
  }, []);
  return { isOpen, open, close, text, setText, arrived };
}

function isFindKey({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && key.toLowerCase() === 'k';
}

/** Empty on each page, but for what was typed while the page came. */
function SearchBox({ page }: { page: string }) {
  const { onSubmit, ...box } = useSearchText('', page);
  return (
    <search className="min-w-0 flex-1">
      <Form method="post" action={paths.search(paths.families())} onSubmit={onSubmit} className="flex">
        <input
          {...box}
          type="search"
          name="search"
          required
          aria-label="快速查找"
          placeholder={SEARCH_PLACEHOLDER}
          className="h-8 w-full min-w-0 rounded-l border border-accent-300/60 bg-white px-2.5 text-ink-900 lg:w-[21rem]"
        />
        <button
          type="submit"
          aria-label="查找"
          className="h-8 rounded-r border border-l-0 border-accent-300/60 px-2.5 text-white hover:bg-accent-700"
        >
          <Icon name="search" />
        </button>
      </Form>
    </search>
  );
}

/** Only where there is JavaScript, which the palette needs. */
function OpenButton({ open }: { open: () => void }) {
  if (!useHasScript()) return null;
  return (
    <button
      type="button"
      onClick={open}
      aria-keyshortcuts="Control+K"
      className="hidden h-8 shrink-0 items-center rounded border border-accent-300/60 px-2 text-sm text-accent-100 hover:border-white hover:bg-accent-700 hover:text-white sm:flex"
    >
      快捷查找 Ctrl+K
    </button>
  );
}
