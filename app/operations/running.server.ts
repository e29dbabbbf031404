import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../../db/engine/alone.server';

/** Which processes serve the product on a DATA_DIR: a mark for each, so that nothing is swapped under them. */

const MARK = /^\.running-(\d+)$/;

/** Marks this process as serving, until it ends. */
export function markRunning(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const mark = path.join(dataDir, `.running-${process.pid}`);
  writeFileSync(mark, '', { mode: 0o600 });
  process.once('exit', () => rmSync(mark, { force: true }));
}

/** Whether some process still serves on this DATA_DIR; the mark of one that was killed counts for nothing. */
export function isRunning(dataDir: string): boolean {
  return readdirSync(dataDir).some((name) => {
    const processId = Number(MARK.exec(name)?.[1] ?? 0);
    return processId > 0 && isAlive(processId);
  });
}
