import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who waits to write to one SQLite file, told to the other processes that write there. */
export interface WritersLine {
  /** Another process is writing: somebody here waits. */
  wait(): void;
  /** Nobody here waits any more. */
  leave(): void;
  /** Waits until nobody in any process does, though never for long. */
  letOthersFirst(): Promise<void>;
}

/** A page being rendered may keep a process from looking again for so long. */
const FRESH_MS = 250;
const MOST_LET_MS = 1_000;
const LOOK_EVERY_MS = 3;

/**
 * SQLite keeps no queue: whoever finds the file locked tries again now and then, and a process that writes one chunk
 * after the other has it locked again before. So those who wait change the time of a file beside the database, and the
 * chunks begin when its time is old. A process that dies while it waits holds nobody up for longer than that.
 */
export function writersLine(databaseFile: string): WritersLine {
  const mark = `${databaseFile}-waiting`;
  let isMarked = false;
  return {
    wait: () => {
      isMarked = true;
      const now = new Date();
      try {
        utimesSync(mark, now, now);
      } catch {
        writeFileSync(mark, '', { mode: 0o600 });
      }
    },
    leave: () => {
      if (isMarked) rmSync(mark, { force: true });
      isMarked = false;
    },
    letOthersFirst: async () => {
      const until = Date.now() + MOST_LET_MS;
      while (isFresh(mark) && Date.now() < until) await sleep(LOOK_EVERY_MS);
    },
  };
}

function isFresh(mark: string): boolean {
  const found = statSync(mark, { throwIfNoEntry: false });
  return found !== undefined && Math.abs(Date.now() - found.mtimeMs) < FRESH_MS;
}
