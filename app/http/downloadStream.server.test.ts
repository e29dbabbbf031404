import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeReadableStreamToWritable } from '@remix-run/node';
import { afterEach, describe, expect, it } from 'vitest';
import { downloadStream } from './download.server';
import { takenFrom } from './taken.server';

const PIECE = Buffer.alloc(64 * 1024, 1);
/** More than what the two ends of a connection hold between them. */
const PIECES = 4_000;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server whose answer is sent as the framework sends it, and how much of it was read from its source. */
async function serving(pieces: number) {
  const source = { read: 0, isClosed: false };
  const answer: RequestListener = (_, response) => {
    const stream = Readable.from(content());
    const file = { stream, size: pieces * PIECE.length, fileName: 'a.xlsx', mediaType: 'text/plain' };
    const { body, headers } = downloadStream(file, { taken: () => takenFrom(response) });
    response.setHeaders(headers);
    void writeReadableStreamToWritable(body!, response);
  };
  async function* content() {
    try {
      for (; source.read < pieces; source.read += 1) yield PIECE;
    } finally {
      source.isClosed = true;
    }
  }
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { source, response };
}

describe('a file that is sent while it is read', () => {
  it('arrives whole, and says before how long it is', async () => {
    const { source, response } = await serving(50);
    expect(response.headers['content-length']).toBe(String(50 * PIECE.length));
    expect((await buffer(response)).length).toBe(50 * PIECE.length);
    expect(source).toEqual({ read: 50, isClosed: true });
  });

  it('is read no faster than it is taken, and closed when the browser hangs up', async () => {
    const { source, response } = await serving(PIECES);
    response.pause();
    await sleep(500);
    const read = source.read;
    expect(read).toBeLessThan(PIECES / 4);
    await sleep(200);
    expect(source).toEqual({ read, isClosed: false });
    response.destroy();
    await expect.poll(() => source.isClosed).toBe(true);
    expect(source.read).toBeLessThan(PIECES / 4);
  });
});
