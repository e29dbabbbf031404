import { useEffect, useRef, type RefObject } from 'react';

const KEY = 'menu-place';

/** Runs where it stands, behind the menu: where it was scrolled to, with the chosen item in sight. */
const PLACE = `(function (menu) {
  try { menu.scrollTop = Number(sessionStorage.getItem('${KEY}')) || 0; } catch (refused) {}
  var chosen = menu.querySelector('[aria-current]');
  if (chosen) chosen.scrollIntoView({ block: 'nearest' });
})(document.currentScript.previousElementSibling);`;

/** Brings the menu before it to its place as the page is read, so that nobody sees it move. */
export function MenuPlace({ nonce }: { nonce: string | undefined }) {
  // Browsers hide the nonce of what they have read, and the page's own program does not know it.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: PLACE }} />;
}

/** Keeps the place of a menu for the next page, and the chosen item in sight. */
export function useMenuPlace(pathname: string): RefObject<HTMLElement> {
  const menu = useRef<HTMLElement>(null);
  useEffect(() => {
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  useEffect(() => {
    const keep = () => {
      try {
        sessionStorage.setItem(KEY, String(menu.current?.scrollTop ?? 0));
      } catch {
        // Without storage each page begins at the chosen item.
      }
    };
    addEventListener('pagehide', keep);
    return () => removeEventListener('pagehide', keep);
  }, []);
  return menu;
}
