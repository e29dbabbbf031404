import { Refusal } from '../refusal';

/** Why something could not be done, where that is a thing that whoever runs the machine can mend. */

const FULL = /^(ENOSPC|EDQUOT|SQLITE_FULL|53100)$/;
const FULL_SAYS = /No space left on device|Disk quota exceeded|disk is full/;
/** Also where a file lies in the way of a folder. */
const FORBIDDEN = /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_READONLY\w*|SQLITE_CANTOPEN\w*)$/;
const AWAY =
  /^(ECONN\w+|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|57P0\d|08...|28...|3D000|53300)$/;
const AWAY_SAYS =
  /connection to server .* failed|could not (connect|translate host name)|Connection terminated/;
const TOO_OLD_SAYS = /server version mismatch/;
const DAMAGED = /^SQLITE_(CORRUPT\w*|NOTADB)$/;

/** These may pass by themselves: what is started again and again may be so. */
const PASSING = new Set(['database.away', 'disk.full', 'papers.away']);

interface Raised {
  code?: string;
  message?: string;
  path?: string;
  cause?: unknown;
  errors?: unknown[];
}

/**
 * What is thrown in the place of an error that ended a backup.
 * @returns a Refusal that names the known cause; else the error itself
 */
export function backupTrouble(error: unknown, { folder }: { folder: string }): unknown {
  return firstOf(error, (one) => ofBackup(one, folder)) ?? error;
}

/**
 * What an error of the machine or of the database means in a start or a command.
 * @returns null where nobody knows
 */
export function plainTrouble(error: unknown): Refusal | null {
  return firstOf(error, ofMachine);
}

/** Whether it may be over at the next try. */
export function mayPass({ code }: Refusal): boolean {
  return PASSING.has(code);
}

function firstOf(error: unknown, known: (error: unknown) => Refusal | null): Refusal | null {
  return [error, ...causesOf(error)].map(known).find(Boolean) ?? null;
}

function causesOf(error: unknown): unknown[] {
  const { cause, errors = [] } = (error ?? {}) as Raised;
  return [...(cause === undefined ? [] : [cause]), ...errors];
}

function ofBackup(error: unknown, folder: string): Refusal | null {
  const { code = '', path = folder } = (error ?? {}) as Raised;
  if (isFull(error)) return new Refusal('backup.disk_full', { folder });
  if (FORBIDDEN.test(code)) return new Refusal('backup.forbidden', { place: path });
  if (isAway(error)) return new Refusal('backup.database_away');
  if (error instanceof Refusal && TOO_OLD_SAYS.test(saidBy(error)))
    return new Refusal('database.tool_too_old', { tool: error.data.tool! });
  return null;
}

function ofMachine(error: unknown): Refusal | null {
  const { code = '', path } = (error ?? {}) as Raised;
  if (isFull(error)) return new Refusal('disk.full');
  if (FORBIDDEN.test(code) && path !== undefined) return new Refusal('disk.forbidden', { place: path });
  if (isAway(error)) return new Refusal('database.away');
  return DAMAGED.test(code) ? new Refusal('database.damaged') : null;
}

function isFull(error: unknown): boolean {
  return FULL.test((error as Raised | undefined)?.code ?? '') || FULL_SAYS.test(saidBy(error));
}

function isAway(error: unknown): boolean {
  return AWAY.test((error as Raised | undefined)?.code ?? '') || AWAY_SAYS.test(saidBy(error));
}

/** What an error says, or the tool whose failure it tells. */
function saidBy(error: unknown): string {
  if (error instanceof Refusal) return String(error.data.said ?? '');
  return (error as Raised | undefined)?.message ?? '';
}
