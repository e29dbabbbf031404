import { businessDate, formatDate } from '../calendar/date';
import { CATEGORY_LABELS, regionLabel } from '../zh/families';
import { NOTICE_PAPER as TEXTS } from '../zh/noticePaper';
import type { Category } from './family';
import { lastNoticeDay } from './notice';
import { label, value, type PaperCell, type PrintedPaper } from './printedPaper';

/** All that a public notice knows of a family: there is nothing else that it could tell. */
export interface PublicLine {
  shownName: string;
  workUnit: string;
  category: Category | null;
  division: string;
}

interface PublicNotice {
  number: string;
  publishedOn: string;
  endsOn: string;
  place: string;
  lines: readonly PublicLine[];
}

/** The text of a public notice. */
export function noticePaper(notice: PublicNotice, { centreName }: { centreName: string }): PrintedPaper {
  const publishedOn = businessDate(notice.publishedOn);
  const lastOn = lastNoticeDay(businessDate(notice.endsOn));
  return {
    title: TEXTS.title,
    subtitle: TEXTS.number(notice.number),
    fileName: TEXTS.fileName(notice.number),
    opening: [TEXTS.opening(notice.lines.length)],
    grids: [
      {
        heading: null,
        widths: [8, 12, 40, 20, 20],
        isHeaded: true,
        rows: [TEXTS.columns.map((text) => label(text)), ...notice.lines.map(lineCells)],
      },
    ],
    closing: [
      TEXTS.period(publishedOn, lastOn),
      ...(notice.place ? [TEXTS.place(notice.place)] : []),
      TEXTS.objections(centreName),
    ],
    signature: [centreName, formatDate(publishedOn)],
    footer: TEXTS.footer,
  };
}

function lineCells({ shownName, workUnit, category, division }: PublicLine, index: number): PaperCell[] {
  return [
    value(String(index + 1)),
    value(shownName),
    value(workUnit),
    value(category ? CATEGORY_LABELS[category] : TEXTS.noCategory),
    value(regionLabel(division)),
  ];
}
