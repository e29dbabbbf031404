import { checkInvariants } from '../app/integrity/invariants.server';
import { INVARIANT_LABELS } from '../app/zh/invariants';
import { command } from './command';

/** `npm run --silent verify`: every invariant with its count; exit status 1 and the ids of what does not fit. */
const SHOWN = 20;

await command(async ({ store }) => {
  const checked = await store.read(checkInvariants);
  for (const { code, count, offending } of checked) {
    const verdict = offending.length === 0 ? '通过' : `不符合 ${offending.length} 条`;
    process.stdout.write(`${verdict}\t${code}\t${count}\t${INVARIANT_LABELS[code]}\n`);
    for (const id of offending.slice(0, SHOWN)) process.stdout.write(`\t${id}\n`);
    if (offending.length > SHOWN) process.stdout.write(`\t……共 ${offending.length} 条\n`);
  }
  if (checked.some(({ offending }) => offending.length > 0)) process.exitCode = 1;
});
