import { finished, PassThrough, Writable } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, it } from 'vitest';
import { withoutZeroBytes } from './wholeText.server';

/** A page whose texts of three bytes a character meet the ends of React's chunks in every way. */
const TEXTS = Array.from({ length: 400 }, (_, index) => 'a'.repeat(index % 7) + '困难职工帮扶'.repeat(9));
const PAGE = (
  <ul>
    {TEXTS.map((text, index) => (
      <li key={index} title={text}>
        {text}
      </li>
    ))}
  </ul>
);

it('a page arrives whole, with each of its characters', async () => {
  const whole = await rendered(withoutZeroBytes());
  expect(whole).not.toMatch(/[\0\uFFFD]/);
  for (const text of TEXTS) expect(whole).toContain(`title="${text}">${text}<`);
});

/** Fails once React is mended: then the stream is superfluous. */
it('is needed by the React that is installed', async () => {
  expect(await rendered(new PassThrough())).toContain('\0');
});

function rendered(through: NodeJS.ReadWriteStream): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    finished(sink, (error) => (error ? reject(error) : resolve(Buffer.concat(chunks).toString('utf8'))));
    const page = renderToPipeableStream(PAGE, {
      onAllReady() {
        through.pipe(sink);
        page.pipe(through);
      },
      onError: reject,
    });
  });
}
