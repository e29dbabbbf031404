import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { ZipFile } from 'yazl';
import { MANIFEST_NAMES } from '../zh/yearArchive';

/** Zips for auditors: made while they are sent, so that they are never held as a whole, and ended by their manifests. */

export interface Part {
  path: string;
  bytes: () => Promise<Uint8Array>;
}

/** A file that the zip holds. */
export interface Listed {
  path: string;
  bytes: number;
  sha256: string;
}

/**
 * One file after the other is made when the one before has been sent; what cannot be made breaks the zip off.
 * @param closing gets what was put in, and says what ends the zip
 */
export function streamedZip(
  parts: Iterable<Part>,
  { now, closing }: { now: Date; closing: (listed: readonly Listed[]) => Promise<Part[]> },
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

/**
 * The manifest for programs and the one for people, which `sha256sum -c` reads as well.
 * @returns both, and the SHA-256 of the second
 */
export function manifestParts({
  about,
  listed,
  madeBy,
  now,
}: {
  about: Record<string, unknown>;
  listed: readonly Listed[];
  madeBy: string;
  now: Date;
}): { parts: Part[]; sha256: string } {
  const json = { format: 1, ...about, madeAt: now.toISOString(), madeBy, files: listed };
  const lines = listed.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
  const part = (path: string, text: string) => ({ path, bytes: () => Promise.resolve(Buffer.from(text)) });
  return {
    parts: [
      part(MANIFEST_NAMES.text, lines),
      part(MANIFEST_NAMES.json, `${JSON.stringify(json, null, 2)}\n`),
    ],
    sha256: createHash('sha256').update(lines).digest('hex'),
  };
}

/** Text that old editors of Windows read as UTF-8, with their ends of lines. */
export function textFile(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`);
}

/** Two files of one name in a folder get numbers: nothing is overwritten where the zip is unpacked. */
export function distinctPaths<T extends { path: string }>(files: readonly T[]): T[] {
  const seen = new Set<string>();
  return files.map((file) => {
    let path = file.path;
    for (let number = 2; seen.has(path.toLowerCase()); number += 1) path = numbered(file.path, number);
    seen.add(path.toLowerCase());
    return { ...file, path };
  });
}

function numbered(path: string, number: number): string {
  const dot = path.lastIndexOf('.');
  const end = dot > path.lastIndexOf('/') ? dot : path.length;
  return `${path.slice(0, end)} (${number})${path.slice(end)}`;
}
