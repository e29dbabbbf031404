import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotOpened, openedFile, sealedInPieces } from './sealedPieces.server';
import { sealBytes } from './sealing.server';

const PIECE = 64 * 1024;
const HEAD = 52;
const SEALED_PIECE = PIECE + 16;

async function sealed(content: Uint8Array, given: Iterable<Uint8Array> = [content]): Promise<Buffer> {
  return buffer(sealedInPieces(given));
}

/** The content of a sealed file, as it comes from the disk in bites of so many bytes. */
async function opened(file: Buffer, bite = 10_000): Promise<{ size: number; content: Buffer }> {
  const { size, content } = await openedFile({
    size: file.length,
    bytes: Readable.from(bitesOf(file, bite)),
  });
  return { size, content: await buffer(content) };
}

function* bitesOf(bytes: Buffer, bite: number): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += bite) yield bytes.subarray(from, from + bite);
}

/** A sealed file of three pieces, cut into its head and them. */
async function threePieces(): Promise<{ head: Buffer; pieces: [Buffer, Buffer, Buffer] }> {
  const file = await sealed(randomBytes(2 * PIECE + 100));
  const piece = (number: number) =>
    file.subarray(HEAD + number * SEALED_PIECE, HEAD + (number + 1) * SEALED_PIECE);
  return { head: file.subarray(0, HEAD), pieces: [piece(0), piece(1), piece(2)] };
}

describe('a file sealed in pieces', () => {
  it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE - 1, 2 * PIECE, 2 * PIECE + 1, 5 * PIECE + 7])(
    'of %i bytes opens as what it was, and its length is known before',
    async (length) => {
      const content = randomBytes(length);
      const file = await sealed(content);
      expect(file.length).toBe(HEAD + length + 16 * Math.max(1, Math.ceil(length / PIECE)));
      const read = await opened(file);
      expect([read.size, read.content.equals(content)]).toEqual([length, true]);
    },
  );

  it('is the same however it arrives and is read', async () => {
    const content = randomBytes(3 * PIECE + 5);
    const bites = fc.integer({ min: 1, max: 4 * PIECE });
    await fc.assert(
      fc.asyncProperty(bites, bites, async (given, read) => {
        const large = Math.max(given, 100);
        const file = await sealed(content, bitesOf(content, large));
        expect((await opened(file, Math.max(read, 100))).content.equals(content)).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('shows nothing of its content, and is never the same twice', async () => {
    const content = Buffer.from('999999199001010017 样本'.repeat(10));
    const [one, other] = await Promise.all([sealed(content), sealed(content)]);
    expect(one.includes('9999991990')).toBe(false);
    expect(one.subarray(HEAD).equals(other.subarray(HEAD))).toBe(false);
  });

  it.each([0, 5, 17, 19, 20, 51, HEAD, HEAD + 500, HEAD + SEALED_PIECE - 1, HEAD + SEALED_PIECE])(
    'does not open when its byte %i was changed',
    async (place) => {
      const file = await sealed(randomBytes(PIECE + 10));
      file[place]! ^= 1;
      await expect(opened(file)).rejects.toThrow();
    },
  );

  it.each([0, 10, HEAD - 1, HEAD, HEAD + 15, HEAD + 16, HEAD + SEALED_PIECE - 1, HEAD + SEALED_PIECE])(
    'does not open when it was cut off after %i bytes',
    async (length) => {
      const file = await sealed(randomBytes(2 * PIECE));
      await expect(opened(file.subarray(0, length))).rejects.toThrow();
    },
  );

  it('does not open when its pieces were moved, left out, repeated, or taken from another file', async () => {
    const { head, pieces } = await threePieces();
    const other = await threePieces();
    const [first, second, last] = pieces;
    const forged = {
      moved: [second, first, last],
      'without the first': [second, last],
      'without one between': [first, last],
      'without the last': [first, second],
      repeated: [first, first, second, last],
      'with more behind the last': [first, second, last, last],
      'with a piece of another file': [first, other.pieces[1], last],
    };
    expect((await opened(Buffer.concat([head, ...pieces]))).size).toBe(2 * PIECE + 100);
    for (const [how, parts] of Object.entries(forged))
      await expect(opened(Buffer.concat([head, ...parts])), how).rejects.toThrow();
  });

  it('gives out what stands before a piece that was changed, and then fails', async () => {
    const content = randomBytes(3 * PIECE);
    const file = await sealed(content);
    file[HEAD + SEALED_PIECE + 1]! ^= 1;
    const given: Buffer[] = [];
    const reading = async () => {
      const { content: read } = await openedFile({ size: file.length, bytes: Readable.from([file]) });
      for await (const piece of read) given.push(piece as Buffer);
    };
    await expect(reading()).rejects.toThrow();
    expect(Buffer.concat(given).equals(content.subarray(0, PIECE))).toBe(true);
  });

  it.each([
    ['of a key that is not here', 19],
    ['changed in its first piece', HEAD + 5],
  ])('gives out nothing when it is %s, and is closed', async (_, place) => {
    const file = await sealed(randomBytes(3 * PIECE));
    file[place]! ^= 2;
    const bytes = Readable.from(bitesOf(file, 1000));
    await expect(openedFile({ size: file.length, bytes })).rejects.toThrow(NotOpened);
    expect(bytes.destroyed).toBe(true);
  });

  it('says of which key it is', async () => {
    const file = await sealed(randomBytes(10));
    const whole = sealBytes(randomBytes(10));
    for (const one of [file, whole]) {
      const { version, content } = await openedFile({ size: one.length, bytes: Readable.from([one]) });
      expect(version).toBe(1);
      content.destroy();
    }
  });

  it('closes what it is read from when nobody wants its content any more', async () => {
    const file = await sealed(randomBytes(10 * PIECE));
    const bytes = Readable.from(bitesOf(file, 1000));
    const { content } = await openedFile({ size: file.length, bytes });
    content.destroy();
    await new Promise((resolve) => bytes.once('close', resolve));
    expect(bytes.destroyed).toBe(true);
  });
});

describe('a file that was sealed as a whole, as they were before', () => {
  it.each([0, 1, 100, PIECE + 1])('of %i bytes still opens', async (length) => {
    const content = randomBytes(length);
    const read = await opened(sealBytes(content));
    expect([read.size, read.content.equals(content)]).toEqual([length, true]);
  });

  it('does not open when it was changed', async () => {
    const file = sealBytes(randomBytes(1000));
    file[100]! ^= 1;
    await expect(opened(file)).rejects.toThrow();
  });
});
