import type { SheetProblem } from './sheet';
import { decodedText, startsWith } from './text.server';

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];
const RICH_TEXT = [0x7b, 0x5c, 0x72, 0x74, 0x66];
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
const WEB_PAGE = /^\s*<(!doctype|html|head|body|meta|table|\?xml)\b/i;

/** What a file is that is neither an archive nor plain text, by its first bytes; null for any other. */
export function knownOtherFile(bytes: Uint8Array): SheetProblem | null {
  if (startsWith(bytes, PDF)) return 'file_pdf';
  if (startsWith(bytes, RICH_TEXT)) return 'file_word';
  if (startsWith(bytes, OLE)) return isEncrypted(bytes) ? 'file_encrypted' : 'file_old_office';
  return null;
}

/** Why a file that is no archive is no workbook either, for readers of workbooks alone. */
export function whyNoWorkbook(bytes: Uint8Array): SheetProblem {
  const known = knownOtherFile(bytes);
  if (known) return known;
  const text = decodedText(bytes);
  if (text === null) return 'file_no_workbook';
  return isWebPage(text) ? 'file_web_page' : 'file_text';
}

export function isWebPage(text: string): boolean {
  return WEB_PAGE.test(text);
}

function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ENCRYPTED_STREAM);
}
