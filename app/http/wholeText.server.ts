import { Transform } from 'node:stream';

/**
 * A stream of a page without zero bytes. React 18.3.1 pads a chunk of its output with them
 * where a character of several bytes does not fit into the chunk's end any more; a browser shows them as U+FFFD.
 */
export function withoutZeroBytes(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}
