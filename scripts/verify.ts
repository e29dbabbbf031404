import { parseArgs } from 'node:util';
import { configuration } from '../app/config.server';
import { markedStore } from '../app/operations/installation.server';
import { checkInvariant, invariantCodes, type CheckedInvariant } from '../app/integrity/invariants.server';
import { giveWayToPeople, peopleFirst, restsWhile } from '../app/peopleFirst.server';
import { isAnswering } from '../app/running.server';
import { INVARIANT_LABELS } from '../app/zh/invariants';
import { command, CommandRefused } from './command';

/**
 * `npm run --silent verify`: every invariant with its count; exit status 1 and the ids of what does not fit. Each is read
 * by itself, so that nothing is held while people go first; the trial of a backup names the DATA_DIR of their servers.
 */
const SHOWN = 20;

await command(async (args) => {
  const servedFrom = besideOf(args) ?? configuration().dataDir;
  giveWayToPeople(restsWhile(() => isAnswering(servedFrom)));
  const store = await markedStore();
  const checked: CheckedInvariant[] = [];
  for (const code of invariantCodes()) {
    await peopleFirst();
    checked.push(await store.read((read) => checkInvariant(read, code)));
  }
  for (const { code, count, offending } of checked) {
    const verdict = offending.length === 0 ? '通过' : `不符合 ${offending.length} 条`;
    process.stdout.write(`${verdict}\t${code}\t${count}\t${INVARIANT_LABELS[code]}\n`);
    for (const id of offending.slice(0, SHOWN)) process.stdout.write(`\t${id}\n`);
    if (offending.length > SHOWN) process.stdout.write(`\t……共 ${offending.length} 条\n`);
  }
  const failed = checked.filter(({ offending }) => offending.length > 0).length;
  process.stdout.write(failed === 0 ? `${checked.length} 项全部通过。\n` : '');
  if (failed > 0) throw new CommandRefused(`${checked.length} 项中有 ${failed} 项不符合，记录编号见上。`);
});

/** The DATA_DIR that is served, where it is not one's own. */
function besideOf(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { beside: { type: 'string' } } }).values.beside;
  } catch {
    throw new CommandRefused('用法：npm run --silent verify（不带参数）');
  }
}
