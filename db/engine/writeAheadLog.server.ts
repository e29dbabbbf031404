import { open, stat, type FileHandle } from 'node:fs/promises';
import { threadConnection, type SqliteConnection } from './sqliteConnection.server';

/** The log that SQLite writes beside its file, seen to without stopping the thread that answers pages. */
export interface WriteAheadLog {
  /** Whatever was committed before is on the disk when it resolves. */
  flush(): Promise<void>;
  /** After a commit: once the log has grown, a thread of its own takes it over into the file. */
  tend(): void;
  close(): Promise<void>;
}

/**
 * A commit that waits for the disk, and one that finds the log grown and takes it over, hold up every request of a
 * process: beside an import that writes much, for a quarter of a second.
 * @param grownBytes from which size on the log is taken over
 */
export function writeAheadLog(databaseFile: string, grownBytes: number): WriteAheadLog {
  const file = `${databaseFile}-wal`;
  let handle: FileHandle | undefined;
  let beside: SqliteConnection | undefined;
  let tending: Promise<void> | undefined;

  const takeOver = async (): Promise<void> => {
    if ((await stat(file)).size <= grownBytes) return;
    beside ??= threadConnection(databaseFile, ['busy_timeout = 0']);
    await beside.set('wal_checkpoint(PASSIVE)');
  };
  const flush = sharedFlush(async () => {
    handle ??= await open(file, 'r+');
    await handle.datasync();
  });
  return {
    flush,
    tend: () => {
      // What was not taken over stays in the log, and the writer itself takes it over in the end.
      tending ??= takeOver()
        .catch(() => undefined)
        .finally(() => (tending = undefined));
    },
    close: async () => {
      await tending;
      // Whoever still waits shares this one, or hears of its failure.
      await flush().catch(() => undefined);
      await beside?.close();
      await handle?.close();
    },
  };
}

/** Whoever asks before a flush has begun shares it; whoever asks while one is under way waits for the next. */
export function sharedFlush(flush: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= last.then(() => {
      next = undefined;
      const done = flush();
      last = done.catch(() => undefined);
      return done;
    });
    return next;
  };
}
