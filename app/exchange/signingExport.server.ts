import { formatInstant } from '../calendar/instant';
import { auditSigning, LINES_A_FILE, signingLines, signingTotals } from '../payments/signingLists.server';
import type { SigningOf } from '../payments/signingLists.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { LIST_ORIGIN_SHEET, listFooter } from '../zh/listExports';
import { SIGNING as TEXTS } from '../zh/vouchers';
import { XLSX } from './familyWorkbook.server';
import { tableWorkbook, type TableCell } from './tableWorkbook.server';

/** The column under which the sum stands. */
const AMOUNT_COLUMN = 4;

/**
 * The whole 签收表 as a workbook, with its sum and empty columns to be signed in; on record as an export.
 * @throws Refusal campaign.not_found, batch.not_found, payment.nobody_signs
 */
export async function exportSigningWorkbook({ store, actor }: Desk, { of }: { of: SigningOf }) {
  const { name, count } = await store.read((read) => signingTotals(read, of));
  if (count === 0) throw new Refusal('payment.nobody_signs');
  const when = formatInstant(new Date().toISOString());
  const bytes = await tableWorkbook({
    name: TEXTS.sheet,
    columns: TEXTS.columns,
    rows: rowsOf({ store, actor }, of),
    sums: [AMOUNT_COLUMN],
    origin: { name: LIST_ORIGIN_SHEET, text: (rows) => listFooter(actor.name, when, rows) },
  });
  await auditSigning({ store, actor }, { of, name, format: 'xlsx' });
  return { bytes, fileName: `${TEXTS.fileName(name)}.xlsx`, mediaType: XLSX };
}

async function* rowsOf({ store }: Desk, of: SigningOf): AsyncGenerator<TableCell[]> {
  let place = 0;
  let found: number;
  do {
    const range = { limit: LINES_A_FILE, offset: place };
    const lines = await store.read((read) => signingLines(read, of, range));
    found = lines.length;
    for (const { name, idMasked, fileNumber, amountFen } of lines) {
      place += 1;
      yield [place, name, idMasked, fileNumber, { fen: amountFen }, '', ''];
    }
  } while (found === LINES_A_FILE);
}
