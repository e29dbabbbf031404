import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import pg from 'pg';
import { readLedgerFile } from '../../app/exchange/ledgerFile.server';
import { importLedger } from '../../app/exchange/ledgerImport.server';
import { applyResult, type ResultApplication } from '../../app/payments/bankAnswers.server';
import { guessMapping } from '../../app/payments/bankResult';
import { resultsOfBatch } from '../../app/payments/bankResults.server';
import { exportBatch } from '../../app/payments/batchExport.server';
import { approveBatch, type BatchStepInput } from '../../app/payments/batches.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { decideApplications, type Decision } from '../../app/relief/applications.server';
import { commandLineDesk } from '../../app/staff/staff.server';
import { openStore, type Store } from '../../db/client.server';
import { aResult, RESULT_HEADERS } from '../factories/bankResults';
import { batchOf } from '../factories/batches';
import { theOffice, type Office } from '../factories/office';

/**
 * A process that does commands on the database of its parent until it is killed: by itself just before or after the
 * mark of a command that the parent says, or by the parent at any time.
 */

export type Order =
  | { act: 'approve'; given: BatchStepInput }
  | { act: 'export'; given: { batchId: string } }
  | { act: 'apply'; given: ResultApplication }
  | { act: 'decide'; given: Decision }
  | { act: 'import'; given: { file: string; importId: string } }
  | { act: 'walk'; given: Walk };

/** What the parent sends, a line each. */
export interface Sent {
  order: Order;
  /** At which mark the process dies; null leaves that to the parent. */
  killAt: number | null;
}

/** A submitted batch to be brought to its end; whatever was done of it before is not done again. */
export interface Walk {
  approve: BatchStepInput;
  /** The result file that the bank sent, which is kept before it is applied. */
  apply: { commandId: string; rows: string[][] };
  amountFen: number;
}

const [databaseUrl = '', sqliteFile = '', backupFolder = ''] = process.argv.slice(2);

function dies(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Marks are where a transaction begins, writes and ends, and after it has ended. */
let marksLeft = Infinity;

function mark(): void {
  marksLeft -= 1;
  if (marksLeft === 0) dies();
}

const MARKED = /^\s*(begin immediate|begin isolation level serializable|insert|update|delete|commit)\b/i;
const isMarked = (text: unknown): boolean => typeof text === 'string' && MARKED.test(text);
const isEnd = (text: unknown): boolean => typeof text === 'string' && /^\s*commit\b/i.test(text);

type Called = (this: unknown, ...values: unknown[]) => unknown;

/** The drivers are watched from outside: the product is the same as ever. */
function watchSqlite(): void {
  const driver = Database.prototype as unknown as { exec: Called; prepare: Called };
  const { exec, prepare } = driver;
  driver.exec = function watched(...values) {
    if (isMarked(values[0])) mark();
    const result = exec.apply(this, values);
    if (isEnd(values[0])) mark();
    return result;
  };
  driver.prepare = function watched(...values) {
    const statement = prepare.apply(this, values) as { run: Called };
    if (!isMarked(values[0])) return statement;
    const { run } = statement;
    statement.run = (...parameters) => {
      mark();
      return run.apply(statement, parameters);
    };
    return statement;
  };
}

function watchPostgres(): void {
  const driver = pg.Client.prototype as unknown as { query: Called };
  const { query } = driver;
  driver.query = function watched(...values) {
    const text = textOf(values[0]);
    if (isMarked(text)) mark();
    const result = query.apply(this, values);
    if (!isEnd(text) || !(result instanceof Promise)) return result;
    return result.then((answer: unknown) => {
      mark();
      return answer;
    });
  };
}

function textOf(asked: unknown): unknown {
  return typeof asked === 'object' && asked !== null && 'text' in asked ? asked.text : asked;
}

/** @returns the work of an order, ready to begin */
async function prepared(store: Store, { act, given }: Order): Promise<() => Promise<unknown>> {
  if (act === 'import') return importOf(store, given);
  const office = await theOffice(store);
  const { head, finance } = office;
  switch (act) {
    case 'approve':
      return () => approveBatch(head, given);
    case 'export':
      return () => toBank(office, given.batchId);
    case 'apply':
      return () => applyResult(finance, given);
    case 'decide':
      return () => decideApplications(head, given);
    case 'walk':
      return () => walk(office, given);
  }
}

async function importOf(store: Store, { file, importId }: { file: string; importId: string }) {
  const { actor } = await commandLineDesk(store);
  const ledger = await readLedgerFile('payments', readFileSync(file));
  return () =>
    importLedger({
      store,
      file: ledger,
      fileName: '台账.xlsx',
      importId,
      actorIn: () => Promise.resolve(actor),
      approvedBy: { id: actor.staffId, name: actor.name },
      override: null,
    });
}

function toBank({ finance }: Office, batchId: string) {
  return exportBatch(finance, { batchId, layoutId: 'generic', format: 'csv_utf8' });
}

async function walk(office: Office, { approve, apply, amountFen }: Walk): Promise<unknown> {
  const { head, finance } = office;
  const { batchId } = approve;
  await approveBatch(head, approve);
  if ((await batchOf(office, batchId)).status === 'approved') await toBank(office, batchId);
  const { commandId, rows } = apply;
  const resultId = await keptResult(office, { batchId, rows });
  const seen = { batchId, resultId, succeeded: rows.length, failed: 0, amountFen, causes: [] };
  return applyResult(finance, { ...seen, commandId });
}

/** The file as it was kept by an earlier process, or as it is sent in now. */
async function keptResult({ finance }: Office, sent: { batchId: string; rows: string[][] }): Promise<string> {
  const { batchId } = sent;
  const [known] = await finance.store.read((read) => resultsOfBatch(read, batchId));
  if (!known) return aResult(finance, batchId, sent);
  const mapping = guessMapping(RESULT_HEADERS);
  if (!known.appliedAt) await mapResult(finance, { batchId, resultId: known.id, mapping });
  return known.id;
}

watchSqlite();
watchPostgres();
const store = await openStore({ databaseUrl: databaseUrl || null, sqliteFile, backupFolder });
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const { order, killAt } = JSON.parse(line) as Sent;
  const work = await prepared(store, order);
  process.stdout.write('begun\n');
  marksLeft = killAt ?? Infinity;
  const answer = await work();
  marksLeft = Infinity;
  process.stdout.write(`${JSON.stringify({ answer: answer ?? null })}\n`);
}
await store.close();
