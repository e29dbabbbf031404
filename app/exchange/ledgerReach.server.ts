import type { Write } from '../../db/client.server';
import { requireReceived } from '../fund/fund.server';
import { sumFen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';

/** How far the money reaches that had come in by the day of some payments. */

/** A payment of a ledger that is still to be recorded. */
interface Wanted {
  projectId: string;
  entry: { payment: { amountFen: Fen } };
}

interface Reach<One> {
  within: One[];
  short: { one: One; refusal: Refusal }[];
}

/** Parts payments of one project and one day into those that the money reaches, and those that it does not. */
export async function reached<One extends Wanted>(
  write: Write,
  { on, fit }: { on: string; fit: readonly One[] },
): Promise<Reach<One>> {
  const reach: Reach<One> = { within: [...fit], short: [] };
  for (;;) {
    const refusal = await lack(write, { on, fit: reach.within });
    if (!refusal) return reach;
    const { within, short } = parted(refusal, reach.within);
    reach.within = within;
    reach.short.push(...short);
  }
}

/** Why the money is too little for all of them, or null. */
async function lack(
  write: Write,
  { on, fit }: { on: string; fit: readonly Wanted[] },
): Promise<Refusal | null> {
  const [first] = fit;
  if (!first) return null;
  const use = { projectId: first.projectId, amountFen: askedFen(fit), on, field: 'paidOn' };
  try {
    await requireReceived(write, use);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** In the order of the file; a smaller one after those that are short may still fit. */
function parted<One extends Wanted>({ code, data, field }: Refusal, fit: readonly One[]): Reach<One> {
  const reach: Reach<One> = { within: [], short: [] };
  let leftFen = askedFen(fit) - Number(data.shortFen);
  for (const one of fit) {
    const needFen = one.entry.payment.amountFen;
    if (needFen <= leftFen) {
      leftFen -= needFen;
      reach.within.push(one);
    } else
      reach.short.push({ one, refusal: new Refusal(code, { ...data, shortFen: needFen - leftFen }, field) });
  }
  return reach;
}

function askedFen(fit: readonly Wanted[]): Fen {
  return sumFen(fit.map(({ entry }) => entry.payment.amountFen));
}
