import type { SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy';

/** What queries run on, in a read or in a write; the same type on both engines. */
export type Read = Omit<SqliteRemoteDatabase<Record<string, never>>, 'transaction' | 'batch' | 'query' | '_'>;

/** A write that is under way. Whoever asks for one changes something; a Write can be read from as well. */
export type Write = Read & { readonly [writing]: true };
declare const writing: unique symbol;

/** The database of the product. */
export interface Store {
  /** Runs queries on one consistent snapshot; what it returns is answered after the snapshot is let go. */
  read<T>(work: (read: Read) => Promise<T>): Promise<T>;
  /**
   * Runs one unit of work: all of it lands or none. On PostgreSQL it may run more than once (serialization
   * failures), so it does nothing but query the database; using `write` after it ended throws.
   */
  write<T>(work: (write: Write) => Promise<T>, manner?: WriteManner): Promise<T>;
  close(): Promise<void>;
  /** Where the database was copied to when opening it changed its schema; null where nothing changed. */
  readonly copyBeforeUpgrade: string | null;
}

export interface WriteManner {
  /**
   * What a power cut undoes is simply done again: it need not be on the disk when the write ends. The next ordinary
   * write takes it there with itself.
   */
  isRepeatable?: boolean;
  /** One of many writes after each other: whoever waits to write meanwhile, in another process too, goes first. */
  givesWay?: boolean;
}
