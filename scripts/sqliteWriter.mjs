/**
 * The writing connection of a process that brings many records in, in a thread of its own: while SQLite writes one
 * chunk, the process reads and checks the next (db/engine/sqliteConnection.server.ts). One message is one statement.
 */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const { file, pragmas } = workerData;
const connection = new Database(file);
for (const pragma of pragmas) connection.pragma(pragma);
const statements = new Map();

parentPort.on('message', ({ id, kind, text, values }) => {
  // Its end is the answer.
  if (kind === 'close') {
    connection.close();
    parentPort.close();
    return;
  }
  try {
    parentPort.postMessage({ id, rows: done(kind, text, values) });
  } catch (error) {
    parentPort.postMessage({ id, failure: { message: error.message, code: error.code } });
  }
});

function done(kind, text, values) {
  if (kind === 'exec') {
    // A failed statement may have ended the transaction by itself.
    if (text !== 'ROLLBACK' || connection.inTransaction) connection.exec(text);
    return [];
  }
  // As in ownConnection: what follows a statement that ended the transaction must not land outside.
  if (!connection.inTransaction) throw new Error('The transaction has ended before its last statement.');
  const statement = prepared(text);
  if (kind === 'rows' && statement.reader) return statement.raw().all(...values);
  statement.run(...values);
  return [];
}

const STATEMENTS_KEPT = 500;

function prepared(text) {
  let statement = statements.get(text);
  if (!statement) {
    if (statements.size >= STATEMENTS_KEPT) statements.delete(statements.keys().next().value);
    statements.set(text, (statement = connection.prepare(text)));
  }
  return statement;
}
