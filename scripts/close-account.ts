import { ownStore } from '../app/operations/installation.server';
import { Refusal } from '../app/refusal';
import { StaffReasonForm } from '../app/staff/staff.form';
import { closeStaff, commandLineDesk, listStaff } from '../app/staff/staff.server';
import { command, CommandRefused } from './command';

/**
 * `npm run --silent close-account -- USERNAME REASON`: closes an account for whoever runs the machine, also that of the last
 * head, which no administrator may close.
 */
await command(async ([given, ...words]) => {
  const why = StaffReasonForm.safeParse({ reason: words.join(' ') });
  if (!given || !why.success)
    throw new CommandRefused(
      '用法：npm run --silent close-account -- 用户名 原因（2–200 个字，记入操作日志）',
    );
  const username = given.trim().toLowerCase();
  const desk = await commandLineDesk(await ownStore());
  const person = (await desk.store.read(listStaff)).find((one) => one.username === username);
  if (!person) throw new Refusal('staff.unknown_username', { username });
  await closeStaff(desk, { id: person.id, ...why.data });
  process.stdout.write(`账号 ${username} 已停用，已登录的地方已失效。\n`);
});
