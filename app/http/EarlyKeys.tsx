import { useEffect } from 'react';
import { useNonce } from './nonce';

declare global {
  interface Window {
    /** Gives the keys that were pressed so far, and keeps no more. */
    takeEarlyKeys?: () => KeyboardEvent[];
  }
}

/**
 * Stands in the page as it is sent, so that no key is lost while the page's program is on its way. Ctrl+K would go to
 * the browser's own search, and what follows it to the page: both wait for the palette, ten seconds at most. A click,
 * or something typed into a field, says that earlier keys are no longer meant.
 */
const LISTENER = `(function () {
  var keys = [], finding = 0;
  function forget() { keys = []; finding = 0; }
  function keep(event) {
    var key = event.key || '', command = event.ctrlKey || event.metaKey || event.altKey;
    var finds = (event.ctrlKey || event.metaKey) && key.toLowerCase() === 'k';
    if (finds) finding = Date.now();
    if (finds || (Date.now() - finding < 10000 && !command && key.length === 1)) event.preventDefault();
    else if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && !/^(radio|checkbox)$/.test(event.target.type)) return forget();
    keys.push(event);
  }
  addEventListener('keydown', keep, true);
  addEventListener('pointerdown', forget, true);
  window.takeEarlyKeys = function () {
    removeEventListener('keydown', keep, true);
    removeEventListener('pointerdown', forget, true);
    delete window.takeEarlyKeys;
    return keys;
  };
})();`;

/** Keeps the keys that are pressed before the page runs. */
export function EarlyKeys() {
  const nonce = useNonce();
  // Browsers hide the nonce of what they have read, and the page's own program does not know it.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: LISTENER }} />;
}

/** Hands the keys that were kept to the page, once everything on it listens. */
export function useEarlyKeys(): void {
  useEffect(() => {
    for (const event of window.takeEarlyKeys?.() ?? []) pressAgain(event);
  }, []);
}

function pressAgain({ target, key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): void {
  const place = target instanceof Element && target.isConnected ? target : document.body;
  const modifiers = { ctrlKey, metaKey, altKey, shiftKey };
  place.dispatchEvent(
    new KeyboardEvent('keydown', { key, code, ...modifiers, bubbles: true, cancelable: true }),
  );
}
