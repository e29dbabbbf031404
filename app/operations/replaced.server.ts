import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { faultMessage } from '../../db/engine/fault';
import { usersOf } from '../../db/engine/inUse.server';
import { alone } from '../../db/engine/alone.server';
import {
  emptyPostgres,
  markPostgres,
  markRestore,
  requireRestored,
  restoreMark,
  unfinishedOnServer,
  type RestoreMark,
} from '../../db/engine/restoring.server';
import { dumpPostgres, holdingPostgres, isPostgresEmpty } from '../../db/engine/snapshot.server';
import type { Configuration } from '../config.server';
import { Refusal } from '../refusal';

/**
 * The step of a restore that puts something in the place of what is there. From here on a mark tells that it is not
 * finished; begun again, it takes the first one's former data for such, and nothing of what that one brought.
 */

type Place = Pick<Configuration, 'dataDir' | 'databaseUrl' | 'sqliteFile'>;

export interface Replacement {
  /** The backup, as whoever restores it names it. */
  file: string;
  /** A folder of DATA_DIR with what comes into its place, by its names there. */
  ready: string;
  /** Fills the empty database of a server. */
  fill: (databaseUrl: string) => Promise<void>;
  /** An empty folder of DATA_DIR for what is made on the way. */
  staging: string;
  overwrite: boolean;
  /** Of what is there, the database alone goes. */
  isDatabaseAlone: boolean;
  now: Date;
}

/**
 * Moves what is there aside and puts something else in its place, marked until the mark is taken away.
 * @returns where what was there before lies now; null where nothing was
 * @throws Refusal backup.not_empty, backup.restore_unfinished without `overwrite`, backup.command_running,
 * backup.under_way, database.in_use, database.tool_missing, database.tool_failed before anything is changed;
 * backup.not_finished
 */
export function replaced(place: Place, replacement: Replacement): Promise<string | null> {
  return heldAlone(place, async (requireUnused) => {
    const { dataDir, databaseUrl } = place;
    const { file, ready, fill, staging, overwrite, now } = replacement;
    if (!overwrite) await requireRestored(place);
    const earlier = restoreMark(dataDir);
    const { former, left } = namesThere(place, { ...replacement, earlier });
    const server = databaseUrl ? await serverThere(databaseUrl) : null;
    const isTaken = former.length > 0 || server?.isFormer === true;
    if (isTaken && !overwrite) throw new Refusal('backup.not_empty', { place: dataDir });
    const isKnownEmpty = server !== null && !isTaken && !earlier && !server.earlier;
    const dump = server?.isFormer ? path.join(staging, 'former.dump') : null;
    if (dump) {
      await requireUnused();
      await dumpPostgres(databaseUrl!, dump);
    }
    const before = earlier?.before ?? (isTaken ? path.join(dataDir, asideName(now)) : null);
    const brought = readdirSync(ready);
    markRestore(dataDir, {
      ...{ file, before },
      moved: [...(earlier?.moved ?? []), ...former],
      brought: [...(earlier?.brought ?? []), ...brought],
    });
    try {
      // After the mark: whoever comes from here on sees it.
      if (!isKnownEmpty) await requireUnused();
      if (before) mkdirSync(before, { recursive: true, mode: 0o700 });
      if (dump) renameSync(dump, path.join(before!, 'database.dump'));
      if (server) {
        const mark = { before, machine: hostname(), ...server.earlier, file };
        await (server.isEmpty ? markPostgres : emptyPostgres)(databaseUrl!, mark);
      }
    } catch (error) {
      markRestore(dataDir, earlier);
      throw error;
    }
    await toTheEnd(place, before, async () => {
      for (const name of left) rmSync(path.join(dataDir, name), { recursive: true });
      for (const name of former) renameSync(path.join(dataDir, name), path.join(before!, name));
      if (server) await fill(databaseUrl!);
      for (const name of brought) renameSync(path.join(ready, name), path.join(dataDir, name));
    });
    return before ?? server?.earlier?.before ?? null;
  });
}

/** Whoever is left with half a restore is told where the former data lies, and how it is brought back. */
export async function toTheEnd(
  { dataDir, databaseUrl }: Place,
  before: string | null,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const said = error instanceof Refusal ? (error.data.said ?? error.code) : faultMessage(error);
    const engine = databaseUrl ? 'postgres' : 'sqlite';
    throw new Refusal('backup.not_finished', { said, before, place: dataDir, engine });
  }
}

/** The server's database is held, on which other machines may work; a file belongs to its DATA_DIR alone. */
async function heldAlone<T>(
  place: Place,
  work: (requireUnused: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const { dataDir, databaseUrl } = place;
  if (databaseUrl) return holdingPostgres(databaseUrl, ({ requireUnused }) => work(requireUnused));
  const done = await alone(place, 'backup', () => work(async () => requireUnusedFile(dataDir)));
  if (!done) throw new Refusal('backup.under_way');
  return done.result;
}

function requireUnusedFile(dataDir: string): void {
  const users = usersOf(dataDir, { opening: true });
  if (users.length === 0) return;
  throw new Refusal('backup.command_running', { place: dataDir, users: users.join(', ') });
}

/** How the database of a server is found: what a stopped restore left in it is no former data. */
async function serverThere(databaseUrl: string) {
  const earlier = await unfinishedOnServer(databaseUrl);
  const isEmpty = await isPostgresEmpty(databaseUrl);
  return { earlier, isEmpty, isFormer: !isEmpty && !earlier };
}

/** The key may be there already, with those that rotations left, and what backups and commands leave. */
const HARMLESS = /^(key|key\..+|backups|\..+)$/;
/** What SQLite lays beside its file. */
const BESIDE_DATABASE = ['-wal', '-shm', '-journal'];

/**
 * What lies in the place of what is restored, and what a restore that was stopped left there. With a database alone go
 * the papers that are there, by their hashes.
 */
function namesThere(
  { dataDir, sqliteFile }: Place,
  { isDatabaseAlone, earlier }: { isDatabaseAlone: boolean; earlier: RestoreMark | null },
): { former: string[]; left: string[] } {
  const database = path.basename(sqliteFile);
  const names = readdirSync(dataDir).filter(
    (name) => !HARMLESS.test(name) && (!isDatabaseAlone || name.startsWith(database)),
  );
  const isMoved = (name: string) => !!earlier?.before && existsSync(path.join(earlier.before, name));
  const isLeft = (name: string) =>
    !!earlier && isBrought(name, earlier, database) && (isMoved(name) || !earlier.moved.includes(name));
  return {
    left: names.filter(isLeft),
    former: names.filter((name) => !isLeft(name) && !isMoved(name)),
  };
}

function isBrought(name: string, { brought }: RestoreMark, database: string): boolean {
  if (brought.includes(name)) return true;
  return brought.includes(database) && BESIDE_DATABASE.some((ending) => name === database + ending);
}

function asideName(now: Date): string {
  return `.before-restore-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
}
