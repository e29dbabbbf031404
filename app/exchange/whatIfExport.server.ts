import { audit } from '../audit/audit.server';
import { formatInstant } from '../calendar/instant';
import type { BusinessDate } from '../calendar/date';
import type { Category } from '../families/family';
import type { Supposition } from '../families/whatIf';
import { supposedChanges, type SupposedRow } from '../families/whatIf.server';
import type { Desk } from '../staff/staff.server';
import { CATEGORY_LABELS } from '../zh/families';
import { LIST_ORIGIN_SHEET, listFooter } from '../zh/listExports';
import { WHAT_IF_COLUMNS, WHAT_IF_NONE, whatIfFileName, WHAT_IF_SHEET } from '../zh/whatIf';
import type { TableCell } from './tableColumn';
import { tableWorkbook } from './tableWorkbook.server';

/** All families that would change category under a supposition; on record like every list that is taken along. */
export async function exportWhatIf(
  { store, actor }: Desk,
  { supposition, on }: { supposition: Supposition; on: BusinessDate },
): Promise<{ bytes: Buffer; fileName: string }> {
  const { rows, changed } = await store.read((read) =>
    supposedChanges(read, { supposition, on, page: 1, isWhole: true }),
  );
  const when = formatInstant(new Date().toISOString());
  const bytes = await tableWorkbook({
    name: WHAT_IF_SHEET,
    columns: WHAT_IF_COLUMNS,
    rows: cellsOf(rows),
    origin: { name: LIST_ORIGIN_SHEET, text: (count) => listFooter(actor.name, when, count) },
  });
  const fileName = whatIfFileName(on);
  await store.write((write) =>
    audit(write, actor, {
      action: 'list.exported',
      subject: { type: 'list', id: 'what-if' },
      detail: { fileName, rows: changed },
    }),
  );
  return { bytes, fileName };
}

async function* cellsOf(rows: readonly SupposedRow[]): AsyncGenerator<TableCell[]> {
  for (const { fileNumber, name, decided, before, after } of rows) {
    yield [
      ...[fileNumber, name, labelOf(decided), labelOf(before.category), labelOf(after.category)],
      ...[
        { fen: before.perCapitaFen },
        { fen: after.perCapitaFen },
        ...lineCells(before.lineFen, after.lineFen),
      ],
    ];
  }
}

function lineCells(...lines: readonly (number | null)[]): TableCell[] {
  return lines.map((line) => (line === null ? '' : { fen: line }));
}

function labelOf(category: Category | null): string {
  return category ? CATEGORY_LABELS[category] : WHAT_IF_NONE;
}
