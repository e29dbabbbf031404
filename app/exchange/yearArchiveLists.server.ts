import type { Read, Store } from '../../db/client.server';
import { todayInChina } from '../calendar/date';
import type { KeyPage } from '../cursor';
import type { Project } from '../fund/fund.server';
import { RELIEF_TYPES } from '../fund/project';
import { duePage } from '../indicators/due.server';
import { dayOfPapers } from '../reports/reportQuestion';
import { pageOfServices } from '../services/services.server';
import { DUE_REASON_LABELS } from '../zh/due';
import { SERVICE_KIND_LABELS } from '../zh/services';
import type { TableCell } from './tableColumn';

/** The work of a year beside its payments, for the auditor's zip: who was served, and who was due relief and has none. */

const ROWS_AT_ONCE = 1_000;

/** Every service of the year, the voided ones too; a 1 where the report counts it. */
export async function* serviceRows(store: Store, { year, endOn }: Project): AsyncGenerator<TableCell[]> {
  const fetch = (read: Read, after: string | null) =>
    pageOfServices(read, { year, search: '', after, size: ROWS_AT_ONCE });
  let number = 0;
  for await (const row of allRows(store, fetch)) {
    number += 1;
    const { servedOn, kind, personName, fileNumber, content, outcome, recordedByName, voidedAt } = row;
    yield [
      ...[number, servedOn, SERVICE_KIND_LABELS[kind], personName, fileNumber ?? ''],
      ...[content, outcome, recordedByName],
      ...[voidedAt === null && servedOn <= endOn ? 1 : '', row.voidReason ?? ''],
    ];
  }
}

/** Who was due on the day of the year's papers and was not paid, a 1 under the type of relief. */
export async function* dueRows(store: Store, project: Project): AsyncGenerator<TableCell[]> {
  const asOf = dayOfPapers(project, todayInChina(new Date()));
  const fetch = (read: Read, after: string | null) =>
    duePage(read, { year: project.year, asOf, after, size: ROWS_AT_ONCE });
  let number = 0;
  for await (const { name, idMasked, fileNumber, reason, type } of allRows(store, fetch)) {
    number += 1;
    yield [
      ...[number, name, idMasked, fileNumber, DUE_REASON_LABELS[reason]],
      ...RELIEF_TYPES.map((one) => (one === type ? 1 : '')),
    ];
  }
}

async function* allRows<Row>(
  store: Store,
  fetch: (read: Read, after: string | null) => Promise<KeyPage<Row>>,
): AsyncGenerator<Row> {
  let after: string | null = null;
  do {
    const from: string | null = after;
    const page: KeyPage<Row> = await store.read((read) => fetch(read, from));
    yield* page.rows;
    after = page.next;
  } while (after !== null);
}
