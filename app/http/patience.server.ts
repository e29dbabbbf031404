import { createServer, type RequestListener, type Server } from 'node:http';

/** How long a browser may take, in milliseconds. */
export interface Patience {
  /** To send its headers. */
  headersMs: number;
  /** To send a whole request, with its files over a slow line. */
  requestMs: number;
  /** How often connections are looked at. */
  lookEveryMs: number;
}

const PATIENCE: Patience = { headersMs: 20_000, requestMs: 180_000, lookEveryMs: 10_000 };

/** A server, not listening yet, that answers 408 to who sends too slowly and hangs up: nobody holds connections for ever. */
export function patientServer(
  listener: RequestListener,
  { headersMs, requestMs, lookEveryMs }: Patience = PATIENCE,
): Server {
  const times = { headersTimeout: headersMs, requestTimeout: requestMs };
  return createServer({ ...times, connectionsCheckingInterval: lookEveryMs }, listener);
}
