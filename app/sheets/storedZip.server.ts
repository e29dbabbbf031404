import { crc32 } from 'node:zlib';

interface ZipPart {
  name: string;
  content: Buffer;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
const NEW_YEAR_1980 = 0x21;

/** A zip archive of the parts in their order, stored without compression (PKWARE APPNOTE 4.3); names are ASCII. */
export function storedZip(parts: readonly ZipPart[]): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name, 'ascii');
    const common = commonFields(part, name.length);
    chunks.push(signed(LOCAL_HEADER, common), name, part.content);
    directory.push(centralHeader(common, offset), name);
    offset += 4 + common.length + name.length + part.content.length;
  }
  const directoryBytes = Buffer.concat(directory);
  return Buffer.concat([
    ...chunks,
    directoryBytes,
    endOfDirectory(parts.length, directoryBytes.length, offset),
  ]);
}

/** The fields that both headers share: version to file name length and extra length. */
function commonFields({ content }: ZipPart, nameLength: number): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(NEW_YEAR_1980, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function centralHeader(common: Buffer, offset: number): Buffer {
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE(VERSION);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return signed(CENTRAL_HEADER, Buffer.concat([madeBy, common, rest]));
}

function endOfDirectory(count: number, directoryLength: number, directoryOffset: number): Buffer {
  const fields = Buffer.alloc(18);
  fields.writeUInt16LE(count, 4);
  fields.writeUInt16LE(count, 6);
  fields.writeUInt32LE(directoryLength, 8);
  fields.writeUInt32LE(directoryOffset, 12);
  return signed(END_OF_DIRECTORY, fields);
}

function signed(signature: number, fields: Buffer): Buffer {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signature);
  return Buffer.concat([mark, fields]);
}
