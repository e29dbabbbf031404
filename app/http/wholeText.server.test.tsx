import { PassThrough, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, it } from 'vitest';
import { wholePage } from './wholeText.server';

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

it('a page arrives whole, in one piece, with each of its characters', async () => {
  const whole = await new Promise<Buffer>((resolve, reject) => rendered(wholePage(resolve), reject));
  expect(whole.toString('utf8')).not.toMatch(/[\0\uFFFD]/);
  for (const one of TEXTS) expect(whole.toString('utf8')).toContain(`title="${one}">${one}<`);
});

/** Fails once React is mended: then nothing needs to be left out. */
it('is needed by the React that is installed', async () => {
  const through = new PassThrough();
  rendered(through, (error) => through.destroy(error));
  expect(await text(through)).toContain('\0');
});

function rendered(into: Writable, onError: (error: Error) => void): void {
  const page = renderToPipeableStream(PAGE, {
    onAllReady: () => page.pipe(into),
    onError: (error) => onError(error as Error),
  });
}
