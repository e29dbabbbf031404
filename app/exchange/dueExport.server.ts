import { audit } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import type { ReliefType } from '../fund/project';
import type { DueReason } from '../indicators/due';
import { allDue, type DueRow } from '../indicators/due.server';
import type { Desk } from '../staff/staff.server';
import { DUE_REASON_LABELS, DUE_SHEET as TEXTS } from '../zh/due';
import { reliefTypeLabels } from '../zh/fund';
import { LIST_ORIGIN_SHEET, listFooter } from '../zh/listExports';
import { XLSX } from './familyWorkbook.server';
import { tableWorkbook, type TableCell } from './tableWorkbook.server';

interface DueOrder {
  year: number;
  type?: ReliefType;
  reason?: DueReason;
  asOf?: string;
}

/**
 * The people who are due and unpaid as a workbook; on record as an export.
 * @throws Refusal project.not_found
 */
export async function exportDueList({ store, actor }: Desk, order: DueOrder) {
  const rows = await store.read((read) => allDue(read, order));
  const when = formatInstant(new Date().toISOString());
  const bytes = await tableWorkbook({
    name: TEXTS.sheet,
    columns: TEXTS.columns,
    rows: cellsOf(rows),
    origin: { name: LIST_ORIGIN_SHEET, text: (count) => listFooter(actor.name, when, count) },
  });
  const { year, type = null } = order;
  await store.write((write) =>
    audit(write, actor, {
      action: 'list.exported',
      subject: { type: 'list', id: 'due' },
      detail: { name: TEXTS.sheet, year, type, rows: rows.length },
    }),
  );
  return { bytes, fileName: TEXTS.fileName(year, todayInChina(new Date())), mediaType: XLSX };
}

async function* cellsOf(rows: readonly DueRow[]): AsyncGenerator<TableCell[]> {
  for (const { fileNumber, name, idMasked, type, reason, batch } of rows) {
    yield [
      fileNumber,
      name,
      idMasked,
      reliefTypeLabels[type],
      DUE_REASON_LABELS[reason],
      batch?.number ?? '',
    ];
  }
}
