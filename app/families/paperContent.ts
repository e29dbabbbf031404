/** What an uploaded paper is, read from its bytes: its name and what the browser says of it prove nothing. */

export const PAPER_MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type PaperMediaType = (typeof PAPER_MEDIA_TYPES)[number];

/** The ending that a file of each type gets when it is saved. */
export const PAPER_ENDINGS: Record<PaperMediaType, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** `cut_off` is of a known type but not all there, as after a broken transfer. */
export type PaperContent = PaperMediaType | 'unknown' | 'cut_off';

const PDF_START = ascii('%PDF-');
const PDF_END = ascii('%%EOF');
/** Scanners add a few bytes after the end mark; more than this is another file behind the first. */
const PDF_END_WITHIN = 1024;
const PNG_START = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const JPEG_START = Uint8Array.of(0xff, 0xd8, 0xff);

/**
 * Reads the type from the content. The mark of a type must stand at the very beginning: what a browser could take for
 * a page, a script or a program is none of the three. What stands behind the end of a picture is left alone, since
 * phones write their own notes there; every paper is served with its one type and never guessed at.
 */
export function paperContent(bytes: Uint8Array): PaperContent {
  if (startsWith(bytes, PDF_START)) return isWholePdf(bytes) ? 'application/pdf' : 'cut_off';
  if (startsWith(bytes, PNG_START)) return isWholePng(bytes) ? 'image/png' : 'cut_off';
  if (startsWith(bytes, JPEG_START)) return isWholeJpeg(bytes) ? 'image/jpeg' : 'cut_off';
  return 'unknown';
}

function isWholePdf(bytes: Uint8Array): boolean {
  const isVersion = /^[12]\.\d/.test(String.fromCharCode(...bytes.subarray(5, 8)));
  const end = bytes.subarray(Math.max(PDF_START.length, bytes.length - PDF_END_WITHIN));
  return isVersion && indexOf(end, PDF_END) >= 0;
}

/** Chunk after chunk from the header (with a size that is not nothing) by way of the picture to the end. */
function isWholePng(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = PNG_START.length;
  let hasPicture = false;
  while (at + 12 <= bytes.length) {
    const length = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.length) return false;
    if (at === PNG_START.length) {
      if (name !== 'IHDR' || length !== 13) return false;
      if (view.getUint32(at + 8) === 0 || view.getUint32(at + 12) === 0) return false;
    }
    if (name === 'IDAT') hasPicture = true;
    if (name === 'IEND') return hasPicture;
    at += 12 + length;
  }
  return false;
}

/** Segment after segment to the frame (with a size that is not nothing) and the scan, and an end mark behind it. */
function isWholeJpeg(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = 2;
  let hasFrame = false;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return false;
    if (isFrame(marker)) {
      if (length < 8 || view.getUint16(at + 5) === 0 || view.getUint16(at + 7) === 0) return false;
      hasFrame = true;
    }
    at += 2 + length;
    if (marker === 0xda) return hasFrame && indexOf(bytes.subarray(at), Uint8Array.of(0xff, 0xd9)) >= 0;
  }
  return false;
}

/** SOF0 to SOF15; three numbers of that row mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);
}

function indexOf(bytes: Uint8Array, sought: Uint8Array): number {
  for (let at = bytes.indexOf(sought[0]!); at >= 0; at = bytes.indexOf(sought[0]!, at + 1)) {
    if (sought.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
