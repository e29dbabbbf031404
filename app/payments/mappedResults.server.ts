import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { bankResults } from '../../db/schema';
import { auditAll, type AuditEvent } from '../audit/audit.server';
import { allChecked, Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import type { NamedMapping } from './bankResult';
import { storedResult } from './bankResults.server';
import { compareResults } from './comparedResults.server';
import type { Contradiction } from './contradiction';
import { openWords } from './contradictions.server';
import { filesAlike, type AlikeFile } from './filesAlike.server';
import { isLikelyPending } from './pendingWords';
import { keepMapping, knownMapping } from './resultLayouts.server';

/** 列对应: what the columns and words of a file mean, and of every other with the same headers. */

export interface MappedResult {
  /** Whether this file, the next one or another is read otherwise than before. */
  isChanged: boolean;
  /** How many words of the bank that went against what is booked do so no more. */
  ended: number;
  /** How many other files with the same headers are read alike now, and how many, of many, are left as they were. */
  alike: number;
  left: number;
}

/**
 * Says what the columns and words of a file mean; the next file with the same headers is read alike, and so are those that
 * lie there, as long as nothing was entered from them. One that was entered is read further alone: no row of it that could
 * be read becomes another.
 * @param seen how many words of the bank go by it; nobody is asked where it is left out
 * @param pendingSeen how many words were seen that mostly say that the bank has not decided yet; nobody is asked where it is left out
 * @throws Refusal batch.not_found, result.not_found, result.applied, result.mapping_ends {count, lines} and
 * result.words_pending {count} at once, each with what `unseenOf` tells
 */
export async function mapResult(
  { store, actor }: Desk,
  {
    mapping,
    contradictionsSeen: seen,
    pendingSeen,
    ...ids
  }: {
    batchId: string;
    resultId: string;
    mapping: NamedMapping;
    contradictionsSeen?: number | undefined;
    pendingSeen?: number | undefined;
  },
): Promise<MappedResult> {
  return store.write(async (write) => {
    const { batch, result, file, mapping: before } = await storedResult(write, ids);
    if (result.appliedAt) throw new Refusal('result.applied');
    const { headers } = file;
    const decided = wordsOf(mapping).filter(isLikelyPending);
    const whole = {
      ...{ ...mapping, causes: before?.causes ?? {} },
      ...(decided.length > 0 ? { decided } : {}),
    };
    const known = await knownMapping(write, headers);
    const ticked = new Set([before, known].flatMap((one) => one?.decided ?? []));
    const pending = decided.filter((word) => !ticked.has(word));
    const { files, left } = await filesAlike(write, { resultId: result.id, headers, mapping: whole });
    const isKnown = isDeepStrictEqual([before, known], [whole, { ...whole, defaultOn: null }]);
    if (isKnown && files.length === 0) return { isChanged: false, ended: 0, alike: 0, left };
    const others = files.flatMap(({ batchId, isReadOtherwise }) => (isReadOtherwise ? [batchId] : []));
    const batchIds = [...new Set([batch.id, ...others])];
    const open = await openWords(write, batchIds);
    await keepMapping(write, actor, { resultId: result.id, headers, mapping: whole });
    for (const alike of files) await readAlike(write, alike);
    // What later files say counts by what these are read to say.
    for (const batchId of batchIds) await compareResults(write, { batchId });
    const ended = endedWords(open, await openWords(write, batchIds));
    await requireSeen({ ended, pending }, { seen, pendingSeen });
    const { fileName } = result;
    const own = { batchId: batch.id, number: batch.number, fileName };
    const counts = {
      ...(files.length > 0 ? { filesAlike: files.length } : {}),
      ...(ended.length > 0 ? { contradictionsEnded: ended.length } : {}),
      ...(pending.length > 0 ? { pendingWords: pending.length } : {}),
    };
    await auditAll(write, actor, [
      mapped(own, { headers, mapping: whole, beside: counts }),
      ...files.map((one) => mapped(one, { headers, mapping: one.mapping, beside: { readLike: fileName } })),
    ]);
    return { isChanged: true, ended: ended.length, alike: files.length, left };
  });
}

const wordsOf = ({ success, failure }: NamedMapping) => [...success, ...failure];

async function readAlike(write: Write, { id, mapping }: AlikeFile): Promise<void> {
  await write
    .update(bankResults)
    .set({ mapping: JSON.stringify(mapping) })
    .where(eq(bankResults.id, id));
}

function mapped(
  { batchId, number, fileName }: Pick<AlikeFile, 'batchId' | 'number' | 'fileName'>,
  {
    headers,
    mapping,
    beside,
  }: {
    headers: readonly string[];
    mapping: NamedMapping;
    beside: Record<string, string | number>;
  },
): AuditEvent {
  const columns = Object.fromEntries(
    Object.entries(mapping.columns).map(([field, place]) => [field, headers[place] ?? '']),
  );
  const { success, failure, defaultOn } = mapping;
  return {
    action: 'batch.result_mapped',
    subject: { type: 'batch', id: batchId },
    detail: { number, fileName, columns, success, failure, defaultOn, ...beside },
  };
}

/** The words that are said no more. Where a line is told the same under another day or number now, it is told still. */
function endedWords(before: readonly Contradiction[], after: readonly Contradiction[]): Contradiction[] {
  const was = new Set(before.map(wordOf));
  const is = new Set(after.map(wordOf));
  const fresh = new Map<string, number>();
  for (const one of after)
    if (!was.has(wordOf(one))) fresh.set(outcomeOf(one), (fresh.get(outcomeOf(one)) ?? 0) + 1);
  return before.filter((one) => {
    if (is.has(wordOf(one))) return false;
    const left = fresh.get(outcomeOf(one)) ?? 0;
    fresh.set(outcomeOf(one), left - 1);
    return left <= 0;
  });
}

const outcomeOf = ({ lineId, outcome }: Contradiction) => `${lineId} ${outcome}`;
const wordOf = (one: Contradiction) => JSON.stringify([outcomeOf(one), one.on, one.reference]);

const NAMED_LINES = 5;

interface Doubts {
  ended: readonly Contradiction[];
  pending: readonly string[];
}

/** Holds a mapping until what goes by it, and what may be no answer, was seen: both ticks stand on the form together. */
async function requireSeen(
  { ended, pending }: Doubts,
  { seen, pendingSeen }: { seen: number | undefined; pendingSeen: number | undefined },
): Promise<void> {
  const told = { ended: ended.length, pending: pending.join('\n') };
  const lines = ended
    .slice(0, NAMED_LINES)
    .map(({ batch, lineNumber, holder }) => `${batch.number} ${lineNumber} ${holder}`)
    .join('\n');
  await allChecked({
    ended: () => {
      if (seen === undefined || seen === ended.length) return;
      throw new Refusal('result.mapping_ends', { count: ended.length, lines, ...told }, 'contradictionsSeen');
    },
    pending: () => {
      if (pendingSeen === undefined || pendingSeen === pending.length) return;
      throw new Refusal('result.words_pending', { count: pending.length, ...told }, 'pendingSeen');
    },
  });
}

/** What has to be ticked of a mapping that was refused: how many words of the bank go by it, and which may be none. */
export function unseenOf(error: unknown): { ending: number; pending: string[] } {
  const { ended = 0, pending = '' } = error instanceof Refusal ? error.data : {};
  return { ending: Number(ended), pending: String(pending).split('\n').filter(Boolean) };
}
