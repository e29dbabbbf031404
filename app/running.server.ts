import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isThere, processMark } from '../db/engine/alone.server';

/**
 * Which processes serve the product on a DATA_DIR, and whether they are answering somebody: a mark for each, so that
 * nothing is swapped under them, and so that long work beside them can rest meanwhile.
 */

const MARK = /^\.running-(\d+)$/;
/** A request that takes longer (a slow line, a long download) holds nobody up, nor does a process that died over one. */
export const ANSWERING_MS = 1_000;

/** Marks this process as serving, until it ends. */
export function markRunning(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const mark = markOf(dataDir);
  writeFileSync(mark, processMark(), { mode: 0o600 });
  // It answers nobody yet, and a file's time is finer than the clock's.
  utimesSync(mark, 0, 0);
  process.once('exit', () => rmSync(mark, { force: true }));
}

/** Whether some process still serves on this DATA_DIR; the mark of one that was killed counts for nothing. */
export function isRunning(dataDir: string): boolean {
  return marksIn(dataDir).some((name) => {
    const mark = readFileSync(path.join(dataDir, name), 'utf8');
    return isThere(mark || MARK.exec(name)![1]!);
  });
}

/** Counts the requests that this process answers: the time of its mark says until when one is taken to be under way. */
export function requestCount(dataDir: string): { began(): void; ended(): void } {
  const mark = markOf(dataDir);
  let count = 0;
  const mayLastUntil = (instantMs: number) => {
    try {
      utimesSync(mark, instantMs / 1000, instantMs / 1000);
    } catch {
      // It is marked once it serves; what is asked before then nobody works beside.
    }
  };
  return {
    began: () => {
      count += 1;
      mayLastUntil(Date.now() + ANSWERING_MS);
    },
    ended: () => {
      count -= 1;
      if (count === 0) mayLastUntil(0);
    },
  };
}

/** Whether some process that serves on this DATA_DIR is answering somebody. */
export function isAnswering(dataDir: string): boolean {
  return marksIn(dataDir).some((name) => {
    const found = statSync(path.join(dataDir, name), { throwIfNoEntry: false });
    const left = (found?.mtimeMs ?? 0) - Date.now();
    return left > 0 && left <= ANSWERING_MS;
  });
}

function markOf(dataDir: string): string {
  return path.join(dataDir, `.running-${process.pid}`);
}

function marksIn(dataDir: string): string[] {
  return existsSync(dataDir) ? readdirSync(dataDir).filter((name) => MARK.test(name)) : [];
}
