import { createContext, useContext, useEffect, useState } from 'react';

/**
 * The number by which an error page is found in the log: the beginning of the request's id, which every answer
 * carries in this header and every line of the log in full.
 */
export const REQUEST_ID_HEADER = 'X-Request-Id';

const NUMBER_LENGTH = 8;
const META = 'request-id';

const RequestId = createContext<string | undefined>(undefined);

export const RequestIdProvider = RequestId.Provider;

/** Until the page as the server made it runs: an error that is shown later is not of the request that made it. */
let isArriving = true;

/** What the page tells its own script of the request that made it. */
export function useRequestIdMeta(): { name: string; content: string } {
  useEffect(() => {
    isArriving = false;
  }, []);
  return { name: META, content: useContext(RequestId) ?? '' };
}

let failedRequestId: string | null = null;

/** Remembers which request of a page's script failed on the server. */
export function noteFailure(answer: Response): void {
  if (answer.status >= 500) failedRequestId = answer.headers.get(REQUEST_ID_HEADER);
}

/** The number of an error that a boundary shows, on the server as in the browser; null where none is known. */
export function useIncidentNumber(): string | null {
  const onServer = useContext(RequestId);
  const [id] = useState(() => onServer ?? failedRequestId ?? idOfThisPage());
  return id ? incidentNumber(id) : null;
}

/** The part of a request's id that people read to one another. */
export function incidentNumber(requestId: string): string {
  return requestId.slice(0, NUMBER_LENGTH);
}

function idOfThisPage(): string | null {
  if (!isArriving || typeof document === 'undefined') return null;
  return document.querySelector(`meta[name="${META}"]`)?.getAttribute('content') || null;
}
