import { useSyncExternalStore } from 'react';

/** Whether the page runs with JavaScript: false on the server and in the page as it was sent, true from then on. */
export function useHasScript(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}

function neverChanges() {
  return () => undefined;
}
