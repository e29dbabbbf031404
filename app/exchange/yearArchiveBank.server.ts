import { and, asc, eq, gt, isNull, ne, or } from 'drizzle-orm';
import type { Read, Store } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { awards, bankResults, families, familyMembers, instructions, payments, staff } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import { printedPaperDocx } from '../families/printedPaperDocx.server';
import type { Project } from '../fund/fund.server';
import { maskAccount } from '../identity/bankAccount';
import { hiddenDigits, shownReference } from '../identity/hiddenDigits';
import { amountInCapitals } from '../money/capitals';
import { fen } from '../money/fen';
import { holdsAccount } from '../payments/bankResult';
import { storedResult } from '../payments/bankResults.server';
import { batchVoucherOf, sentBatches, type SentBatch } from '../payments/batchVoucher.server';
import { toPlainText } from '../plainText';
import { safeFileName } from '../reports/printed';
import { centreName } from '../staff/staff.server';
import { FAILURE_CAUSE_LABELS } from '../zh/bankResults';
import { BANK_ARCHIVE as NAMES, BANK_ARCHIVE_COLUMNS as COLUMNS, correctedPayment } from '../zh/bankVouchers';
import { INSTRUCTION_STATUS_LABELS } from '../zh/batches';
import { VOUCHER } from '../zh/vouchers';
import { distinctPaths, type Part } from './streamedZip.server';
import type { TableCell } from './tableColumn';
import { tableWorkbook } from './tableWorkbook.server';

/**
 * 银行凭证: for each batch that went to the bank its voucher, its lines with the bank's answer, and the answers as they
 * came; and what no batch paid. Accounts show their last digits: the files with whole ones are told by their hashes.
 */

const ROWS_AT_ONCE = 1_000;

interface ArchiveOrder {
  project: Project;
  /** The second sheet of each workbook. */
  origin: { name: string; text: (rows: number) => string };
}

/** What there is, is known now; each file is read when its turn comes. */
export async function bankParts(store: Store, order: ArchiveOrder): Promise<Part[]> {
  const { project, origin } = order;
  const batches = await store.read((read) => sentBatches(read, project.id));
  const parts: Part[] = [];
  for (const batch of batches) parts.push(...(await batchParts(store, { batch, origin })));
  const others: Part = {
    path: `${NAMES.folder}/${NAMES.others}`,
    bytes: () =>
      tableWorkbook({
        ...{ name: NAMES.othersSheet, columns: COLUMNS.others, sums: [5], origin },
        rows: otherRows(store, project.id),
      }),
  };
  return distinctPaths([...parts, others]);
}

async function batchParts(
  store: Store,
  { batch, origin }: { batch: SentBatch; origin: ArchiveOrder['origin'] },
): Promise<Part[]> {
  const folder = `${NAMES.folder}/${safeFileName(`${batch.number} ${batch.title}`)}`;
  const answers = await store.read((read) => appliedResults(read, batch.id));
  return [
    {
      path: `${folder}/${NAMES.voucher}`,
      bytes: () =>
        store.read(async (read) =>
          printedPaperDocx(await batchVoucherOf(read, batch.id), { centreName: await centreName(read) }),
        ),
    },
    {
      path: `${folder}/${NAMES.lines}`,
      bytes: () =>
        tableWorkbook({
          ...{ name: NAMES.linesSheet, columns: COLUMNS.lines, sums: [6], origin },
          rows: lineRows(store, batch.id),
        }),
    },
    ...answers.map(({ id, fileName }, index) => ({
      path: `${folder}/${safeFileName(NAMES.answer(index + 2, fileName))}`,
      bytes: () => answerWorkbook(store, { batchId: batch.id, resultId: id, origin }),
    })),
  ];
}

/** The answers that were applied and are still kept, in order of time. */
async function appliedResults(read: Read, batchId: string) {
  return read
    .select({ id: bankResults.id, fileName: bankResults.fileName })
    .from(bankResults)
    .where(
      and(eq(bankResults.batchId, batchId), gt(bankResults.appliedAt, ''), ne(bankResults.contentSealed, '')),
    )
    .orderBy(asc(bankResults.appliedAt), asc(bankResults.id));
}

interface WantedAnswer {
  batchId: string;
  resultId: string;
  origin: ArchiveOrder['origin'];
}

async function answerWorkbook(store: Store, { origin, ...wanted }: WantedAnswer): Promise<Buffer> {
  const { file, mapping } = await store.read((read) => storedResult(read, wanted));
  const { account, reference } = mapping?.columns ?? {};
  const today = todayInChina(new Date());
  const shown = (text: string, column: number, own: string) => {
    if (column === account) return maskAccount(own);
    if (column !== reference || holdsAccount(text, own)) return hiddenDigits(text);
    return shownReference(text, today);
  };
  async function* rows(): AsyncGenerator<TableCell[]> {
    for (const { number, cells } of file.rows) {
      const texts = file.headers.map((_, column) => textOf(cells[column] ?? ''));
      const own = toPlainText(texts[account ?? -1] ?? '').replace(/\D/g, '');
      yield [number, ...texts.map((text, column) => shown(text, column, own))];
      await Promise.resolve();
    }
  }
  return tableWorkbook({
    ...{ name: NAMES.answerSheet, columns: [NAMES.rowNumber, ...file.headers], origin },
    rows: rows(),
  });
}

function textOf(cell: string | { number: string }): string {
  return typeof cell === 'string' ? cell : cell.number;
}

async function* lineRows(store: Store, batchId: string): AsyncGenerator<TableCell[]> {
  let last = 0;
  for (;;) {
    const rows = await store.read((read) => linesAfter(read, { batchId, last }));
    for (const { line, name, fileNumber } of rows) {
      yield [
        ...[line.lineNumber, name, fileNumber ?? '', line.accountHolder, line.bankName],
        ...[VOUCHER.lastDigits(line.accountLast4), { fen: line.amountFen }],
        INSTRUCTION_STATUS_LABELS[line.status],
        ...[line.resultOn ?? '', line.bankReference ?? ''],
        line.failureCause ? FAILURE_CAUSE_LABELS[line.failureCause] : '',
        line.failureText ?? '',
      ];
    }
    if (rows.length < ROWS_AT_ONCE) return;
    last = rows.at(-1)!.line.lineNumber;
  }
}

function linesAfter(read: Read, { batchId, last }: { batchId: string; last: number }) {
  return read
    .select({ line: instructions, name: familyMembers.name, fileNumber: families.fileNumber })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(
      and(
        eq(instructions.batchId, batchId),
        gt(instructions.lineNumber, last),
        ne(instructions.status, 'withdrawn'),
      ),
    )
    .orderBy(asc(instructions.lineNumber))
    .limit(ROWS_AT_ONCE);
}

async function* otherRows(store: Store, projectId: string): AsyncGenerator<TableCell[]> {
  let last = { paidOn: '', id: '' };
  for (;;) {
    const rows = await store.read((read) => othersAfter(read, projectId, last));
    for (const row of rows) {
      const { correctedKind, correctedOn, correctedReference } = row;
      yield [
        ...[row.paidOn, VOUCHER.title(row.kind), row.name, row.idMasked, row.fileNumber ?? ''],
        ...[{ fen: row.amountFen }, amountInCapitals(fen(row.amountFen)), row.bankReference],
        correctedKind ? correctedPayment(correctedKind, correctedOn ?? '', correctedReference ?? '') : '',
        ...[row.approvedOn, row.approvedBy, row.recordedBy, row.remarks],
      ];
    }
    if (rows.length < ROWS_AT_ONCE) return;
    last = rows.at(-1)!;
  }
}

/** Payment records that no line to the bank made: recorded by hand, and every correction. */
function othersAfter(read: Read, projectId: string, last: { paidOn: string; id: string }) {
  const approver = alias(staff, 'approver');
  const corrected = alias(payments, 'corrected');
  return read
    .select({
      id: payments.id,
      paidOn: payments.paidOn,
      kind: payments.kind,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      fileNumber: families.fileNumber,
      amountFen: payments.amountFen,
      bankReference: payments.bankReference,
      correctedKind: corrected.kind,
      correctedOn: corrected.paidOn,
      correctedReference: corrected.bankReference,
      approvedOn: awards.approvedOn,
      approvedBy: approver.name,
      recordedBy: staff.name,
      remarks: payments.remarks,
    })
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .innerJoin(families, eq(families.id, payments.familyId))
    .innerJoin(awards, eq(awards.id, payments.awardId))
    .innerJoin(approver, eq(approver.id, awards.approvedBy))
    .innerJoin(staff, eq(staff.id, payments.recordedBy))
    .leftJoin(corrected, eq(corrected.id, payments.correctsId))
    .leftJoin(instructions, eq(instructions.paymentId, payments.id))
    .where(
      and(
        eq(payments.projectId, projectId),
        isNull(instructions.id),
        or(gt(payments.paidOn, last.paidOn), and(eq(payments.paidOn, last.paidOn), gt(payments.id, last.id))),
      ),
    )
    .orderBy(asc(payments.paidOn), asc(payments.id))
    .limit(ROWS_AT_ONCE);
}
