import { readSheet } from '../sheets/sheets.server';
import { readTargetForm } from './targetForm';
import type { TargetFormReading } from './targetForm';

/**
 * Reads an uploaded target form: text separated by tabs (UTF-8, UTF-16 or GB18030) or an xlsx workbook, told apart
 * by content. `fileName` only names the file in a refusal. Never throws.
 */
export async function readTargetFile(bytes: Uint8Array, fileName: string): Promise<TargetFormReading> {
  const sheet = await readSheet(bytes);
  if (!sheet.ok) return { ok: false, problems: [{ code: sheet.problem, data: { fileName } }] };
  return readTargetForm(sheet.cells);
}
