import { desc, eq } from 'drizzle-orm';
import type { Read, Store } from '../../db/client.server';
import { auditEntries } from '../../db/schema';
import { formatInstant } from '../calendar/instant';
import { auditHeadFileName, auditHeadText } from '../zh/auditHead';
import { audit, checkAuditChain, type Actor } from './audit.server';

/** The last entry of the chain: its hash covers all before it. */
export interface AuditHead {
  sequence: number;
  /** An instant, ISO in UTC. */
  recordedAt: string;
  hash: string;
}

export interface AuditCheck {
  count: number;
  /** The sequence numbers that do not fit. */
  broken: number[];
  head: AuditHead | null;
  checkedAt: string;
}

/** The last entry; null while there is none. */
export async function auditHead(read: Read): Promise<AuditHead | null> {
  const [last] = await read
    .select({
      sequence: auditEntries.sequence,
      recordedAt: auditEntries.recordedAt,
      hash: auditEntries.hash,
    })
    .from(auditEntries)
    .orderBy(desc(auditEntries.sequence))
    .limit(1);
  return last ?? null;
}

/** Recomputes the whole chain, and says where it ends. */
export async function auditCheck(read: Read, now = new Date()): Promise<AuditCheck> {
  const head = await auditHead(read);
  return { ...(await checkAuditChain(read)), head, checkedAt: now.toISOString() };
}

/** What became of an entry whose number and hash somebody kept. */
export type EntryOutcome = 'same' | 'broken' | 'different' | 'missing';

export interface EntryCompared {
  /** `broken`: the hash is the one that was kept, but up to it the chain does not hold. */
  outcome: EntryOutcome;
  /** Of the entry that has this number now (ISO UTC). */
  recordedAt: string | null;
  /** How many entries there are now. */
  count: number;
}

/** Holds a kept hash against the entry of this number, and recomputes the chain that leads to it. */
export async function compareEntry(
  read: Read,
  { sequence, hash }: { sequence: number; hash: string },
): Promise<EntryCompared> {
  const [entry] = await read
    .select({ recordedAt: auditEntries.recordedAt, hash: auditEntries.hash })
    .from(auditEntries)
    .where(eq(auditEntries.sequence, sequence));
  const { count, broken } = await checkAuditChain(read);
  const found = { recordedAt: entry?.recordedAt ?? null, count };
  if (!entry) return { outcome: 'missing', ...found };
  if (entry.hash !== hash) return { outcome: 'different', ...found };
  return { outcome: broken.some((one) => one <= sequence) ? 'broken' : 'same', ...found };
}

/** The end of the chain as a text to be kept elsewhere: who has it can tell later whether the log was cut or rewritten. */
export async function exportAuditHead({
  store,
  actor,
}: {
  store: Store;
  actor: Actor;
}): Promise<{ bytes: Uint8Array; fileName: string; mediaType: string }> {
  const { count, broken, head, checkedAt } = await store.read((read) => auditCheck(read));
  const text = auditHeadText({
    count,
    broken,
    checkedAt: formatInstant(checkedAt),
    sequence: head?.sequence ?? 0,
    recordedAt: head ? formatInstant(head.recordedAt) : '',
    hash: head?.hash ?? '',
  });
  await store.write((write) =>
    audit(write, actor, {
      action: 'audit.head_exported',
      subject: { type: 'audit', id: String(head?.sequence ?? 0) },
      detail: { count, sequence: head?.sequence ?? 0, sha256: head?.hash ?? '' },
    }),
  );
  // With the mark that old editors need to read UTF-8.
  const bytes = Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`);
  return { bytes, fileName: auditHeadFileName(head?.sequence ?? 0), mediaType: 'text/plain; charset=utf-8' };
}
