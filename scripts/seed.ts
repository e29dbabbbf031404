import { theStore } from '../db/client.server';
import { isBlank, loadDemo } from '../app/demo/world.server';
import { demoAccountLines } from '../app/zh/demo';
import { requireOwnKey } from '../app/operations/installation.server';
import { command, CommandRefused } from './command';

/** `npm run --silent seed`: loads the demo into an empty DATA_DIR and prints its accounts. */
await command(async (args) => {
  if (args.length > 0) throw new CommandRefused('用法：npm run --silent seed（不带参数）');
  const store = await theStore();
  if (!(await store.read(isBlank)))
    throw new CommandRefused('数据库不是空的，演示数据只能载入空的 DATA_DIR。');
  await requireOwnKey(store);
  for (const line of demoAccountLines(await loadDemo(store))) process.stdout.write(`${line}\n`);
});
