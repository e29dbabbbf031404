import { businessDate, todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import { lateQuestion } from '../deskTime/late';
import { lateCases } from '../deskTime/late.server';
import { NATIONAL_LISTS } from '../exchange/national';
import { pageOfItems, type NationalItem } from '../exchange/nationalItems.server';
import type { TableCell } from '../exchange/tableColumn';
import { waitingAccountChanges, type ShownChange } from '../families/accountChangeList.server';
import { incompleteFiles } from '../families/completeFiles.server';
import { duplicateSignOf } from '../families/duplicate';
import { undecidedPairs, type AlikeFile } from '../families/duplicates.server';
import { listLines } from '../families/lines.server';
import { lastNoticeDay, noticeViewOf } from '../families/notice';
import { listNotices } from '../families/noticeQueries.server';
import { reviewQuestion } from '../families/review';
import { listDueReviews } from '../families/reviews.server';
import { expiredFiles } from '../integrity/retention.server';
import { accountText } from '../zh/accountChanges';
import { DESK_LABELS, daysLeftText } from '../zh/deskTime';
import { CATEGORY_LABELS, FAMILY_STATUS_LABELS, HUKOU_KIND_LABELS, regionLabel } from '../zh/families';
import { reliefTypeLabels } from '../zh/fund';
import { bankAccountWarningMessages, otherBankText } from '../zh/identity';
import { LIST_WORDS as WORDS } from '../zh/listExports';
import {
  DIFFERENCE_TITLES,
  EMPTY_TEXT,
  hiddenDifferenceText,
  NATIONAL_TITLES,
  nationalProblemText,
} from '../zh/national';
import { NOTICE_STATE_LABELS } from '../zh/notice';
import { missingPapersText } from '../zh/papers';
import { ALL_ROWS, pagedRows, ROWS_A_PAGE, wholeRows, type ListRows } from './rows.server';

/** The lists of the register: files, notices, and what waits at a desk. */
export const REGISTER_LISTS = {
  reviews: ({ store, given }) =>
    pagedRows(store, {
      fetch: (read, cursor) =>
        listDueReviews(read, { ...reviewQuestion(given), size: ROWS_A_PAGE, ...cursor }),
      cells: (row) => [
        ...[row.dueOn, row.fileNumber, row.name, row.category ? CATEGORY_LABELS[row.category] : ''],
        ...[regionLabel(row.division), row.registeredOn ?? ''],
        row.daysOverdue > 0 ? row.daysOverdue : '',
      ],
    }),
  notices: ({ store, given }) =>
    pagedRows(store, {
      fetch: (read, cursor) => listNotices(read, { view: noticeViewOf(given), size: ROWS_A_PAGE, ...cursor }),
      cells: (row) => [
        ...[row.number, NOTICE_STATE_LABELS[row.state], row.familyCount, row.publishedOn],
        ...[lastNoticeDay(businessDate(row.endsOn)), row.endsOn, row.takenDownOn ?? ''],
        ...[row.openObjections, row.place],
      ],
    }),
  duplicates: ({ store, given }) =>
    pagedRows(store, {
      fetch: (read, cursor) =>
        undecidedPairs(read, { sign: duplicateSignOf(given), size: ROWS_A_PAGE, ...cursor }),
      cells: ({ first, second }) => [...fileCells(first), ...fileCells(second)],
    }),
  'account-changes': ({ store }) =>
    pagedRows(store, {
      fetch: (read, cursor) => waitingAccountChanges(read, { size: ROWS_A_PAGE, ...cursor }),
      cells: (change) => [
        ...[change.fileNumber, change.name, accountText(change.before), accountText(change.after)],
        ...[accountNote(change), change.reason],
        ...[change.proposedBy.name, formatInstant(change.proposedAt)],
      ],
    }),
  'lacking-papers': ({ store }) =>
    pagedRows(store, {
      fetch: (read, cursor) => incompleteFiles(read, { size: ROWS_A_PAGE, ...cursor }),
      cells: ({ name, fileNumber, registeredOn, missing }) => [
        ...[name, fileNumber, registeredOn ?? '', missing.length, missingPapersText(missing)],
      ],
    }),
  deadlines: ({ store, given, actor }) =>
    wholeRows(store, {
      fetch: (read) => lateCases(read, lateQuestion(given, actor)),
      cells: (one) => [
        ...[one.name, one.fileNumber, one.type ? reliefTypeLabels[one.type] : WORDS.register],
        ...[DESK_LABELS[one.desk], one.since, one.dueOn, daysLeftText(one.left)],
      ],
    }),
  retention: ({ store }) =>
    wholeRows(store, {
      fetch: async (read) => (await expiredFiles(read, todayInChina(new Date()), ALL_ROWS)).rows,
      cells: ({ fileNumber, name, status, closedOn }) => [
        ...[fileNumber, name, FAMILY_STATUS_LABELS[status], closedOn],
      ],
    }),
  lines: ({ store }) =>
    wholeRows(store, {
      fetch: listLines,
      cells: (line) => [
        ...[regionLabel(line.region), HUKOU_KIND_LABELS[line.hukouKind], line.effectiveOn],
        ...[{ fen: line.monthlyFen }, line.document],
        ...[line.isConfirmed ? WORDS.confirmed : WORDS.example, line.confirmedBy ?? ''],
      ],
    }),
  'national-items': ({ store, given }) =>
    pagedRows(store, {
      fetch: (read, cursor) => pageOfItems(read, { ...itemsAsked(given), size: ROWS_A_PAGE, ...cursor }),
      cells: itemCells,
    }),
} satisfies Record<string, ListRows>;

function fileCells({ fileNumber, name, status }: AlikeFile): TableCell[] {
  return [fileNumber, name, FAMILY_STATUS_LABELS[status]];
}

function itemsAsked(given: URLSearchParams) {
  return {
    jobId: given.get('job') ?? '',
    list: NATIONAL_LISTS.find((one) => one === given.get('list')) ?? NATIONAL_LISTS[0],
    isExplained: given.get('view') === 'explained',
  };
}

function itemCells({ row, name, idMasked, family, explanation, ...item }: NationalItem): TableCell[] {
  const differences = item.differences.map(({ field, ours, theirs, hidden }) => {
    const texts = [ours || EMPTY_TEXT, theirs || EMPTY_TEXT, hidden && hiddenDifferenceText(hidden)] as const;
    return WORDS.titled(DIFFERENCE_TITLES[field], WORDS.compared(...texts));
  });
  const problems = item.problems.map(({ field, code, data }) =>
    WORDS.titled(NATIONAL_TITLES[field], nationalProblemText(field, code, data)),
  );
  return [
    ...[row ?? '', name, idMasked, family?.fileNumber ?? ''],
    ...[family ? FAMILY_STATUS_LABELS[family.status] : '', [...differences, ...problems].join(WORDS.between)],
    ...[explanation?.text ?? '', explanation?.by ?? ''],
  ];
}

/** What the page marks a change with. */
function accountNote({ twins, doubts, otherBank, paper }: ShownChange): string {
  return [
    ...(twins.length > 0 ? [WORDS.sameAccount] : []),
    ...(otherBank ? [otherBankText(otherBank)] : []),
    ...doubts.map((doubt) => bankAccountWarningMessages[doubt]),
    ...(paper ? [] : [WORDS.noPaper]),
  ].join(WORDS.between);
}
