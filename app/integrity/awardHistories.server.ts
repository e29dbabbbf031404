import { asc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, awardSums, endedReleases, payments } from '../../db/schema';

/** Awards whose kept course is not that of their records; of those that are not plain, which are few. */
export async function historiesDiffer(read: Read): Promise<string[]> {
  const rows = await read
    .select({
      award: { id: awards.id, amountFen: awards.amountFen, takenBackBy: awards.takenBackBy },
      history: awardSums.history,
      payment: {
        originalId: payments.originalId,
        kind: payments.kind,
        paidOn: payments.paidOn,
        amountFen: payments.amountFen,
      },
    })
    .from(awardSums)
    .innerJoin(awards, eq(awards.id, awardSums.awardId))
    .innerJoin(payments, eq(payments.awardId, awards.id))
    .where(eq(awardSums.isPlain, false));
  const ended = new Map<string, string[][]>();
  for (const { awardId, releasedOn, givenBackOn } of await read
    .select()
    .from(endedReleases)
    .orderBy(asc(endedReleases.awardId), asc(endedReleases.releasedOn))) {
    ended.set(awardId, [...(ended.get(awardId) ?? []), [releasedOn, givenBackOn]]);
  }
  const known = new Map<string, typeof rows>();
  for (const row of rows) known.set(row.award.id, [...(known.get(row.award.id) ?? []), row]);
  return [...known]
    .filter(([id, own]) => own[0]!.history !== historyOf(own, ended.get(id) ?? []))
    .map(([id]) => id);
}

interface HistoryRow {
  award: { amountFen: number; takenBackBy: string | null };
  payment: { originalId: string; kind: string; paidOn: string; amountFen: number };
}

function historyOf(rows: readonly HistoryRow[], ended: readonly string[][]): string {
  const { amountFen, takenBackBy } = rows[0]!.award;
  const chains = new Map<string, HistoryRow['payment'][]>();
  for (const { payment } of rows) {
    chains.set(payment.originalId, [...(chains.get(payment.originalId) ?? []), payment]);
  }
  const texts = [...chains.values()].map((chain) =>
    JSON.stringify(chain.sort(inChain).map((row) => [row.paidOn, row.amountFen])),
  );
  const endedText = ended.length > 0 ? `,"ended":${JSON.stringify(ended)}` : '';
  return `{"amountFen":${amountFen},"isTakenBack":${takenBackBy !== null},"chains":[${texts.sort().join(',')}]${endedText}}`;
}

function inChain(one: HistoryRow['payment'], other: HistoryRow['payment']): number {
  const rank = (row: HistoryRow['payment']) => (row.kind === 'payment' ? 0 : 1);
  return (
    rank(one) - rank(other) ||
    (one.paidOn < other.paidOn ? -1 : Number(one.paidOn > other.paidOn)) ||
    one.amountFen - other.amountFen
  );
}
