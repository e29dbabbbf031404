import { Refusal } from '../refusal';

/** Why a backup could not be made, where that is a thing that somebody can mend. */

const FULL = /^(ENOSPC|EDQUOT|SQLITE_FULL|53100)$/;
const FULL_SAYS = /No space left on device|Disk quota exceeded|disk is full/;
/** Also where a file lies in the way of a folder. */
const FORBIDDEN = /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_READONLY\w*|SQLITE_CANTOPEN\w*)$/;
const AWAY =
  /^(ECONN\w+|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|57P0\d|08...|28...|3D000|53300)$/;
const AWAY_SAYS =
  /connection to server .* failed|could not (connect|translate host name)|Connection terminated/;
const TOO_OLD_SAYS = /server version mismatch/;

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
  const found = [error, ...causesOf(error)].map((one) => known(one, folder)).find(Boolean);
  return found ?? error;
}

function causesOf(error: unknown): unknown[] {
  const { cause, errors = [] } = (error ?? {}) as Raised;
  return [...(cause === undefined ? [] : [cause]), ...errors];
}

function known(error: unknown, folder: string): Refusal | null {
  const { code = '', message = '', path = folder } = (error ?? {}) as Raised;
  const said = error instanceof Refusal ? String(error.data.said ?? '') : message;
  if (FULL.test(code) || FULL_SAYS.test(said)) return new Refusal('backup.disk_full', { folder });
  if (FORBIDDEN.test(code)) return new Refusal('backup.forbidden', { place: path });
  if (AWAY.test(code) || AWAY_SAYS.test(said)) return new Refusal('backup.database_away');
  if (error instanceof Refusal && TOO_OLD_SAYS.test(said))
    return new Refusal('database.tool_too_old', { tool: error.data.tool! });
  return null;
}
