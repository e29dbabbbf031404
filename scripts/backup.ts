import { damagedBackups, lastGoodBackup, unopenedBackups, type BackupRecord } from '../app/operations/backup';
import { listBackups } from '../app/operations/backupFiles.server';
import { checkBackups, makeBackup } from '../app/operations/backups.server';
import { configuration } from '../app/config.server';
import { giveWayToPeople } from '../app/peopleFirst.server';
import { BACKUP_COMMAND as SAYS } from '../app/zh/backups';
import { command, CommandRefused } from './command';

/**
 * `npm run backup`: one more backup in BACKUP_DIR, restored into a scratch place and verified before it counts, and the
 * files of the others read. `-- --check` only reads the files, and ends with 1 where one is damaged.
 */
await command(async (args) => {
  giveWayToPeople();
  if (args.length === 1 && args[0] === '--check') return check();
  if (args.length > 0) throw new CommandRefused(SAYS.usage);
  const { fileName, bytes, fault } = await makeBackup();
  const all = await listBackups();
  for (const sentence of [...damageIn(all), ...unopenedIn(all)]) process.stderr.write(`${sentence}\n`);
  if (fault) throw new CommandRefused(SAYS.faulty(fileName, fault));
  process.stdout.write(`${SAYS.made(fileName, bytes)}\n`);
  const { masterKey, keyBackupFolder } = configuration();
  if (!masterKey && !keyBackupFolder) process.stderr.write(`${SAYS.key}\n`);
});

async function check(): Promise<void> {
  const all = await checkBackups();
  const damaged = damageIn(all);
  if (damaged.length > 0) throw new CommandRefused(damaged.join('\n'));
  for (const sentence of unopenedIn(all)) process.stderr.write(`${sentence}\n`);
  process.stdout.write(`${SAYS.checked(all.filter((one) => lastGoodBackup([one])).length)}\n`);
}

function unopenedIn(all: readonly BackupRecord[]): string[] {
  const { length } = unopenedBackups(all);
  return length > 0 ? [SAYS.unopened(length)] : [];
}

function damageIn(all: readonly BackupRecord[]): string[] {
  return damagedBackups(all).map(({ fileName, damage }) => SAYS.damaged(fileName, damage!));
}
