import { todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import type { TableCell } from '../exchange/tableColumn';
import { lastNoticeDay, noticeStateOf } from '../families/notice';
import { businessDate } from '../calendar/date';
import { fundPage } from '../fund/fundPage.server';
import { listProjects } from '../fund/projects.server';
import { batchStatusOf, lineStatusOf } from '../payments/batch';
import { listBatches } from '../payments/batchQueries.server';
import { failureKindOf } from '../payments/failure';
import { listFailures, type Failure } from '../payments/failures.server';
import { pageOfBatchLines } from '../payments/linesOfBatch.server';
import { paymentQuestion } from '../payments/paymentFilter';
import { pageOfPayments } from '../payments/paymentQueries.server';
import { applicationQuestion } from '../relief/applicationFilter';
import { pageOfApplications } from '../relief/applicationList.server';
import { awardQuestion } from '../relief/awardFilter';
import { pageOfAwards } from '../relief/awardQueries.server';
import { amountRange } from '../relief/campaignRule';
import { listCampaigns } from '../relief/campaignQueries.server';
import { listRecipientNotices } from '../relief/recipientNotices.server';
import { BATCH_STATUS_LABELS, INSTRUCTION_STATUS_LABELS } from '../zh/batches';
import { ACCOUNT_STATE_LABELS, FAILURE_KIND_LABELS } from '../zh/failures';
import { receiptSourceLabels, reliefTypeLabels } from '../zh/fund';
import { LIST_WORDS as WORDS } from '../zh/listExports';
import { NOTICE_STATE_LABELS } from '../zh/notice';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import { APPLICATION_STATUS_LABELS, AWARD_STATUS_LABELS } from '../zh/relief';
import { ALL_ROWS, pagedRows, ROWS_A_PAGE, wholeRows, type ListRows } from './rows.server';

/** The lists of relief and of the money: from what is applied for to what is paid, and what it is paid from. */
export const MONEY_LISTS = {
  applications: ({ store, year, given }) => {
    const filter = { ...applicationQuestion(given), year, size: ROWS_A_PAGE };
    return pagedRows(store, {
      fetch: (read, cursor) => pageOfApplications(read, { ...filter, ...cursor }),
      cells: (row) => [
        ...[row.name, row.idMasked, row.fileNumber, reliefTypeLabels[row.type], row.campaignName ?? ''],
        ...[row.appliedOn, APPLICATION_STATUS_LABELS[row.status]],
        ...[{ fen: row.requestedFen }, { fen: row.amountFen }],
      ],
    });
  },
  campaigns: ({ store, year }) =>
    wholeRows(store, {
      fetch: (read) => listCampaigns(read, year),
      cells: ({ campaign, byStatus, ...row }) => {
        const { leastFen, mostFen } = amountRange(campaign);
        return [
          ...[campaign.name, reliefTypeLabels[campaign.type], campaign.startedOn],
          ...[{ fen: leastFen }, { fen: mostFen }, row.total, byStatus.submitted, byStatus.reviewed],
          ...[byStatus.confirming, byStatus.returned, row.awardCount, row.paidCount],
          ...[{ fen: row.awardedFen }, { fen: row.paidFen }],
        ];
      },
    }),
  'recipient-notices': ({ store, given }) =>
    pagedRows(store, {
      fetch: (read, cursor) =>
        listRecipientNotices(read, { state: noticeStateOf(given), size: ROWS_A_PAGE, ...cursor }),
      cells: (row) => [
        ...[row.name, row.year, reliefTypeLabels[row.type], NOTICE_STATE_LABELS[row.state], row.noticedOn],
        ...[lastNoticeDay(businessDate(row.endsOn)), row.takenDownOn ?? '', row.place],
      ],
    }),
  awards: ({ store, year, given }) => {
    const filter = { ...awardQuestion(given), year, size: ROWS_A_PAGE };
    return pagedRows(store, {
      fetch: (read, cursor) => pageOfAwards(read, { ...filter, ...cursor }),
      cells: (row) => [
        ...[row.name, row.idMasked, row.fileNumber, reliefTypeLabels[row.type], row.campaignName ?? ''],
        ...[row.bankName, row.accountLast4 ?? '', row.approvedOn, row.dueOn, AWARD_STATUS_LABELS[row.status]],
        ...[{ fen: row.amountFen }, { fen: row.netFen }, { fen: row.restFen }],
      ],
    });
  },
  batches: ({ store, year, given }) => {
    const filter = { year, status: batchStatusOf(given), size: ROWS_A_PAGE };
    return pagedRows(store, {
      fetch: (read, cursor) => listBatches(read, { ...filter, ...cursor }),
      cells: (row) => [
        ...[row.number, row.title, BATCH_STATUS_LABELS[row.status], row.whole.count],
        ...[{ fen: row.whole.amountFen }, { fen: row.byStatus.succeeded.amountFen }],
        ...[row.byStatus.failed.count, row.madeByName, row.approvedOn ?? ''],
      ],
    });
  },
  'batch-lines': ({ store, given }) => {
    const filter = { id: given.get('batch') ?? '', status: lineStatusOf(given), size: ROWS_A_PAGE };
    return pagedRows(store, {
      fetch: (read, cursor) => pageOfBatchLines(read, { ...filter, ...cursor }),
      cells: (line) => [
        line.status === 'withdrawn' ? '' : line.lineNumber,
        ...[line.name, line.fileNumber, reliefTypeLabels[line.type], line.accountHolder, line.bankName],
        ...[line.accountLast4, { fen: line.amountFen }, INSTRUCTION_STATUS_LABELS[line.status]],
        ...[line.resultOn ?? '', line.failureText ?? ''],
      ],
    });
  },
  failures: ({ store, year, given }) => {
    const filter = { year, kind: failureKindOf(given), size: ALL_ROWS, today: todayInChina(new Date()) };
    return wholeRows(store, {
      fetch: async (read) => (await listFailures(read, filter)).rows,
      cells: failureCells,
    });
  },
  payments: ({ store, year, given }) => {
    const filter = { ...paymentQuestion(given), year, size: ROWS_A_PAGE };
    return pagedRows(store, {
      fetch: (read, cursor) => pageOfPayments(read, { ...filter, ...cursor }),
      cells: (row) => [
        ...[
          row.name,
          row.idMasked,
          row.fileNumber,
          reliefTypeLabels[row.type],
          PAYMENT_KIND_LABELS[row.kind],
        ],
        ...[row.paidOn, { fen: row.amountFen }, row.bankReference, row.remarks],
      ],
    });
  },
  receipts: ({ store, year }) =>
    wholeRows(store, {
      fetch: async (read) => (await fundPage(read, { year, asOf: todayInChina(new Date()) })).receipts,
      cells: (row) => [
        ...[row.receivedOn, receiptSourceLabels[row.source], receiptWords(row), { fen: row.amountFen }],
        ...[row.voucher, row.remarks, row.recordedByName, formatInstant(row.recordedAt)],
      ],
    }),
  adjustments: ({ store, year }) =>
    wholeRows(store, {
      fetch: async (read) => (await fundPage(read, { year, asOf: todayInChina(new Date()) })).adjustments,
      cells: (row) => [
        ...[row.adjustedOn, { fen: row.amountFen }, row.document, row.reason],
        ...[row.recordedByName, formatInstant(row.recordedAt)],
      ],
    }),
  projects: ({ store }) =>
    wholeRows(store, {
      fetch: listProjects,
      cells: ({ year, projectName, currentFen, balance }) => [
        ...[year, projectName, { fen: currentFen }, { fen: balance.budgetFen }],
        ...[{ fen: balance.receivedFen }, { fen: balance.committedFen }],
        ...[{ fen: balance.paidFen }, { fen: balance.availableFen }],
      ],
    }),
} satisfies Record<string, ListRows>;

function failureCells(row: Failure): TableCell[] {
  return [
    ...[row.name, row.fileNumber, reliefTypeLabels[row.type], { fen: row.restFen }],
    ...[FAILURE_KIND_LABELS[row.kind], row.text, row.on, row.daysWaiting],
    ...[row.batch?.number ?? '', row.batch?.lineNumber ?? ''],
    ...[ACCOUNT_STATE_LABELS[row.accountState], row.bankName, row.accountLast4 ?? ''],
  ];
}

function receiptWords({
  correctsId,
  isCorrected,
  isCarried,
}: {
  correctsId: string | null;
  isCorrected: boolean;
  isCarried: boolean;
}): string {
  const corrected = isCorrected ? WORDS.corrected : '';
  return [isCarried ? WORDS.carried : '', correctsId ? WORDS.correction : corrected]
    .filter(Boolean)
    .join(' ');
}
