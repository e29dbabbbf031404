import { Link, useLocation } from '@remix-run/react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { paths } from '../paths';
import { helpOnPage } from './helpPages';

// The list of keys comes when it is asked for: no page waits for it.
const ShortcutDialog = lazy(() => import('./ShortcutDialog'));

/** The help about the page one is on, in the top bar; `?` lists the keys and `/` leads to the search. */
export function HelpLink() {
  const [isOpen, setIsOpen] = useState(false);
  const { pathname } = useLocation();
  const slug = helpOnPage(pathname);
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (event.key === '?') setIsOpen(true);
      if (event.key === '/' && focusSearch()) event.preventDefault();
    };
    window.addEventListener('keydown', act);
    return () => window.removeEventListener('keydown', act);
  }, []);
  return (
    <>
      <Link
        to={slug ? paths.helpTopic(slug) : paths.help}
        className="rounded text-sm text-accent-100 hover:text-white hover:underline hover:underline-offset-4"
      >
        帮助
      </Link>
      {isOpen ? (
        <Suspense fallback={null}>
          <ShortcutDialog close={() => setIsOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** @returns whether the page has a search to go to */
function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('header input[type="search"]');
  search?.focus();
  return search !== null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}
