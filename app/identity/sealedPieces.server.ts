import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { fileKey, unsealBytes } from './sealing.server';

/**
 * Files sealed in pieces: neither sealing nor opening one holds it as a whole, and nothing of it is given out unchecked.
 * A head (mark of the format, version of the key, salt), then pieces of 64 KiB, each with its tag. The file has a key of
 * its own; the nonce of a piece is its number and whether it is the last (STREAM, Hoang et al. 2015), so that one that
 * was moved, left out, repeated or cut off with all behind it is noticed as well as one that was changed.
 */

const MARK = Buffer.from('bangfu pieces 1:', 'latin1');
const VERSION_BYTES = 4;
const SALT_BYTES = 32;
const HEAD_BYTES = MARK.length + VERSION_BYTES + SALT_BYTES;
const PIECE_BYTES = 64 * 1024;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

interface Piece {
  bytes: Buffer;
  number: number;
  isLast: boolean;
}

/** Seals a file of any length as it arrives, under the newest key. */
export async function* sealedInPieces(content: Bytes): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const { version, key } = fileKey(salt);
  const versionBytes = Buffer.alloc(VERSION_BYTES);
  versionBytes.writeUInt32BE(version);
  yield Buffer.concat([MARK, versionBytes, salt]);
  for await (const piece of cutInto(PIECE_BYTES, content)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(piece));
    yield Buffer.concat([cipher.update(piece.bytes), cipher.final(), cipher.getAuthTag()]);
  }
}

/** A sealed file, and of how many bytes it is. */
export interface SealedFile {
  size: number;
  bytes: Readable;
}

export interface OpenedFile {
  size: number;
  content: Readable;
  /** Of the key that it was sealed under. */
  version: number;
}

/** The file was sealed under a key that is not here, or is damaged where it begins. */
export class NotOpened extends Error {}

/**
 * Opens a file that was sealed in pieces, or as a whole by `sealBytes` as they were before.
 * @returns how long its content is, and the content piece by piece, which fails where the file was changed after its
 * first piece; to destroy the content closes the file
 * @throws NotOpened before anything of it is given out
 */
export async function openedFile({ size, bytes }: SealedFile): Promise<OpenedFile> {
  const source = bytes[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const begun = await firstBytes(source, HEAD_BYTES);
  const isInPieces = begun.subarray(0, MARK.length).equals(MARK) && begun.length >= HEAD_BYTES;
  try {
    const opened = isInPieces
      ? { size: contentSize(size), ...(await inPieces(begun, source)) }
      : await wholeOf(begun, source);
    opened.content.once('close', () => bytes.destroy());
    return opened;
  } catch (error) {
    bytes.destroy();
    throw new NotOpened('A sealed file does not open.', { cause: error });
  }
}

async function inPieces(
  begun: Buffer,
  source: AsyncIterator<Uint8Array>,
): Promise<Pick<OpenedFile, 'content' | 'version'>> {
  const pieces = piecesOf(begun, source);
  const first = await pieces.next();
  return {
    content: Readable.from(withRest(first.value as Buffer, pieces)),
    version: begun.readUInt32BE(MARK.length),
  };
}

async function* piecesOf(begun: Buffer, source: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  const version = begun.readUInt32BE(MARK.length);
  const { key } = fileKey(begun.subarray(HEAD_BYTES - SALT_BYTES, HEAD_BYTES), version);
  const sealed = withRest(begun.subarray(HEAD_BYTES), source);
  for await (const piece of cutInto(PIECE_BYTES + TAG_BYTES, sealed)) yield openedPiece(piece, key);
}

function openedPiece(piece: Piece, key: Buffer): Buffer {
  const end = piece.bytes.length - TAG_BYTES;
  if (end < 0) throw new Error('A sealed file was cut off.');
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(piece), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(piece.bytes.subarray(end));
  return Buffer.concat([decipher.update(piece.bytes.subarray(0, end)), decipher.final()]);
}

/** No two pieces under one key have the same. */
function nonceOf({ number, isLast }: Piece): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(number, NONCE_BYTES - 1 - 4);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

/** Pieces of so many bytes and a last one of at most as many, which is there even when there is nothing. */
async function* cutInto(bytesEach: number, content: Bytes): AsyncGenerator<Piece> {
  let held: Uint8Array[] = [];
  let length = 0;
  let number = 0;
  for await (const given of content) {
    held.push(given);
    length += given.byteLength;
    if (length <= bytesEach) continue;
    const all = joined(held);
    let from = 0;
    // What may be the last piece waits until something follows it.
    for (; all.length - from > bytesEach; from += bytesEach, number += 1)
      yield { bytes: all.subarray(from, from + bytesEach), number, isLast: false };
    held = [all.subarray(from)];
    length = all.length - from;
  }
  yield { bytes: joined(held), number, isLast: true };
}

async function wholeOf(begun: Buffer, source: AsyncIterator<Uint8Array>): Promise<OpenedFile> {
  const all: Uint8Array[] = [];
  for await (const bytes of withRest(begun, source)) all.push(bytes);
  const sealed = joined(all);
  const content = unsealBytes(sealed);
  const version = Number.parseInt(sealed.toString('latin1', 1, sealed.indexOf(':')), 10);
  return { size: content.length, content: Readable.from([content]), version };
}

function contentSize(sealedSize: number): number {
  const sealed = sealedSize - HEAD_BYTES;
  return sealed - TAG_BYTES * Math.ceil(sealed / (PIECE_BYTES + TAG_BYTES));
}

/** At least so many, unless there are fewer. */
async function firstBytes(source: AsyncIterator<Uint8Array>, count: number): Promise<Buffer> {
  const got: Uint8Array[] = [];
  let length = 0;
  while (length < count) {
    const next = await source.next();
    if (next.done) break;
    got.push(next.value);
    length += next.value.byteLength;
  }
  return joined(got);
}

async function* withRest(begun: Buffer, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield begun;
  for (;;) {
    const next = await source.next();
    if (next.done) return;
    yield next.value;
  }
}

function joined(parts: readonly Uint8Array[]): Buffer {
  const [only] = parts;
  if (parts.length === 1 && only) return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
  return Buffer.concat(parts);
}
