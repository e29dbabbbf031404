import { Form, useLocation } from '@remix-run/react';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { paths } from '../paths';
import { Icon, useSearchText } from '../ui';
import { SEARCH_PLACEHOLDER } from '../zh/familyList';

// The palette comes when it is asked for: no page waits for it.
const Palette = lazy(() => import('./Palette'));

/** The search of every page: a box that leads to the list of families, and the palette on Ctrl+K. */
export function Finder({ mayFindFamilies }: { mayFindFamilies: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const { key } = useLocation();
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setIsOpen(true);
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, []);
  return (
    <div className="flex items-center gap-2">
      {mayFindFamilies ? <SearchBox page={key} /> : null}
      <OpenButton open={() => setIsOpen(true)} />
      {isOpen ? (
        <Suspense fallback={null}>
          <Palette close={() => setIsOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
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
  const isReady = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  if (!isReady) return null;
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

function neverChanges() {
  return () => undefined;
}
