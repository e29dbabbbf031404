import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasDatabase, theStore, type Store } from '../../db/client.server';
import { configuration, workIn } from '../../app/config.server';

/**
 * Where an import goes. A place without a database gets one, and whoever mistyped DATA_DIR is told; a mere check
 * leaves nothing there, but runs on an empty database that is gone afterwards.
 */
export async function importStore({ isCheck }: { isCheck: boolean }): Promise<Store> {
  const { dataDir, databaseUrl } = configuration();
  if (await hasDatabase(configuration())) return theStore();
  const place = databaseUrl ? 'DATABASE_URL 所指的数据库' : `「${dataDir}」`;
  if (isCheck && !databaseUrl) {
    process.stderr.write(`${place}里没有数据库，按空的数据库检查。\n`);
    workIn(scratchFolder());
  } else {
    process.stderr.write(
      `${place}里原来没有数据，已建立新的数据库。目录或地址写错了的，请改正后重新导入。\n`,
    );
  }
  return theStore();
}

function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-check-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
