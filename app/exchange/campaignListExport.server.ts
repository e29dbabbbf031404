import { audit } from '../audit/audit.server';
import { formatInstant } from '../calendar/instant';
import { allCandidates, type CandidateRow } from '../relief/campaignCandidates.server';
import { campaignPage } from '../relief/campaigns.server';
import type { Desk } from '../staff/staff.server';
import { CAMPAIGN_SHEET as TEXTS, LEFT_OUT_LABELS } from '../zh/campaigns';
import { CATEGORY_LABELS, regionLabel } from '../zh/families';
import { LIST_ORIGIN_SHEET, listFooter } from '../zh/listExports';
import { APPLICATION_STATUS_LABELS } from '../zh/relief';
import { XLSX } from './familyWorkbook.server';
import type { TableCell } from './tableColumn';
import { tableWorkbook } from './tableWorkbook.server';

/**
 * The frozen list of a campaign as a workbook, those in and those out with their reasons; on record as an export.
 * @throws Refusal campaign.not_found
 */
export async function exportCampaignList({ store, actor }: Desk, { campaignId }: { campaignId: string }) {
  const { name, rows } = await store.read(async (read) => ({
    name: (await campaignPage(read, campaignId)).campaign.name,
    rows: await allCandidates(read, campaignId),
  }));
  const when = formatInstant(new Date().toISOString());
  const bytes = await tableWorkbook({
    name: TEXTS.sheet,
    columns: TEXTS.columns,
    rows: cellsOf(rows),
    origin: { name: LIST_ORIGIN_SHEET, text: (count) => listFooter(actor.name, when, count) },
  });
  await store.write((write) =>
    audit(write, actor, {
      action: 'list.exported',
      subject: { type: 'campaign', id: campaignId },
      detail: { name, rows: rows.length },
    }),
  );
  return { bytes, fileName: TEXTS.fileName(name), mediaType: XLSX };
}

async function* cellsOf(rows: readonly CandidateRow[]): AsyncGenerator<TableCell[]> {
  let number = 0;
  for (const row of rows) yield cells(row, (number += 1));
}

function cells(row: CandidateRow, number: number): TableCell[] {
  return [
    number,
    row.fileNumber,
    row.name,
    row.category ? CATEGORY_LABELS[row.category] : '',
    regionLabel(row.division),
    row.isIn ? TEXTS.isIn.yes : TEXTS.isIn.no,
    row.reason ? LEFT_OUT_LABELS[row.reason] : '',
    row.exceptionReason ?? '',
    { fen: row.amountFen },
    row.status ? APPLICATION_STATUS_LABELS[row.status] : '',
  ];
}
