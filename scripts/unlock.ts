import { ownStore } from '../app/operations/installation.server';
import { unlockAccount } from '../app/staff/passwords.server';
import { command, CommandRefused } from './command';

/** `npm run --silent unlock -- USERNAME`: opens an account again for whoever runs the machine. */
await command(async ([username, ...rest]) => {
  if (!username || rest.length > 0) throw new CommandRefused('用法：npm run --silent unlock -- 用户名');
  const password = await unlockAccount(await ownStore(), username.trim().toLowerCase());
  process.stdout.write(`账号 ${username} 已解锁，两步验证已取消，已登录的地方已失效。\n`);
  process.stdout.write(`一次性密码：${password}\n请登录后按提示改成自己的密码。\n`);
});
