import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import './http/formMessages';
import { noteFailure } from './http/incident';

/** The framework tells a boundary nothing of the answer that failed: its number is taken on the way. */
const ask = window.fetch.bind(window);
window.fetch = async (...given) => {
  const answer = await ask(...given);
  noteFailure(answer);
  return answer;
};

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
