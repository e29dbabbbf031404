import { Writable } from 'node:stream';
import type { ReactNode } from 'react';
import { renderToPipeableStream } from 'react-dom/server';

/**
 * Renders a page to its end, or gives what waits in it up after the limit.
 * @throws what keeps its outermost parts from being rendered; errors further in are told to `onError`
 */
export function renderedWhole(
  page: ReactNode,
  { nonce, limitMs, onError }: { nonce: string; limitMs: number; onError: (error: unknown) => void },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The timer holds all of the page: one that is done must not stand in memory until the limit.
    const done =
      <T>(settle: (result: T) => void) =>
      (result: T): void => {
        clearTimeout(limit);
        settle(result);
      };
    const rendering = renderToPipeableStream(page, {
      nonce,
      onAllReady: () => void rendering.pipe(wholePage(done(resolve))),
      onShellError: done(reject),
      onError,
    });
    const limit = setTimeout(() => rendering.abort(), limitMs).unref();
  });
}

/**
 * Takes what React writes and gives it as one piece: the stream that compresses is flushed after every piece that it is
 * given. React 18.3.1 pads a chunk of its output with zero bytes where a character of several bytes does not fit into
 * the chunk's end any more; a browser shows them as U+FFFD, so they are left out.
 */
function wholePage(done: (page: Buffer) => void): Writable {
  const chunks: Uint8Array[] = [];
  return new Writable({
    write(chunk: Buffer, _encoding, next) {
      chunks.push(chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
      next();
    },
    final(next) {
      done(Buffer.concat(chunks));
      next();
    },
  });
}
