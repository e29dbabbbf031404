import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import './http/formMessages';
import { noteFailure } from './http/incident';
import { answerInstead, isOwnForm, isUnreached, noteUnreached, tellOfForm } from './http/unreached';

/** The framework tells a boundary nothing of the answer that failed, or did not come: it is noted on the way. */
const ask = window.fetch.bind(window);
window.fetch = async (...given) => {
  try {
    const answer = await ask(...given);
    noteFailure(answer);
    if (isOwnForm(...given)) tellOfForm(true);
    return answer;
  } catch (error) {
    noteUnreached(error);
    if (!isUnreached(error) || !isOwnForm(...given)) throw error;
    tellOfForm(false);
    return answerInstead();
  }
};

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
