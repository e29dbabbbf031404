import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { engine } from '../../app/config.server';
import { sumsAsRecords } from '../../app/integrity/sums.server';
import { atOnce } from '../../scripts/bench/atOnce';
import { fillPayments } from '../../scripts/bench/payments';
import { fillRegister } from '../../scripts/bench/register';
import { freshDatabase } from '../database';
import { anOffice } from '../factories/office';

/** The bench writes millions of rows with indexes and triggers away: what it measures must be what an office has. */

const FAMILIES = 120;
/** Two files of one person, one of them left; a file that was left later. */
const UNUSUAL = `
  update family_members set id_fingerprint = (select id_fingerprint from family_members as other
    join families on families.id = other.family_id where families.file_sequence = 12 and other.position = 0)
  where position = 0 and family_id = (select id from families where file_sequence = 30);
  update families set exited_on = '2017-05-01' where file_sequence = 30;
  update families set exited_on = '2018-07-01' where file_sequence = 62;`;

it.runIf(engine === 'sqlite')('rows written at once leave the file that single rows leave', async () => {
  const [single, whole] = [await freshDatabase(), await freshDatabase()];
  const store = await single.open();
  const { caseworker } = await anOffice(store);
  const approvedBy = caseworker.actor.staffId;
  await fillRegister(store, FAMILIES, approvedBy);
  const one = new Database(single.address.sqliteFile);
  one.exec(UNUSUAL);
  one.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(single.address.sqliteFile, whole.address.sqliteFile);
  const other = new Database(whole.address.sqliteFile);

  const order = { approvedBy, families: FAMILIES };
  await fillPayments({ change: changeOf(one) }, order);
  await atOnce(other, () => fillPayments({ change: changeOf(other) }, order));

  expect(schemaOf(other)).toEqual(schemaOf(one));
  const names = tablesOf(one);
  for (const name of names) expect([name, rowsOf(other, name)]).toEqual([name, rowsOf(one, name)]);
  expect(rowsOf(other, 'payments').length).toBeGreaterThan(FAMILIES * 19);
  for (const name of ['turns', 'due_turns', 'award_groups', 'money_days', 'helped_days', 'due_days'])
    expect([name, rowsOf(other, name).length > 0]).toEqual([name, true]);
  const { offending } = await (await whole.open()).read(sumsAsRecords);
  expect(offending).toEqual([]);
  one.close();
  other.close();
});

function changeOf(database: Database.Database) {
  return async (text: string) => void database.exec(text);
}

function schemaOf(database: Database.Database): unknown[] {
  return database.prepare('select type, name, tbl_name, sql from sqlite_master order by 1, 2').all();
}

function tablesOf(database: Database.Database): string[] {
  return database.prepare(`select name from sqlite_master where type = 'table'`).pluck().all() as string[];
}

/** In an order of their own; of what adds up a day, only what does not come to nothing. */
function rowsOf(database: Database.Database, table: string): string[] {
  const rows = database.prepare(`select * from ${table}`).all() as Record<string, unknown>[];
  const counted = rows.filter((row) => !('part' in row) || Object.values(row).some((one) => Number(one)));
  return counted.map((row) => JSON.stringify(row)).sort();
}
