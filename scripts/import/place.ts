import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasDatabase, theStore, type Store } from '../../db/client.server';
import { configuration, workIn } from '../../app/config.server';
import { ownStore, requireOwnKey } from '../../app/operations/installation.server';
import { CommandRefused } from '../command';

/**
 * Where an import goes. A place without a database gets one only from who asks for it: with a mistyped DATA_DIR the
 * office would look for its records in vain. A mere check leaves nothing there, but runs on an empty database that is
 * gone afterwards.
 * @throws CommandRefused where there is no database and none is to be made
 */
export async function importStore({ isCheck, isNew }: { isCheck: boolean; isNew: boolean }): Promise<Store> {
  const { dataDir, databaseUrl } = configuration();
  if (await hasDatabase(configuration())) return ownStore();
  if (isCheck && !databaseUrl) {
    process.stderr.write(`「${dataDir}」里没有数据库，按空的数据库检查。\n`);
    workIn(scratchFolder());
    return theStore();
  }
  if (!isNew) throw new CommandRefused(missing(databaseUrl ? null : dataDir));
  process.stderr.write(
    `${databaseUrl ? 'DATABASE_URL 所指的数据库' : `「${dataDir}」`}里已建立新的数据库。\n`,
  );
  const store = await theStore();
  await requireOwnKey(store);
  return store;
}

function missing(dataDir: string | null): string {
  const [what, setting] = dataDir
    ? [`「${dataDir}」里没有数据库（bangfu.db）`, 'DATA_DIR']
    : ['DATABASE_URL 所指的数据库里还没有任何数据', 'DATABASE_URL'];
  return `${what}，没有导入。请核对 ${setting} 是否写对；要在这里建立新的数据库，请加上 --new 再执行一次。`;
}

function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-check-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
