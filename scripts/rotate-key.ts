import { addMonths, formatDate, todayInChina } from '../app/calendar/date';
import { KEPT_BACKUPS } from '../app/operations/backup';
import { ownStore } from '../app/operations/installation.server';
import { lockFile } from '../db/engine/alone.server';
import { configuration } from '../app/config.server';
import { rotateKey } from '../app/integrity/keyRotation.server';
import { ROTATION_COMMAND as SAYS } from '../app/zh/backups';
import { command, CommandRefused } from './command';

/**
 * `npm run --silent rotate-key [-- --delete-old-keys]`: seals everything under a new key; killed and run again, it goes
 * on. The old keys stay beside the new one as long as backups of before are kept, unless they are to be deleted.
 */
const TOLD_EVERY = 10_000;
const DELETE = '--delete-old-keys';

await command(async (args) => {
  const deletes = args.length === 1 && args[0] === DELETE;
  if (args.length > 0 && !deletes) throw new CommandRefused(SAYS.usage);
  const until = addMonths(todayInChina(new Date()), KEPT_BACKUPS.months);
  let toldUpTo = 0;
  const rotation = await rotateKey(await ownStore(), {
    oldKeysUntil: deletes ? null : until,
    told(resealed) {
      if (resealed < toldUpTo + TOLD_EVERY) return;
      toldUpTo = resealed;
      process.stderr.write(`${SAYS.going(resealed)}\n`);
    },
  });
  if (rotation.state === 'under_way') throw new CommandRefused(underWay());
  if (rotation.state === 'backup_running') throw new CommandRefused(SAYS.backupRunning);
  if (rotation.state === 'job_running') throw new CommandRefused(SAYS.jobRunning);
  if (rotation.state === 'ring_to_set') throw new CommandRefused(SAYS.ringToSet(rotation.file));
  const { oldKeysIn, leftIn, isCopied } = rotation;
  const said = [
    SAYS.done(rotation),
    oldKeysIn ? SAYS.kept(oldKeysIn, formatDate(until)) : SAYS.deleted,
    leftIn
      ? SAYS.environment(leftIn)
      : SAYS.apart[isCopied === null ? 'nowhere' : isCopied ? 'copied' : 'failed'],
  ];
  for (const sentence of said) process.stdout.write(`${sentence}\n`);
});

/** After the machine was switched off, the number of the process that held the lock may be that of another one. */
function underWay(): string {
  const { databaseUrl, dataDir } = configuration();
  return databaseUrl ? SAYS.underWay : SAYS.underWayBy(lockFile(dataDir, 'rotation'));
}
