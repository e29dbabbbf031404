import type { Read } from '../../db/client.server';
import { audit } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import type { TableCell } from '../exchange/tableColumn';
import { tableWorkbook } from '../exchange/tableWorkbook.server';
import { projectOfYear, projectYears } from '../fund/fund.server';
import { chosenYear } from '../fund/project';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import {
  LIST_COLUMNS,
  LIST_ORIGIN_SHEET,
  LIST_SUMS,
  LIST_TITLES,
  listFileName,
  listFooter,
} from '../zh/listExports';
import { EXPORTED_LISTS, type ExportedList } from './list';
import { MONEY_LISTS } from './moneyLists.server';
import { REGISTER_LISTS } from './registerLists.server';
import type { ListRows } from './rows.server';
import { evidenceNotes, YEAR_LISTS } from './yearLists.server';

/** What a spreadsheet opens without trouble, and what is written in some seconds. */
const MOST_ROWS = 200_000;

const ROWS: Record<ExportedList, ListRows> = { ...REGISTER_LISTS, ...MONEY_LISTS, ...YEAR_LISTS };

interface Order {
  list: ExportedList;
  /** The address of the list's page: everything that narrows it. */
  given: URLSearchParams;
  mostRows?: number;
}

/**
 * A list as its address narrows it, all pages of it, as a workbook; ID numbers and accounts as the screen shows them.
 * That it was taken along is on record.
 * @throws Refusal project.not_found, list.too_long {most}, and what the page of the list throws
 */
export async function exportList(
  { store, actor }: Desk,
  { list, given, mostRows = MOST_ROWS }: Order,
): Promise<{ bytes: Buffer; fileName: string }> {
  const year = await store.read((read) => yearOfList(read, { list, given }));
  const asked = { store, actor, year: year ?? 0, given };
  const when = formatInstant(new Date().toISOString());
  let rowCount = 0;
  const bytes = await tableWorkbook({
    name: LIST_TITLES[list],
    columns: LIST_COLUMNS[list],
    sums: LIST_SUMS[list],
    rows: atMost(mostRows, ROWS[list](asked)),
    origin: {
      name: LIST_ORIGIN_SHEET,
      text: (rows) => {
        rowCount = rows;
        return listFooter(actor.name, when, rows);
      },
      notes: list === 'indicator-rows' ? await evidenceNotes(asked) : [],
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

/** The year of a list that is of one; null for the others. Services are logged whether a year has a project or not. */
async function yearOfList(
  read: Read,
  { list, given }: Pick<Order, 'list' | 'given'>,
): Promise<number | null> {
  const { of } = EXPORTED_LISTS[list];
  if (of === 'office') return null;
  const years = await projectYears(read);
  const year = chosenYear(given.get('year'), { years, today: todayInChina(new Date()) });
  if (year === null) throw new Refusal('project.not_found');
  if (of === 'project') await projectOfYear(read, year);
  return year;
}

async function* atMost(most: number, rows: AsyncIterable<TableCell[]>): AsyncGenerator<TableCell[]> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > most) throw new Refusal('list.too_long', { most });
    yield row;
  }
}
