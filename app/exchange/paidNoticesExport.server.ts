import { audit } from '../audit/audit.server';
import { formatInstant } from '../calendar/instant';
import { noticesOfBatch, type PaidNotice } from '../payments/paidNotices.server';
import type { Desk } from '../staff/staff.server';
import { LIST_ORIGIN_SHEET, listFooter } from '../zh/listExports';
import { NOTICE_SHEET as TEXTS } from '../zh/vouchers';
import { XLSX } from './familyWorkbook.server';
import type { TableCell } from './tableColumn';
import { tableWorkbook } from './tableWorkbook.server';

/**
 * The texts for all recipients of a batch as a workbook; on record as an export.
 * @throws Refusal batch.not_found
 */
export async function exportPaidNotices({ store, actor }: Desk, { batchId }: { batchId: string }) {
  const { number, notices } = await store.read((read) => noticesOfBatch(read, batchId));
  const when = formatInstant(new Date().toISOString());
  const bytes = await tableWorkbook({
    name: TEXTS.sheet,
    columns: TEXTS.columns,
    rows: cellsOf(notices),
    origin: { name: LIST_ORIGIN_SHEET, text: (count) => listFooter(actor.name, when, count) },
  });
  await store.write((write) =>
    audit(write, actor, {
      action: 'list.exported',
      subject: { type: 'batch', id: batchId },
      detail: { name: TEXTS.sheet, number, rows: notices.length },
    }),
  );
  return { bytes, fileName: TEXTS.fileName(number), mediaType: XLSX };
}

async function* cellsOf(notices: readonly PaidNotice[]): AsyncGenerator<TableCell[]> {
  for (const { lineNumber, name, phoneLast4, amountFen, text } of notices) {
    yield [String(lineNumber ?? ''), name, phoneLast4, { fen: amountFen }, text];
  }
}
