import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isThere, processMark } from '../scripts/processMark.mjs';

/** By its mark a process is told from another one that has its number later. */

const own = processMark().split(' ');

describe('the mark of a process', () => {
  it('is its own as long as it runs', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const mark = processMark(child.pid);
    expect(isThere(mark)).toBe(true);
    child.kill();
    await once(child, 'exit');
    expect(isThere(mark)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('names its number, the start of the machine and its own', () => {
    expect(own).toEqual([
      String(process.pid),
      expect.stringMatching(/^[0-9a-f-]{36}$/),
      expect.stringMatching(/^\d+$/),
    ]);
  });

  it.runIf(process.platform === 'linux').each([
    ['another one of its number after a restart', [own[0], '0'.repeat(36), own[2]]],
    ['another one of its number, begun later', [own[0], own[1], String(Number(own[2]) + 1)]],
  ])('is not that of %s', (_, parts) => {
    expect(isThere(parts.join(' '))).toBe(false);
  });

  it.each([
    ['an earlier version, a number alone', String(process.pid), true],
    ['an earlier version, of one that is gone', '999999999', false],
    ['nothing', '', false],
    ['nobody', '0', false],
    ['no number', 'abc', false],
  ])('left by %s is read', (_, mark, expected) => {
    expect(isThere(mark)).toBe(expected);
  });
});
