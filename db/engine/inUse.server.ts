import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isThere, processMark } from './alone.server';

/**
 * Which processes work on the SQLite file of a DATA_DIR, servers and commands alike: a mark for each, so that the file is
 * not swapped or its schema changed under them. PostgreSQL itself knows who is connected.
 */

/** A start that may still have to change the schema is `opening`: of two at once the second waits for the first. */
const MARK = /^\.(using|opening)-(\d+)$/;
type Manner = 'using' | 'opening';

export interface Use {
  /** It is open now. */
  began(): void;
  ended(): void;
}

/** Marks this process, before it looks at anything there, until it ends. */
export function markUse(dataDir: string, manner: Manner): Use {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  dropDeadMarks(dataDir);
  const marks = { using: markOf(dataDir, 'using'), opening: markOf(dataDir, 'opening') };
  // It appears with its owner already in it.
  writeFileSync(`${marks[manner]}.part`, processMark(), { mode: 0o600 });
  renameSync(`${marks[manner]}.part`, marks[manner]);
  const ended = () => {
    for (const mark of Object.values(marks)) rmSync(mark, { force: true });
    process.removeListener('exit', ended);
  };
  process.once('exit', ended);
  return { ended, began: () => manner === 'opening' && renameSync(marks.opening, marks.using) };
}

/** The numbers of the other processes that work on it; with `opening`, of those too that are about to. */
export function usersOf(dataDir: string, { opening = false }: { opening?: boolean } = {}): number[] {
  return marksIn(dataDir)
    .filter(({ manner, isAlive, pid }) => isAlive && pid !== process.pid && (opening || manner === 'using'))
    .map(({ pid }) => pid);
}

function dropDeadMarks(dataDir: string): void {
  for (const { name, isAlive } of marksIn(dataDir))
    if (!isAlive) rmSync(path.join(dataDir, name), { force: true });
}

function marksIn(dataDir: string): { name: string; manner: Manner; pid: number; isAlive: boolean }[] {
  const names = existsSync(dataDir) ? readdirSync(dataDir) : [];
  return names.flatMap((name) => {
    const parts = MARK.exec(name);
    if (!parts) return [];
    const [, manner, pid] = parts;
    return { name, manner: manner as Manner, pid: Number(pid), isAlive: isThere(markIn(dataDir, name)) };
  });
}

/** One that was taken away since it was listed is of nobody. */
function markIn(dataDir: string, name: string): string {
  try {
    return readFileSync(path.join(dataDir, name), 'utf8');
  } catch {
    return '';
  }
}

function markOf(dataDir: string, manner: Manner): string {
  return path.join(dataDir, `.${manner}-${process.pid}`);
}
