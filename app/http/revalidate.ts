import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';

/**
 * The `shouldRevalidate` of a page whose form is about what the page shows: after a refusal (409) it is shown as it is
 * now, beside what was typed. Without JavaScript that is so by itself.
 */
export function afterRefusal({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return actionStatus === 409 || defaultShouldRevalidate;
}
