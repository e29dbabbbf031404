import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { theStore } from '../db/client.server';
import { callersFolder } from '../app/config.server';
import { importTargets } from '../app/fund/targetUploads.server';
import { commandLineDesk } from '../app/staff/staff.server';
import { doubtSentence } from '../app/zh/targetForm';
import { command, CommandRefused } from './command';

/** `npm run --silent import -- targets FILE`: the finance bureau's target form becomes a project-year. */
const USAGE = '用法：npm run --silent import -- targets 绩效目标表文件（文本或 xlsx）';

await command(async ([kind, file, ...more]) => {
  if (kind !== 'targets' || !file || more.length > 0) throw new CommandRefused(USAGE);
  const bytes = await readFile(path.resolve(callersFolder(), file)).catch(() => {
    throw new CommandRefused(`读不到文件「${file}」，请检查文件名和权限。`);
  });
  const { year, doubts } = await importTargets(await commandLineDesk(await theStore()), {
    bytes,
    fileName: path.basename(file),
  });
  for (const doubt of doubts) process.stderr.write(`请核对：${doubtSentence(doubt)}\n`);
  process.stdout.write(`已导入 ${year} 年度绩效目标。\n`);
});
