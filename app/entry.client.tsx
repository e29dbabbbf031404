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

/**
 * The framework's root suspends until it has decoded the data of the page. A key or click in that moment has React
 * finish the root at once, which it cannot: it gives the page up for good (its error 345). So the root is made only
 * when the data is there; asked for outside of React, it throws what it waits for before it does anything else.
 */
async function dataOfPage(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (awaited) {
    if (awaited instanceof Promise) await awaited;
  }
}

void dataOfPage().then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
