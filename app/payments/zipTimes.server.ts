const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;

/** 1980-01-01 00:00, the first instant that a zip can say. */
const FIRST_DAY = 0x0021;
const MIDNIGHT = 0;

/** The same zip with all its entries of one day: packed at another time, the same content is the same bytes. */
export function withFixedTimes(zip: Buffer): Buffer {
  const fixed = Buffer.from(zip);
  const end = endOf(fixed);
  const count = fixed.readUInt16LE(end + 10);
  let entry = fixed.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (fixed.readUInt32LE(entry) !== ENTRY) throw new Error('A zip whose directory is broken.');
    writeTime(fixed, entry + 12);
    writeTime(fixed, fixed.readUInt32LE(entry + 42) + 10);
    const [name, extra, comment] = [28, 30, 32].map((at) => fixed.readUInt16LE(entry + at));
    entry += ENTRY_BYTES + name! + extra! + comment!;
  }
  return fixed;
}

function endOf(zip: Buffer): number {
  for (let at = zip.length - END_BYTES; at >= 0; at -= 1) if (zip.readUInt32LE(at) === END) return at;
  throw new Error('Not a zip.');
}

function writeTime(zip: Buffer, at: number): void {
  zip.writeUInt16LE(MIDNIGHT, at);
  zip.writeUInt16LE(FIRST_DAY, at + 2);
}
