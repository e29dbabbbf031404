import Database from 'better-sqlite3';
import pg from 'pg';
import type { FreshDatabase } from './database';

/** Runs a statement on a database beside the store, as somebody with the file or the server at hand would. */
export async function onDatabase(
  { address }: Pick<FreshDatabase, 'address'>,
  statement: string,
): Promise<void> {
  if (address.databaseUrl === null) return onFile(address.sqliteFile, statement);
  const client = new pg.Client({ connectionString: address.databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function onFile(file: string, statement: string): void {
  const connection = new Database(file);
  try {
    connection.pragma('foreign_keys = ON');
    connection.exec(statement);
  } finally {
    connection.close();
  }
}
