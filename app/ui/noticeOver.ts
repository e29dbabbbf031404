import { createContext, useContext, useEffect } from 'react';

/** Takes the notice of the form before off the page. */
export const NoticeOver = createContext<() => void>(() => undefined);

/** What a page refuses takes the notice of the form before away: above the refusal it would read as its answer. */
export function useNoticeOver(isRefused: boolean): void {
  const takeAway = useContext(NoticeOver);
  useEffect(() => {
    if (isRefused) takeAway();
  }, [isRefused, takeAway]);
}
