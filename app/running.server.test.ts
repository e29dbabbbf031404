import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWERING_MS, isAnswering, isRunning, markRunning, requestCount } from './running.server';

let place: string;

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'bangfu-running-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

describe('a process that serves', () => {
  it('is there once it is marked, and answers nobody yet', () => {
    expect([isRunning(place), isAnswering(place)]).toEqual([false, false]);
    markRunning(place);
    expect([isRunning(place), isAnswering(place)]).toEqual([true, false]);
  });

  it('answers from the first of several requests to the end of the last', () => {
    markRunning(place);
    const requests = requestCount(place);
    requests.began();
    requests.began();
    expect(isAnswering(place)).toBe(true);
    requests.ended();
    expect(isAnswering(place)).toBe(true);
    requests.ended();
    expect(isAnswering(place)).toBe(false);
    requests.began();
    expect(isAnswering(place)).toBe(true);
  });

  it('is asked before it is marked without leaving anything', () => {
    const requests = requestCount(place);
    requests.began();
    requests.ended();
    expect(readdirSync(place)).toEqual([]);
  });
});

describe('the mark of another process', () => {
  it.each([
    ['that answered a moment ago', -1, false],
    ['that is answering', ANSWERING_MS / 2, true],
    ['of a clock that was put back since', ANSWERING_MS * 10, false],
  ])('%s', (_, leftMs, isAsked) => {
    markRunning(place);
    const mark = path.join(place, '.running-999999999');
    writeFileSync(mark, '');
    const until = (Date.now() + leftMs) / 1000;
    utimesSync(mark, until, until);
    expect(isAnswering(place)).toBe(isAsked);
  });

  it('is looked for in vain where there is no folder', () => {
    expect(isAnswering(path.join(place, 'missing'))).toBe(false);
  });
});
