import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { plainErrorPage } from '../zh/http';

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
  const server = createServer({ ...times, connectionsCheckingInterval: lookEveryMs }, listener);
  return server.on('clientError', tellUnread);
}

/** Which status tells what kept a request from being read; any other is no HTTP. */
const UNREAD_STATUSES: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** Says what was wrong with a request that never came to be one, as a page: an address may be too long to be read. */
function tellUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = UNREAD_STATUSES[error.code ?? ''] ?? 400;
  const page = Buffer.from(plainErrorPage(status, ''));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${page.length}`,
    'Connection: close',
  ];
  socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), page]));
}
