import { createHash } from 'node:crypto';
import { and, desc, eq, gt, gte, inArray, like, lt, lte, or, type SQL } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { insertRows } from '../../db/engine/insertRows';
import { auditEntries, staff } from '../../db/schema';
import { isBusinessDate } from '../calendar/date';
import type { AuditAction, AuditSubject } from './audit';

/** Who does something: a member of staff, or the system itself with no id. */
export interface Actor {
  staffId: string | null;
  name: string;
}

export interface AuditEvent {
  action: AuditAction;
  subject: { type: AuditSubject; id: string };
  /** What changed, before and after. Never a password, an ID number or an account. */
  detail?: Record<string, unknown>;
}

export type AuditEntry = typeof auditEntries.$inferSelect;

const GENESIS = '0'.repeat(64);

/** Appends one entry to the chain, in the same write as the change it tells of. */
export async function audit(write: Write, actor: Actor, event: AuditEvent): Promise<void> {
  await auditAll(write, actor, [event]);
}

/** `audit` for a change of many records at once: one entry each, in order, in few statements. */
export async function auditAll(write: Write, actor: Actor, events: readonly AuditEvent[]): Promise<void> {
  const [last] = await write
    .select({ sequence: auditEntries.sequence, hash: auditEntries.hash })
    .from(auditEntries)
    .orderBy(desc(auditEntries.sequence))
    .limit(1);
  const recordedAt = new Date().toISOString();
  const entries: AuditEntry[] = [];
  for (const event of events) {
    const previous = entries[entries.length - 1] ?? last;
    const entry = {
      sequence: (previous?.sequence ?? 0) + 1,
      recordedAt,
      staffId: actor.staffId,
      staffName: actor.name,
      action: event.action,
      subjectType: event.subject.type,
      subjectId: event.subject.id,
      detail: JSON.stringify(event.detail ?? {}),
      previousHash: previous?.hash ?? GENESIS,
    };
    entries.push({ ...entry, hash: entryHash(entry) });
  }
  await insertRows(write, auditEntries, entries);
}

/** SHA-256 (hex) over the entry and the hash before it, each field with its length so that no two entries read alike. */
export function entryHash(entry: Omit<AuditEntry, 'hash'>): string {
  const fields = [
    entry.previousHash,
    String(entry.sequence),
    entry.recordedAt,
    entry.staffId ?? '',
    entry.staffName,
    entry.action,
    entry.subjectType,
    entry.subjectId,
    entry.detail,
  ];
  const hash = createHash('sha256');
  for (const field of fields) hash.update(`${Buffer.byteLength(field)}:${field};`);
  return hash.digest('hex');
}

/**
 * Recomputes the chain from its beginning.
 * @returns how many entries were read and the sequence numbers of those that do not fit
 */
export async function checkAuditChain(read: Read): Promise<{ count: number; broken: number[] }> {
  const broken: number[] = [];
  let last: Pick<AuditEntry, 'sequence' | 'hash'> | undefined;
  let count = 0;
  for (;;) {
    const page: AuditEntry[] = await read
      .select()
      .from(auditEntries)
      // The first page has no beginning: an entry put before the first, below 1, does not fit either.
      .where(last && gt(auditEntries.sequence, last.sequence))
      .orderBy(auditEntries.sequence)
      .limit(5000);
    if (page.length === 0) return { count, broken };
    for (const entry of page) {
      count += 1;
      const { sequence, hash } = last ?? { sequence: 0, hash: GENESIS };
      const follows = entry.sequence === sequence + 1 && entry.previousHash === hash;
      if (!follows || entry.hash !== entryHash(entry)) broken.push(entry.sequence);
      last = entry;
    }
  }
}

export interface AuditSearch {
  text?: string;
  action?: string;
  from?: string;
  to?: string;
  /** Entries before this sequence number: the next page. */
  before?: number;
  limit: number;
}

/** An entry with whose account it is about; null where it is about none. */
export type ListedEntry = AuditEntry & { accountName: string | null };

/**
 * Entries newest first; `text` looks in the person's name, the subject (an account also by its name) and the detail,
 * dates are YYYY-MM-DD inclusive, anything else is no date.
 */
export async function searchAudit(read: Read, search: AuditSearch): Promise<ListedEntry[]> {
  const conditions: (SQL | undefined)[] = [];
  if (search.text) {
    const pattern = `%${search.text}%`;
    conditions.push(
      or(
        like(auditEntries.staffName, pattern),
        like(auditEntries.subjectId, pattern),
        like(auditEntries.detail, pattern),
        and(
          eq(auditEntries.subjectType, 'staff'),
          inArray(auditEntries.subjectId, accountsNamed(read, pattern)),
        ),
      ),
    );
  }
  if (search.action) conditions.push(eq(auditEntries.action, search.action));
  // Dates are days in China (UTC+8); instants are kept in UTC.
  if (isBusinessDate(search.from))
    conditions.push(gte(auditEntries.recordedAt, startOfDayInChina(search.from)));
  if (isBusinessDate(search.to)) conditions.push(lte(auditEntries.recordedAt, endOfDayInChina(search.to)));
  if (search.before) conditions.push(lt(auditEntries.sequence, search.before));
  const rows = await read
    .select({ entry: auditEntries, accountName: staff.name })
    .from(auditEntries)
    .leftJoin(staff, and(eq(auditEntries.subjectType, 'staff'), eq(staff.id, auditEntries.subjectId)))
    .where(and(...conditions))
    .orderBy(desc(auditEntries.sequence))
    .limit(search.limit);
  return rows.map(({ entry, accountName }) => ({ ...entry, accountName }));
}

function accountsNamed(read: Read, pattern: string) {
  return read
    .select({ id: staff.id })
    .from(staff)
    .where(or(like(staff.name, pattern), like(staff.username, pattern)));
}

/** The latest entries about one subject, newest first. */
export async function auditOf(
  read: Read,
  subject: { type: string; id: string },
  limit = 50,
): Promise<AuditEntry[]> {
  return read
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectType, subject.type), eq(auditEntries.subjectId, subject.id)))
    .orderBy(desc(auditEntries.sequence))
    .limit(limit);
}

/** The latest entry of one kind about a subject; null where there is none. */
export async function latestOf(
  read: Read,
  { action, subject }: { action: AuditAction; subject: { type: string; id: string } },
): Promise<AuditEntry | null> {
  const [entry] = await read
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, subject.type),
        eq(auditEntries.subjectId, subject.id),
        eq(auditEntries.action, action),
      ),
    )
    .orderBy(desc(auditEntries.sequence))
    .limit(1);
  return entry ?? null;
}

/** The first instant of a day in China. */
export function startOfDayInChina(date: string): string {
  return new Date(`${date}T00:00:00.000+08:00`).toISOString();
}

/** The last instant of a day in China. */
export function endOfDayInChina(date: string): string {
  return new Date(`${date}T23:59:59.999+08:00`).toISOString();
}
