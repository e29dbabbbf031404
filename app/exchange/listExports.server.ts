import type { Read, Store } from '../../db/client.server';
import { audit } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import type { Cursor, KeyPage } from '../cursor';
import { projectOfYear } from '../fund/fund.server';
import { paymentQuestion } from '../payments/paymentFilter';
import { pageOfPayments, type PaymentListRow } from '../payments/paymentQueries.server';
import { applicationQuestion } from '../relief/applicationFilter';
import { pageOfApplications, type ApplicationListRow } from '../relief/applicationList.server';
import { awardQuestion } from '../relief/awardFilter';
import { pageOfAwards, type AwardRow } from '../relief/awardQueries.server';
import { serviceQuestion } from '../services/serviceFilter';
import { pageOfServices, type ServiceView } from '../services/services.server';
import type { Desk } from '../staff/staff.server';
import { reliefTypeLabels } from '../zh/fund';
import { LIST_COLUMNS, LIST_ORIGIN_SHEET, LIST_TITLES, listFileName, listFooter } from '../zh/listExports';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import { APPLICATION_STATUS_LABELS, AWARD_STATUS_LABELS } from '../zh/relief';
import { SERVICE_KIND_LABELS } from '../zh/services';
import type { ExportedList } from './listExport';
import { tableWorkbook, type TableCell } from './tableWorkbook.server';

const ROWS_A_PAGE = 1_000;

/**
 * A list as its address narrows it, all pages of it, as a workbook; ID numbers and accounts as the screen shows them.
 * That it was taken along is on record.
 * @throws Refusal project.not_found
 */
export async function exportList(
  { store, actor }: Desk,
  { list, year, given }: { list: ExportedList; year: number; given: URLSearchParams },
): Promise<{ bytes: Buffer; fileName: string }> {
  // Services are logged by calendar year, whether it has a project or not.
  if (list !== 'services') await store.read((read) => projectOfYear(read, year));
  const when = formatInstant(new Date().toISOString());
  let rowCount = 0;
  const bytes = await tableWorkbook({
    name: LIST_TITLES[list],
    columns: LIST_COLUMNS[list],
    rows: ROWS[list]({ store, year, given }),
    origin: {
      name: LIST_ORIGIN_SHEET,
      text: (rows) => {
        rowCount = rows;
        return listFooter(actor.name, when, rows);
      },
    },
  });
  const fileName = listFileName(list, year, todayInChina(new Date()));
  await store.write((write) =>
    audit(write, actor, {
      action: 'list.exported',
      subject: { type: 'list', id: list },
      detail: { fileName, rows: rowCount },
    }),
  );
  return { bytes, fileName };
}

interface Asked {
  store: Store;
  year: number;
  given: URLSearchParams;
}

const ROWS: Record<ExportedList, (asked: Asked) => AsyncGenerator<TableCell[]>> = {
  applications: ({ store, year, given }) => {
    const filter = { ...applicationQuestion(given), year, size: ROWS_A_PAGE };
    return rowsOf(store, {
      fetch: (read, cursor) => pageOfApplications(read, { ...filter, ...cursor }),
      cells: applicationCells,
    });
  },
  awards: ({ store, year, given }) => {
    const filter = { ...awardQuestion(given), year, size: ROWS_A_PAGE };
    return rowsOf(store, {
      fetch: (read, cursor) => pageOfAwards(read, { ...filter, ...cursor }),
      cells: awardCells,
    });
  },
  payments: ({ store, year, given }) => {
    const filter = { ...paymentQuestion(given), year, size: ROWS_A_PAGE };
    return rowsOf(store, {
      fetch: (read, cursor) => pageOfPayments(read, { ...filter, ...cursor }),
      cells: paymentCells,
    });
  },
  services: ({ store, year, given }) => {
    const filter = { ...serviceQuestion(given), year, size: ROWS_A_PAGE };
    return rowsOf(store, {
      fetch: (read, cursor) => pageOfServices(read, { ...filter, ...cursor }),
      cells: serviceCells,
    });
  },
};

interface Pages<Row> {
  fetch: (read: Read, cursor: Required<Cursor>) => Promise<KeyPage<Row>>;
  cells: (row: Row) => TableCell[];
}

/** All rows of a list, page by page, so that no more than one page is held. */
async function* rowsOf<Row>(store: Store, { fetch, cells }: Pages<Row>): AsyncGenerator<TableCell[]> {
  let after: string | null = null;
  do {
    const cursor: Required<Cursor> = { after, before: null };
    const page: KeyPage<Row> = await store.read((read) => fetch(read, cursor));
    yield* page.rows.map(cells);
    after = page.next;
  } while (after !== null);
}

function applicationCells(row: ApplicationListRow): TableCell[] {
  return [
    ...[row.name, row.idMasked, row.fileNumber, reliefTypeLabels[row.type], row.campaignName ?? ''],
    ...[row.appliedOn, APPLICATION_STATUS_LABELS[row.status]],
    ...[{ fen: row.requestedFen }, { fen: row.amountFen }],
  ];
}

function awardCells(row: AwardRow): TableCell[] {
  return [
    ...[row.name, row.idMasked, row.fileNumber, reliefTypeLabels[row.type], row.campaignName ?? ''],
    ...[row.bankName, row.accountLast4 ?? '', row.approvedOn, row.dueOn, AWARD_STATUS_LABELS[row.status]],
    ...[{ fen: row.amountFen }, { fen: row.netFen }, { fen: row.restFen }],
  ];
}

function paymentCells(row: PaymentListRow): TableCell[] {
  return [
    ...[row.name, row.idMasked, row.fileNumber, reliefTypeLabels[row.type], PAYMENT_KIND_LABELS[row.kind]],
    ...[row.paidOn, { fen: row.amountFen }, row.bankReference, row.remarks],
  ];
}

function serviceCells(row: ServiceView): TableCell[] {
  return [
    ...[row.servedOn, SERVICE_KIND_LABELS[row.kind], row.personName, row.fileNumber ?? ''],
    ...[row.content, row.outcome, row.recordedByName, row.voidReason ?? ''],
  ];
}
