import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline as pipe } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as tar from 'tar';
import { z } from 'zod';
import { appliedOnServer } from '../../db/engine/postgres.server';
import { copySqlite, handOverPostgres } from '../../db/engine/snapshot.server';
import { appliedInFile } from '../../db/engine/sqlite.server';
import type { Configuration } from '../config.server';
import { keyMarks, loadKeyring } from '../identity/keyring.server';
import { peopleFirst } from '../peopleFirst.server';
import { Refusal } from '../refusal';

/**
 * One file that holds the database and all that lies beside it: a tar of `manifest.json`, the database as its engine
 * copies it, and the folders of DATA_DIR. The key is never in it: who finds a backup must not be able to read ID numbers.
 */

export type Place = Pick<Configuration, 'dataDir' | 'databaseUrl' | 'sqliteFile' | 'papers'>;

const FORMAT = 1;
/** Papers (unless they are in a bucket), templates of the office, and files of jobs that wait. */
const FOLDERS = ['uploads', 'templates', 'exchange'];

/** The SHA-256 under which the bytes of a paper lie. */
const PAPER = /^[\da-f]{64}$/;

const Manifest = z.object({
  format: z.literal(FORMAT),
  engine: z.enum(['sqlite', 'postgres']),
  /** The latest migration of the database in it (0 for none), which may be behind the program that wrote it. */
  migration: z.number(),
  madeAt: z.string(),
  papers: z.enum(['folder', 'bucket']),
  /** What tells the keys it is opened with (`keyMarks`); one from before it said so has none. */
  keys: z.array(z.string()).optional(),
  database: z.object({ name: z.string(), bytes: z.number(), sha256: z.string() }),
});
export type Manifest = z.output<typeof Manifest>;

/**
 * Writes an archive of a place.
 * @param staging an empty folder for what is made on the way
 * @throws Refusal database.tool_missing, database.tool_failed
 */
export async function writeArchive(
  place: Place,
  { staging, to, madeAt }: { staging: string; to: string; madeAt: Date },
): Promise<Manifest> {
  const engine = place.databaseUrl ? 'postgres' : 'sqlite';
  // The database first: a paper lies in its folder before its record is written, so none can be missing.
  const { name, migration } = await (engine === 'postgres' ? dumped : copied)(place, staging);
  const manifest: Manifest = {
    format: FORMAT,
    engine,
    migration: migration ?? 0,
    madeAt: madeAt.toISOString(),
    papers: place.papers.kind,
    keys: keyMarks(loadKeyring()),
    database: { name, ...(await measured(path.join(staging, name))) },
  };
  await writeFile(path.join(staging, 'manifest.json'), JSON.stringify(manifest, null, 2));
  // Names and illnesses are in it from its first byte on.
  await writeFile(to, '', { mode: 0o600 });
  await tar.create({ file: to, cwd: staging, portable: true }, ['manifest.json', name]);
  const folders = FOLDERS.filter((folder) => existsSync(path.join(place.dataDir, folder)));
  if (folders.length > 0) await tar.replace({ file: to, cwd: place.dataDir, portable: true }, folders);
  return manifest;
}

/** Much more than a manifest takes. */
const MANIFEST_WITHIN_BYTES = 64 * 1024;

/** The marks of the keys that an archive needs, of its first bytes alone; null where it does not say them. */
export async function keysOfArchive(file: string): Promise<string[] | null> {
  let text = '';
  const parser = new tar.Parser({
    filter: (name) => name === 'manifest.json',
    onReadEntry: (entry) => entry.on('data', (piece) => (text += piece.toString())),
  });
  await pipeline(createReadStream(file, { end: MANIFEST_WITHIN_BYTES - 1 }), async (pieces) => {
    for await (const piece of pieces as AsyncIterable<Buffer>) parser.write(piece);
  });
  const manifest = Manifest.safeParse(parsedJson(text));
  return (manifest.success && manifest.data.keys) || null;
}

/**
 * Unpacks an archive and looks whether its database arrived as it left.
 * @param staging an empty folder; what is unpacked stays there
 * @throws Refusal backup.unreadable, backup.damaged
 */
export async function readArchive(file: string, staging: string): Promise<Manifest> {
  try {
    await tar.extract({ file, cwd: staging, strict: true, filter: (_, entry) => isPlain(entry) });
  } catch {
    throw new Refusal('backup.unreadable', { file: path.basename(file) });
  }
  const manifest = await manifestIn(staging, file);
  const database = path.join(staging, path.basename(manifest.database.name));
  const found = existsSync(database) ? await measured(database) : null;
  if (found?.sha256 !== manifest.database.sha256) {
    throw new Refusal('backup.damaged', { file: path.basename(file) });
  }
  return manifest;
}

/** Lays the folders that an unpacked archive brought into another place on the same disk. */
export async function foldersInPlace(staging: string, to: string): Promise<void> {
  const names = await readdir(staging);
  for (const folder of FOLDERS.filter((one) => names.includes(one)))
    await rename(path.join(staging, folder), path.join(to, folder));
}

/** Of a folder of papers, the places of those whose bytes are not what their names say. */
export async function alteredPapers(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
  const altered: string[] = [];
  for (const name of names.filter((one) => PAPER.test(path.basename(one)))) {
    const { sha256 } = await measured(path.join(folder, name));
    if (sha256 !== path.basename(name)) altered.push(name);
  }
  return altered;
}

/** Lays the copy of a SQLite database in its place. */
export async function unzipped(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  await pipeline(unpacked(from), createWriteStream(to, { mode: 0o600 }));
}

/** The copy of a database, unpacked, piece by piece; that of an upgrade is not packed. */
export async function* unpacked(from: string): AsyncGenerator<Buffer> {
  const read = createReadStream(from);
  // Who reads the pieces hears of a failure on the way.
  const pieces = path.extname(from) === '.gz' ? pipe(read, createGunzip(), () => undefined) : read;
  yield* givingWay(pieces);
}

/** The size and the SHA-256 of a file. */
export async function measured(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), givingWay, hash);
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

/** What is packed, unpacked or counted piece by piece gives way to people between them. */
async function* givingWay(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    await peopleFirst();
    yield piece;
  }
}

interface Copied {
  name: string;
  migration: number | null;
}

async function copied({ sqliteFile }: Place, staging: string): Promise<Copied> {
  const copy = path.join(staging, 'bangfu.db');
  await copySqlite(sqliteFile, copy);
  const name = 'database.sqlite.gz';
  await packed(createReadStream(copy), path.join(staging, name));
  return { name, migration: appliedInFile(copy) };
}

async function dumped({ databaseUrl }: Place, staging: string): Promise<Copied> {
  const name = 'database.dump.gz';
  await handOverPostgres(databaseUrl!, (dump) => packed(dump, path.join(staging, name)));
  // While a backup is connected no start changes the schema.
  return { name, migration: await appliedOnServer(databaseUrl!) };
}

function packed(copy: AsyncIterable<Buffer>, to: string): Promise<void> {
  return pipeline(copy, givingWay, createGzip(), createWriteStream(to, { mode: 0o600 }));
}

async function manifestIn(staging: string, file: string): Promise<Manifest> {
  const text = await readFile(path.join(staging, 'manifest.json'), 'utf8').catch(() => '');
  const parsed = Manifest.safeParse(parsedJson(text));
  if (!parsed.success) throw new Refusal('backup.unreadable', { file: path.basename(file) });
  return parsed.data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Files and folders only: an archive made by us holds no links. */
function isPlain(entry: tar.ReadEntry | { isFile(): boolean; isDirectory(): boolean }): boolean {
  if ('type' in entry) return entry.type === 'File' || entry.type === 'Directory';
  return entry.isFile() || entry.isDirectory();
}
