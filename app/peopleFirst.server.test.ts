import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { elsewhere, elsewhereMs, newLine } from '../db/engine/elsewhere';
import { LONGEST_REST_MS, longestRest, QUIET_MS, REST_TIMES, restsWhile } from './peopleFirst.server';

describe('the longest rest', () => {
  it.each([
    ['nothing', 0, 0],
    ['just less than a step', 9.9, 0],
    ['a step', 10, 40],
    ['more', 30, 120],
    ['just less than what the longest is for', 124, 496],
    ['what the longest is for', 125, 500],
    ['more than that', 126, 500],
    ['a sheet that was opened at once', 3_000, 500],
  ])('after %s', (_, busyMs, restMs) => {
    expect(longestRest(busyMs)).toBe(restMs);
  });
});

/** Work and rests on a clock of their own: nothing goes by but what is worked and waited. */
function worked(isAskedAt: (nowMs: number) => boolean) {
  const told = { busyMs: 0, nowMs: 0, restedMs: 0 };
  const rest = restsWhile(() => isAskedAt(told.nowMs), {
    busyMs: () => told.busyMs,
    nowMs: () => told.nowMs,
    wait: async (ms) => {
      told.nowMs += ms;
      told.restedMs += ms;
    },
  });
  const work = (ms: number) => {
    told.busyMs += ms;
    told.nowMs += ms;
  };
  return { told, rest, work };
}

describe('what others do for a process', () => {
  it('is counted by the clock, each for itself, whether it comes to its end or not', async () => {
    const before = elsewhereMs();
    const failing = sleep(30).then(() => Promise.reject(new Error('lost')));
    await Promise.allSettled([elsewhere(failing), elsewhere(sleep(40))]);
    const counted = elsewhereMs() - before;
    expect(counted).toBeGreaterThanOrEqual(68);
    await sleep(20);
    expect(elsewhereMs() - before).toBe(counted);
  });
});

describe('what is done in a line', () => {
  it('is counted once, though it was given at once', async () => {
    const before = elsewhereMs();
    const startedAt = performance.now();
    const line = newLine();
    await Promise.all([elsewhere(sleep(30), line), elsewhere(sleep(60), line)]);
    const tookMs = performance.now() - startedAt;
    const counted = elsewhereMs() - before;
    expect(counted).toBeGreaterThanOrEqual(58);
    expect(counted).toBeLessThanOrEqual(tookMs);
  });
});

describe('work that gives way', () => {
  it('never waits while nobody asks', async () => {
    const { told, rest, work } = worked(() => false);
    for (let step = 0; step < 200; step += 1) {
      work(step);
      await rest();
    }
    expect(told.restedMs).toBe(0);
  });

  it('goes on a moment after everybody is answered', async () => {
    const { told, rest, work } = worked((now) => now < 50);
    work(20);
    await rest();
    expect(told.nowMs).toBeGreaterThanOrEqual(50 + QUIET_MS - 3);
    expect(told.nowMs).toBeLessThan(50 + QUIET_MS + 3);
  });

  it('comes to whether it saw somebody, where it looked', async () => {
    const { rest, work } = worked((now) => now < 50);
    expect(await rest()).toBeUndefined();
    work(20);
    expect(await rest()).toBe(true);
    work(60);
    expect(await rest()).toBe(false);
  });

  it('goes on resting where the next one asks within that moment', async () => {
    const { told, rest, work } = worked((now) => now % 25 < 15 && now < 200);
    work(75);
    await rest();
    expect(told.nowMs).toBeGreaterThan(190 + QUIET_MS - 3);
    expect(told.nowMs).toBeLessThan(190 + QUIET_MS + 3);
  });

  it('always moves on, at a fifth of its pace at the least', async () => {
    const { told, rest, work } = worked(() => true);
    for (let step = 0; step < 200; step += 1) {
      work(30);
      await rest();
    }
    expect(told.busyMs).toBe(6_000);
    expect(told.restedMs / told.busyMs).toBeGreaterThanOrEqual(REST_TIMES);
    expect(told.restedMs / told.busyMs).toBeLessThan(REST_TIMES * 1.05);
  });

  it('never rests longer than the longest, however long a step was', async () => {
    const { told, rest, work } = worked(() => true);
    work(60_000);
    await rest();
    expect(told.restedMs).toBeGreaterThanOrEqual(LONGEST_REST_MS);
    expect(told.restedMs).toBeLessThan(LONGEST_REST_MS + 10);
  });

  it('rests at once for all its parts: whoever comes to a step meanwhile waits too', async () => {
    const { told, rest, work } = worked(() => true);
    work(50);
    const order: string[] = [];
    const first = rest().then(() => order.push('first'));
    const second = rest().then(() => order.push(`second after ${told.restedMs}`));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second after 201']);
    await rest();
    expect(told.restedMs).toBe(201);
  });

  it('does not look after each of many short steps', async () => {
    let looks = 0;
    const { rest, work } = worked(() => {
      looks += 1;
      return false;
    });
    for (let step = 0; step < 100; step += 1) {
      work(1);
      await rest();
    }
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThanOrEqual(10);
  });

  it('counts what another thread of it does during a rest for the next one', async () => {
    const { told, rest, work } = worked(() => true);
    work(20);
    const resting = rest();
    told.busyMs += 15;
    await resting;
    told.restedMs = 0;
    await rest();
    expect(told.restedMs).toBeGreaterThanOrEqual(60);
  });
});
