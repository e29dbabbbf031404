import path from 'node:path';
import { formatInstant } from '../app/calendar/instant';
import { callersFolder, configuration } from '../app/config.server';
import { restoreBackup } from '../app/operations/restore.server';
import { RESTORE_COMMAND as SAYS } from '../app/zh/backups';
import { command, CommandRefused } from './command';

/** `npm run restore -- FILE [--overwrite]`: brings a backup into an empty place. */
await command(async (args) => {
  const files = args.filter((arg) => arg !== '--overwrite');
  const [file, ...more] = files;
  if (!file || more.length > 0 || file.startsWith('--')) throw new CommandRefused(SAYS.usage);
  const overwrite = files.length < args.length;
  const { madeAt, before, key, papersElsewhere, papersHere, isKnown, isDatabaseAlone } = await restoreBackup(
    path.resolve(callersFolder(), file),
    { overwrite },
  );
  const said = [
    SAYS.done(formatInstant(madeAt)),
    ...(before ? [SAYS.before(before)] : []),
    ...(isDatabaseAlone ? [SAYS.databaseAlone] : isKnown ? [] : [SAYS.unknown]),
    ...(papersElsewhere ? [SAYS.papersElsewhere] : []),
    ...(papersHere ? [SAYS.papersHere(papersHere)] : []),
    ...(key.isThere === null ? [SAYS.noKey(configuration().keyFile, key)] : []),
    SAYS.accounts,
  ];
  for (const sentence of said) process.stdout.write(`${sentence}\n`);
});
