import { ownStore } from '../app/operations/installation.server';
import { lockFile } from '../db/engine/alone.server';
import { configuration } from '../app/config.server';
import { rotateKey } from '../app/integrity/keyRotation.server';
import { command, CommandRefused } from './command';

/** `npm run --silent rotate-key`: seals everything under a new key; killed and run again, it goes on. */
const TOLD_EVERY = 10_000;

await command(async (args) => {
  if (args.length > 0) throw new CommandRefused('用法：npm run --silent rotate-key（不带参数）');
  let toldUpTo = 0;
  const rotation = await rotateKey(await ownStore(), (resealed) => {
    if (resealed < toldUpTo + TOLD_EVERY) return;
    toldUpTo = resealed;
    process.stderr.write(`已重新加密 ${resealed} 项…\n`);
  });
  if (rotation.state === 'under_way') throw new CommandRefused(underWay());
  if (rotation.state === 'job_running')
    throw new CommandRefused('有导入或导出任务正在进行，请等它结束或取消后再更换密钥。');
  if (rotation.state === 'ring_to_set')
    throw new CommandRefused(
      `密钥来自环境变量 BANGFU_KEY。新旧两把密钥已写入 ${rotation.file}，请把 BANGFU_KEY 改为其中的内容，重新启动系统，再运行本命令。`,
    );
  const { keyVersion, resealed, wasResumed, leftIn } = rotation;
  process.stdout.write(
    `${wasResumed ? '接着上次的更换，' : ''}已换到第 ${keyVersion} 版密钥，重新加密 ${resealed} 项。\n`,
  );
  process.stdout.write(
    leftIn
      ? `请把 BANGFU_KEY 改为 ${leftIn} 中的内容，重新启动系统，备份后删除这个文件。\n`
      : '旧密钥已删除。请立即备份新的密钥文件，并重新启动系统。\n',
  );
});

/** After the machine was switched off, the number of the process that held the lock may be that of another one. */
function underWay(): string {
  const { databaseUrl, dataDir } = configuration();
  return databaseUrl
    ? '另一个更换密钥的命令正在进行，请等它结束。'
    : `另一个更换密钥的命令正在进行；确认没有的，删除 ${lockFile(dataDir, 'rotation')} 后再运行。`;
}
