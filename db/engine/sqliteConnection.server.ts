import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type Database from 'better-sqlite3';

/** One connection to the SQLite file, in this thread or in another one. */
export interface SqliteConnection {
  exec(text: 'BEGIN' | 'BEGIN IMMEDIATE' | 'COMMIT'): Promise<void>;
  /** Undoes the transaction, unless the statement that failed did so. */
  rollback(): Promise<void>;
  /** A pragma, outside a transaction. */
  set(pragma: string): Promise<void>;
  run(text: string, values: unknown[]): Promise<void>;
  rows(text: string, values: unknown[]): Promise<unknown[][]>;
  close(): Promise<void>;
}

const STATEMENTS_KEPT = 500;

/** A connection of this thread: it waits for nothing, whatever it does is done when the call returns. */
export function ownConnection(database: Database.Database): SqliteConnection {
  const statements = new Map<string, Database.Statement>();
  const prepared = (text: string): Database.Statement => {
    let statement = statements.get(text);
    if (!statement) {
      if (statements.size >= STATEMENTS_KEPT) statements.delete(statements.keys().next().value!);
      statements.set(text, (statement = database.prepare(text)));
    }
    return statement;
  };
  return {
    exec: async (text) => void database.exec(text),
    rollback: async () => {
      if (database.inTransaction) database.exec('ROLLBACK');
    },
    set: async (pragma) => void database.pragma(pragma),
    run: async (text, values) => {
      requireTransaction(database);
      prepared(text).run(...values);
    },
    rows: async (text, values) => {
      const statement = prepared(text);
      if (statement.reader) return statement.raw().all(...values) as unknown[][];
      statement.run(...values);
      return [];
    },
    close: async () => void database.close(),
  };
}

/** A statement may end the whole transaction by its failure: what follows must not land outside. */
function requireTransaction({ inTransaction }: Database.Database): void {
  if (!inTransaction) throw new Error('The transaction has ended before its last statement.');
}

const THREAD = path.resolve('scripts/sqliteWriter.mjs');

interface Answer {
  id: number;
  rows?: unknown[][];
  failure?: { message: string; code?: string };
}

/** A connection of a thread of its own, with these pragmas. What is asked of it is done in the order of asking. */
export function threadConnection(file: string, pragmas: readonly string[]): SqliteConnection {
  const thread = new Worker(THREAD, { workerData: { file, pragmas } });
  const waiting = new Map<number, { resolve: (rows: unknown[][]) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let ended: Error | undefined;
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  thread.on('message', ({ id, rows, failure }: Answer) => {
    const { resolve, reject } = waiting.get(id)!;
    waiting.delete(id);
    if (waiting.size === 0) thread.unref();
    if (failure) reject(Object.assign(new Error(failure.message), { code: failure.code }));
    else resolve(rows!);
  });
  thread.on('error', end);
  thread.on('exit', () => end(new Error('The thread that writes has ended.')));
  thread.unref();

  const ask = (kind: 'exec' | 'run' | 'rows', text: string, values: unknown[] = []) =>
    new Promise<unknown[][]>((resolve, reject) => {
      if (ended) return reject(ended);
      const id = (asked += 1);
      waiting.set(id, { resolve, reject });
      thread.ref();
      thread.postMessage({ id, kind, text, values });
    });
  return {
    exec: async (text) => void (await ask('exec', text)),
    rollback: async () => void (await ask('exec', 'ROLLBACK')),
    set: async (pragma) => void (await ask('exec', `PRAGMA ${pragma}`)),
    run: async (text, values) => void (await ask('run', text, values)),
    rows: (text, values) => ask('rows', text, values),
    close: () =>
      new Promise<void>((resolve) => {
        if (ended) return resolve();
        thread.once('exit', () => resolve());
        thread.ref();
        thread.postMessage({ kind: 'close' });
      }),
  };
}
