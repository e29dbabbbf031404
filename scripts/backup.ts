import { makeBackup } from '../app/operations/backups.server';
import { configuration } from '../app/config.server';
import { BACKUP_COMMAND as SAYS } from '../app/zh/backups';
import { command, CommandRefused } from './command';

/** `npm run backup`: one more backup in BACKUP_DIR, restored into a scratch place and verified before it counts. */
await command(async (args) => {
  if (args.length > 0) throw new CommandRefused(SAYS.usage);
  const { fileName, bytes, fault } = await makeBackup();
  if (fault) throw new CommandRefused(SAYS.faulty(fileName, fault));
  process.stdout.write(`${SAYS.made(fileName, bytes)}\n`);
  const { masterKey, keyBackupFolder } = configuration();
  if (!masterKey && !keyBackupFolder) process.stderr.write(`${SAYS.key}\n`);
});
