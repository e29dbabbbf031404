import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { ZipFile } from 'yazl';
import { audit } from '../audit/audit.server';
import { auditCheck } from '../audit/auditHead.server';
import { formatInstant } from '../calendar/instant';
import { soundBytes, type PaperStore } from '../families/paperStore.server';
import { projectOfYear } from '../fund/fund.server';
import type { Desk } from '../staff/staff.server';
import { archiveFileName, archiveManual, ARCHIVE_NAMES as NAMES } from '../zh/yearArchive';
import { archivePapers, type ArchivePaper } from './yearArchivePapers.server';
import { archiveTables } from './yearArchiveTables.server';
import { tableWorkbook } from './tableWorkbook.server';

/**
 * 审计资料包: everything of a year in one zip, made while it is sent, so that it is never held as a whole. The last files
 * in it are the manifests: the SHA-256 of every other file.
 */

interface Part {
  path: string;
  bytes: () => Promise<Uint8Array>;
}

interface Listed {
  path: string;
  bytes: number;
  sha256: string;
}

/**
 * Begins the zip of a year. That it was asked for is on record before the first byte leaves, and the hash of its
 * manifest when the last one did.
 * @throws Refusal project.not_found
 */
export async function yearArchive(
  desk: Desk,
  { year, papers, now = new Date() }: { year: number; papers: PaperStore; now?: Date },
): Promise<{ stream: Readable; fileName: string; mediaType: string }> {
  const { store, actor } = desk;
  const project = await store.read((read) => projectOfYear(read, year));
  const files = await store.read((read) => archivePapers(read, { project, papers }));
  const fileName = archiveFileName(year, project.projectName);
  await store.write((write) =>
    audit(write, actor, {
      action: 'report.archive_begun',
      subject: { type: 'report', id: String(year) },
      detail: { year, fileName },
    }),
  );
  const parts = partsOf(desk, { project, files, papers, now });
  const stream = zipOf(parts, {
    now,
    manifests: (listed) => manifests(desk, { year, listed, now }),
  });
  return { stream, fileName, mediaType: 'application/zip' };
}

interface Wanted {
  project: Awaited<ReturnType<typeof projectOfYear>>;
  files: readonly ArchivePaper[];
  papers: PaperStore;
  now: Date;
}

function partsOf({ store, actor }: Desk, { project, files, papers, now }: Wanted): Part[] {
  const origin = NAMES.by(actor.name, formatInstant(now.toISOString()));
  const tables = archiveTables(store, project).map(({ path, ...table }) => ({
    path,
    bytes: () =>
      tableWorkbook({ ...table, origin: { name: NAMES.origin, text: (rows) => NAMES.from(origin, rows) } }),
  }));
  const kept = files.map((file) => ({
    path: file.path,
    bytes: () => ('sha256' in file ? soundBytes(papers, file.sha256) : store.read(file.made)),
  }));
  const manual = {
    path: NAMES.manual,
    bytes: () => store.read(async (read) => manualOf(await auditCheck(read, now))),
  };
  return [manual, ...tables, ...kept];

  function manualOf({ count, broken, head }: Awaited<ReturnType<typeof auditCheck>>): Uint8Array {
    return textFile(
      archiveManual({
        title: NAMES.title(project.year, project.projectName),
        centreName: project.centreName,
        origin,
        audit: { count, broken: broken.length, sequence: head?.sequence ?? 0, hash: head?.hash ?? '' },
        isFrozen: files.some(({ path }) => path.startsWith(NAMES.frozenFolder)),
      }),
    );
  }
}

/** Text that old editors of Windows read as UTF-8, with their ends of lines. */
function textFile(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`);
}

/** The manifest for programs and the one for people, which `sha256sum -c` reads as well. */
async function manifests(
  { store, actor }: Desk,
  { year, listed, now }: { year: number; listed: readonly Listed[]; now: Date },
): Promise<Part[]> {
  const json = Buffer.from(
    `${JSON.stringify({ format: 1, year, madeAt: now.toISOString(), madeBy: actor.name, files: listed }, null, 2)}\n`,
  );
  const lines = listed.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
  const sha256 = createHash('sha256').update(lines).digest('hex');
  await store.write((write) =>
    audit(write, actor, {
      action: 'report.archive_made',
      subject: { type: 'report', id: String(year) },
      detail: { year, count: listed.length, sha256 },
    }),
  );
  return [
    { path: NAMES.manifestText, bytes: () => Promise.resolve(Buffer.from(lines)) },
    { path: NAMES.manifestJson, bytes: () => Promise.resolve(json) },
  ];
}

/** One file after the other is made when the one before has been sent. */
function zipOf(
  parts: readonly Part[],
  { now, manifests: closing }: { now: Date; manifests: (listed: readonly Listed[]) => Promise<Part[]> },
): Readable {
  const zip = new ZipFile();
  const output = new Transform({ transform: (chunk, _, done) => done(null, chunk) });
  const fail = (error: unknown) => output.destroy(error as Error);
  zip.on('error', fail);
  (zip.outputStream as Readable).on('error', fail).pipe(output);
  output.on('close', () => (zip.outputStream as Readable).destroy());
  void (async () => {
    const listed: Listed[] = [];
    for (const part of parts) listed.push(await added(zip, part, now));
    for (const part of await closing(listed)) await added(zip, part, now);
    zip.end();
  })().catch(fail);
  return output;
}

/** Adds a file and waits until its last byte was taken. */
async function added(zip: ZipFile, { path, bytes }: Part, mtime: Date): Promise<Listed> {
  const content = await bytes();
  const source = Readable.from(piecesOf(content));
  const isRead = new Promise<void>((resolve, reject) => source.once('close', resolve).once('error', reject));
  zip.addReadStream(source, path, { mtime, mode: 0o100644, size: content.byteLength });
  await isRead;
  return { path, bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') };
}

const PIECE = 64 * 1024;

function* piecesOf(content: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < content.byteLength; from += PIECE) yield content.subarray(from, from + PIECE);
}
