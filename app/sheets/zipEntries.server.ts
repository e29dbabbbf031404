import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: Buffer;
}

const LOCAL_HEADER = 0x04034b50;
const VERSION = 20;
const DEFLATED = 8;
const NEW_YEAR_1980 = 0x21;

/**
 * The parts as deflated zip entries one after the other, without the directory that ends an archive
 * (PKWARE APPNOTE 4.3.7). Names are ASCII.
 */
export function zipEntries(parts: readonly ZipPart[]): Buffer {
  return Buffer.concat(parts.flatMap(entryOf));
}

function entryOf({ name, content }: ZipPart): Buffer[] {
  const packed = deflateRawSync(content, { level: 1 });
  const nameBytes = Buffer.from(name, 'ascii');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(LOCAL_HEADER, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(NEW_YEAR_1980, 12);
  header.writeUInt32LE(crc32(content), 14);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(nameBytes.length, 26);
  return [header, nameBytes, packed];
}
