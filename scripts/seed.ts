import { demoAccountLines } from '../app/zh/demo';
import { loadDemo } from '../app/demo/world.server';
import { isEmpty } from '../app/staff/staff.server';
import { command, CommandRefused } from './command';

/** `npm run --silent seed`: loads the demo into an empty DATA_DIR and prints its accounts. */
await command(async ({ store }) => {
  if (!(await store.read(isEmpty)))
    throw new CommandRefused('数据库不是空的，演示数据只能载入空的 DATA_DIR。');
  for (const line of demoAccountLines(await loadDemo(store))) process.stdout.write(`${line}\n`);
});
