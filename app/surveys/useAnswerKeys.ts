import { useEffect, type RefObject } from 'react';
import { SURVEY_OUTCOMES } from './survey';

/**
 * Answers by the keyboard alone: a digit chooses the outcome and leads on to the opinion, Enter sends. While the opinion
 * is empty another digit chooses anew.
 */
export function useAnswerKeys(form: RefObject<HTMLFormElement>, opinionName: string): void {
  useEffect(() => {
    const choose = (event: KeyboardEvent) => {
      const outcome = SURVEY_OUTCOMES[Number(event.key) - 1];
      const opinion = form.current?.querySelector<HTMLInputElement>(`input[name="${opinionName}"]`);
      const isOpinionBegun = event.target !== opinion || opinion?.value !== '' || event.isComposing;
      if (!outcome || event.ctrlKey || event.altKey || event.metaKey) return;
      if (isTyping(event.target) && isOpinionBegun) return;
      event.preventDefault();
      form.current?.querySelector<HTMLInputElement>(`input[value="${outcome}"]`)?.click();
      opinion?.focus();
    };
    document.addEventListener('keydown', choose);
    return () => document.removeEventListener('keydown', choose);
  }, [form, opinionName]);
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
}
