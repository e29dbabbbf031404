import { useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * Where the keyboard goes on after an act: at the heading of a page that took the place of another one, or where the
 * thing that had the focus is gone. Whoever is typing, and a page that gave the focus to a field of its own, is left
 * alone; so is the first page, which the browser brings.
 */
export function usePlaceOnPage(): void {
  const { key, pathname, hash } = useLocation();
  const last = useRef({ key, pathname });
  useEffect(() => {
    const before = last.current;
    last.current = { key, pathname };
    if (before.key === key || hash) return;
    if (isPlaceKept(before.pathname === pathname)) return;
    const heading = document.querySelector<HTMLElement>('#main h1');
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [key, pathname, hash]);
}

function isPlaceKept(isSamePage: boolean): boolean {
  const active = document.activeElement;
  if (!active || active === document.body) return false;
  return isSamePage || active instanceof HTMLInputElement || Boolean(active.closest('#main'));
}
