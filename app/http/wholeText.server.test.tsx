import { PassThrough, type Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { renderToPipeableStream } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { renderedWhole } from './wholeText.server';

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
  const whole = await renderedWhole(PAGE, { nonce: '', limitMs: 10_000, onError: fail });
  expect(whole.toString('utf8')).not.toMatch(/[\0\uFFFD]/);
  for (const one of TEXTS) expect(whole.toString('utf8')).toContain(`title="${one}">${one}<`);
});

it('nothing holds a page that is done, or that could not be begun', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await renderedWhole(PAGE, { nonce: '', limitMs: 10_000, onError: fail });
  expect(vi.getTimerCount()).toBe(0);
  const told = vi.fn();
  await expect(renderedWhole(<Broken />, { nonce: '', limitMs: 10_000, onError: told })).rejects.toThrow();
  expect(told).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

afterEach(() => {
  vi.useRealTimers();
});

function Broken(): never {
  throw new Error('broken');
}

function fail(error: unknown): never {
  throw error;
}

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
