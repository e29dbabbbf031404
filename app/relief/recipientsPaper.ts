import { formatDate, type BusinessDate } from '../calendar/date';
import type { Category } from '../families/family';
import { lastNoticeDay } from '../families/notice';
import { amount, label, value, type PaperCell, type PrintedPaper } from '../families/printedPaper';
import type { ReliefType } from '../fund/project';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { RECIPIENTS_PAPER as TEXTS } from '../zh/campaigns';
import { CATEGORY_LABELS } from '../zh/families';
import { reliefTypeLabels } from '../zh/fund';
import { yuanText } from '../zh/relief';

/** All that a notice of recipients knows of a person: there is nothing else that it could tell. */
export interface Recipient {
  shownName: string;
  workUnit: string;
  category: Category | null;
  amountFen: number;
}

interface RecipientsNotice {
  name: string;
  type: ReliefType;
  noticedOn: BusinessDate | null;
  noticeEndsOn: BusinessDate | null;
  place: string;
  /** Of the whole campaign. */
  count: number;
  amountFen: number;
  /** Whether all of it has been paid. */
  isPaid: boolean;
  /** The number of the first line of this part. */
  firstPlace: number;
  part: number;
  partCount: number;
  lines: readonly Recipient[];
}

/** The text of the notice, or of one part of it. */
export function recipientsPaper(
  notice: RecipientsNotice,
  { centreName }: { centreName: string },
): PrintedPaper {
  const { name, type, noticedOn, noticeEndsOn, place, lines, firstPlace } = notice;
  return {
    title: TEXTS.title,
    subtitle: `${name}${TEXTS.part(notice.part, notice.partCount)}`,
    fileName: TEXTS.fileName(name),
    opening: [
      TEXTS.opening({ count: notice.count, total: yuanText(notice.amountFen), isPaid: notice.isPaid }),
    ],
    grids: [
      {
        heading: null,
        widths: [8, 12, 36, 16, 14, 14],
        isHeaded: true,
        rows: [
          TEXTS.columns.map((text) => label(text)),
          ...lines.map((line, index) => lineCells(line, { place: firstPlace + index, type })),
        ],
      },
    ],
    closing: [
      noticedOn && noticeEndsOn
        ? TEXTS.period(formatDate(noticedOn), formatDate(lastNoticeDay(noticeEndsOn)))
        : TEXTS.draft,
      ...(place ? [TEXTS.place(place)] : []),
      TEXTS.objections(centreName),
    ],
    signature: [centreName, ...(noticedOn ? [formatDate(noticedOn)] : [])],
    footer: TEXTS.footer,
  };
}

function lineCells(
  { shownName, workUnit, category, amountFen }: Recipient,
  { place, type }: { place: number; type: ReliefType },
): PaperCell[] {
  return [
    value(String(place)),
    value(shownName),
    value(workUnit),
    value(category ? CATEGORY_LABELS[category] : ''),
    value(reliefTypeLabels[type]),
    amount(formatYuan(fen(amountFen))),
  ];
}
