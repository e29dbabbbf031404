import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engine } from '../../app/config.server';
import { MIGRATIONS, openStore } from '../../db/client.server';
import { latestMigration } from '../../db/engine/upgrade.server';
import { freshDatabase, type FreshDatabase } from '../database';
import { aFamily } from '../factories/families';
import { anOffice } from '../factories/office';
import { haltingAt, type HaltAt } from '../halted';
import { onDatabase } from '../rawDatabase';

/** What must not happen under a command that works on the database: a restore, and a change of the schema. */

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-beside-'));
const backups = path.join(folder, 'backups');
let database: FreshDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await freshDatabase();
  const store = await openStore(database.address);
  await aFamily(await anOffice(store));
  await store.close();
  const { sqliteFile } = database.address;
  dataDir = sqliteFile ? path.dirname(sqliteFile) : mkdtempSync(path.join(folder, 'place-'));
  writeFileSync(path.join(dataDir, 'key'), `${process.env.BANGFU_KEY}\n`);
  expect(await ran('backup')).toMatchObject({ status: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('beside a command that is at work', () => {
  it('nothing is restored over its database', { timeout: 60_000 }, async () => {
    const working = await halted(atWork(), 'unlock', 'nobody');
    const names = readdirSync(dataDir).sort();
    const refused = await ran('restore', theBackup(), '--overwrite');
    expect(refused.said).toMatch(
      engine === 'sqlite'
        ? `还有命令、任务或正在启动的系统（进程 ${working.pid}）在使用「${dataDir}」，没有恢复，数据没有改动。`
        : /还有 \d+ 个连接在使用这个数据库.*没有恢复，数据没有改动。/,
    );
    expect(refused.status).toBe(1);
    expect(readdirSync(dataDir).sort()).toEqual(names);
    await goesOn(working);
    expect(await ran('restore', theBackup(), '--overwrite')).toMatchObject({ status: 0 });
  });

  it('no start changes the schema, but one does when it was killed', { timeout: 60_000 }, async () => {
    const working = await halted(atWork(), 'unlock', 'nobody');
    const table = engine === 'sqlite' ? '__drizzle_migrations' : 'drizzle.__drizzle_migrations';
    const latest = latestMigration(MIGRATIONS[engine]);
    const rowOf = `FROM ${table} WHERE created_at = ${latest}`;
    await onDatabase(database, `CREATE TABLE kept AS SELECT * ${rowOf}`);
    await onDatabase(database, `DELETE ${rowOf}`);
    const { status, said } = await ended(spawnedIn([], 'scripts/start.mjs'));
    expect(said).toMatch(
      engine === 'sqlite'
        ? `还有命令或任务（如导入；进程 ${working.pid}）在使用「${dataDir}」，没有升级，数据没有改动。`
        : /还有其他程序连着它（\d+ 个连接），没有升级，数据没有改动。/,
    );
    expect(status).toBe(78);
    working.kill('SIGKILL');
    await once(working, 'exit');
    await onDatabase(database, `INSERT INTO ${table} SELECT * FROM kept`);
    expect(await ran('verify')).toMatchObject({ status: 0 });
    expect(readdirSync(dataDir).filter((name) => /^\.(using|opening)-/.test(name))).toEqual([]);
  });

  it.runIf(engine === 'sqlite')('nothing is restored beside a backup', { timeout: 60_000 }, async () => {
    const working = await halted({ call: 'rmSync', of: '.backup.lock.' }, 'backup');
    const refused = await ran('restore', theBackup(), '--overwrite');
    expect([refused.status, refused.said]).toEqual([1, expect.stringContaining('另一次备份')]);
    working.kill('SIGKILL');
    await once(working, 'exit');
  });
});

const theBackup = () => path.join(folder, 'kept.tar');

/** A command that has opened the database looks at the key. */
const atWork = () => ({ call: 'readFileSync', of: `${path.basename(dataDir)}/key` });

/** A command that stands still. */
async function halted(at: HaltAt, name: string, ...args: string[]) {
  const [made] = readdirSync(backups).filter((one) => one.endsWith('.tar'));
  cpSync(path.join(backups, made!), theBackup());
  const halting = haltingAt(at, { signal: 'SIGSTOP', folder });
  const child = spawnedIn(halting, 'scripts/run.mjs', name, ...args);
  await expect.poll(() => stateOf(child.pid!), { timeout: 20_000 }).toBe('T');
  return child;
}

async function goesOn(child: ReturnType<typeof spawnedIn>): Promise<void> {
  const over = ended(child);
  // It stands still at each look at the key.
  const waking = setInterval(() => child.kill('SIGCONT'), 100);
  await over;
  clearInterval(waking);
}

/** What the system calls the state of a process: `T` of one that stands still. */
function stateOf(processId: number): string | undefined {
  const figures = readFileSync(`/proc/${processId}/stat`, 'utf8').replace(/^.*\) /s, '');
  return figures.split(' ')[0];
}

function ran(name: string, ...args: string[]) {
  return ended(spawnedIn([], 'scripts/run.mjs', name, ...args));
}

function spawnedIn(node: string[], script: string, ...args: string[]) {
  return spawn(process.execPath, [...node, script, ...args], {
    env: {
      ...process.env,
      ...{ NODE_ENV: 'production', PORT: '0', BACKUP_HOUR: 'off', BANGFU_KEY: '', BACKUP_DIR: backups },
      ...{ DATA_DIR: dataDir, DATABASE_URL: database.address.databaseUrl ?? '' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ended(child: ReturnType<typeof spawnedIn>) {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said };
}
