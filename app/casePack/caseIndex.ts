import { amount, label, value, type PrintedPaper } from '../families/printedPaper';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { CASE_INDEX as TEXTS, UNFOUND_LABELS } from '../zh/casePack';
import { reliefTypeLabels } from '../zh/fund';
import type { Sample } from './sample.server';

interface IndexFacts extends Sample {
  reason: string;
  /** Who made it, and when. */
  origin: string;
  centreName: string;
  folderOf: ReadonlyMap<string, string>;
}

/** 目录 of a pack: where each payment is, and which numbers of the list led to none. */
export function caseIndex({
  payments,
  unfound,
  people,
  reason,
  origin,
  centreName,
  folderOf,
}: IndexFacts): PrintedPaper {
  const yuan = (amountFen: number) => amount(formatYuan(fen(amountFen)));
  return {
    title: TEXTS.title,
    subtitle: TEXTS.subtitle(centreName, origin),
    fileName: TEXTS.title,
    opening: [TEXTS.opening(reason, people, payments.length)],
    grids: [
      {
        heading: TEXTS.heading,
        widths: [6, 9, 15, 11, 9, 10, 10, 10, 20],
        isHeaded: true,
        rows: [
          TEXTS.columns.map((text) => label(text)),
          ...payments.map((one, index) => [
            ...[value(String(index + 1)), value(one.name), value(one.idMasked), value(one.fileNumber)],
            ...[value(reliefTypeLabels[one.type]), value(one.paidOn), yuan(one.amountFen), yuan(one.netFen)],
            value(folderOf.get(one.id)?.replace('/', '\n')),
          ]),
        ],
      },
      ...(unfound.length > 0
        ? [
            {
              heading: TEXTS.unfoundHeading,
              widths: [15, 35, 50],
              isHeaded: true,
              rows: [
                TEXTS.unfoundColumns.map((text) => label(text)),
                ...unfound.map(({ row, masked, reason: why }) => [
                  ...[value(String(row)), value(masked), value(UNFOUND_LABELS[why])],
                ]),
              ],
            },
          ]
        : []),
    ],
    closing: unfound.length > 0 ? [] : [TEXTS.noUnfound],
    signature: [],
    footer: TEXTS.footer,
  };
}
