import { formatInstant } from '../calendar/instant';
import { amountInCapitals } from '../money/capitals';
import type { KeyPage } from '../cursor';
import { fen } from '../money/fen';
import { auditSigning, pageOfSigning, signingTotals } from '../payments/signingLists.server';
import type { SigningOf, SigningTotals } from '../payments/signingLists.server';
import type { SigningLine } from '../payments/signingPaper';
import { Refusal } from '../refusal';
import { centreName, type Desk } from '../staff/staff.server';
import { LIST_ORIGIN_SHEET, listFooter } from '../zh/listExports';
import { yuanText } from '../zh/relief';
import { SIGNING as TEXTS } from '../zh/vouchers';
import { XLSX } from './familyWorkbook.server';
import type { TableCell } from './tableColumn';
import { tableWorkbook, type TablePaper } from './tableWorkbook.server';

/** The column under which the sum stands. */
const AMOUNT_COLUMN = 4;
const LINES_AT_ONCE = 2_000;
/** In characters: together one page across. */
const WIDTHS = [6, 12, 21, 15, 13, 17, 13];

/**
 * The whole 签收表 as a workbook, with its sum and empty columns to be signed in; on record as an export.
 * @throws Refusal campaign.not_found, batch.not_found, payment.nobody_signs
 */
export async function exportSigningWorkbook({ store, actor }: Desk, { of }: { of: SigningOf }) {
  const { centre, ...totals } = await store.read(async (read) => ({
    ...(await signingTotals(read, of)),
    centre: await centreName(read),
  }));
  const { name, count } = totals;
  if (count === 0) throw new Refusal('payment.nobody_signs');
  const when = formatInstant(new Date().toISOString());
  const bytes = await tableWorkbook({
    name: TEXTS.sheet,
    columns: TEXTS.columns,
    rows: rowsOf({ store, actor }, of),
    sums: [AMOUNT_COLUMN],
    paper: paperOf(centre, totals),
    origin: { name: LIST_ORIGIN_SHEET, text: (rows) => listFooter(actor.name, when, rows) },
  });
  await auditSigning({ store, actor }, { of, name, format: 'xlsx' });
  return { bytes, fileName: `${TEXTS.fileName(name)}.xlsx`, mediaType: XLSX };
}

function paperOf(centre: string, { name, count, amountFen }: SigningTotals): TablePaper {
  const total = fen(amountFen);
  return {
    title: TEXTS.title,
    opening: [
      TEXTS.subtitle(centre, name, ''),
      TEXTS.opening(count, yuanText(total), amountInCapitals(total)),
    ],
    widths: WIDTHS,
    closing: TEXTS.handsInLine,
  };
}

async function* rowsOf({ store }: Desk, of: SigningOf): AsyncGenerator<TableCell[]> {
  let place = 0;
  let after: string | null = null;
  do {
    const asked = { of, size: LINES_AT_ONCE, after };
    const page: KeyPage<SigningLine> = await store.read((read) => pageOfSigning(read, asked));
    for (const { name, idMasked, fileNumber, amountFen } of page.rows) {
      place += 1;
      yield [place, name, idMasked, fileNumber, { fen: amountFen }, '', ''];
    }
    after = page.next;
  } while (after !== null);
}
