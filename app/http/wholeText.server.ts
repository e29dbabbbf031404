import { Writable } from 'node:stream';

/**
 * Takes what React writes and gives it as one piece: the stream that compresses is flushed after every piece that it is
 * given. React 18.3.1 pads a chunk of its output with zero bytes where a character of several bytes does not fit into
 * the chunk's end any more; a browser shows them as U+FFFD, so they are left out.
 */
export function wholePage(done: (page: Buffer) => void): Writable {
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
