import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import './http/formMessages';
import { noteFailure } from './http/incident';
import { answerForTheForm, noteUnreached } from './http/unreached';

/** The framework tells a boundary nothing of the answer that failed, or did not come: it is noted on the way. */
const ask = window.fetch.bind(window);
window.fetch = async (...given) => {
  try {
    const answer = await ask(...given);
    noteFailure(answer);
    return answer;
  } catch (error) {
    noteUnreached(error);
    const instead = error instanceof TypeError ? answerForTheForm(...given) : null;
    if (instead) return instead;
    throw error;
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
