import { amount, label, value, type PaperCell, type PrintedPaper } from '../families/printedPaper';
import { amountInCapitals } from '../money/capitals';
import { fen, sumFen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { yuanText } from '../zh/relief';
import { SIGNING as TEXTS } from '../zh/vouchers';

/** Somebody who signs for what is paid. */
export interface SigningLine {
  name: string;
  idMasked: string;
  fileNumber: string;
  amountFen: number;
}

export interface SigningList {
  /** The campaign, or the number and title of the batch. */
  name: string;
  /** Of the whole list. */
  count: number;
  amountFen: number;
  /** The number of the first line of this part. */
  firstPlace: number;
  part: number;
  partCount: number;
  lines: readonly SigningLine[];
}

const WIDTHS = [6, 11, 22, 16, 13, 20, 12];

/** 签收表, or one part of it: a line for each recipient, with room for a signature and a day. */
export function signingPaper(list: SigningList, { centreName }: { centreName: string }): PrintedPaper {
  const { name, count, amountFen, part, partCount } = list;
  const total = fen(amountFen);
  return {
    title: TEXTS.title,
    subtitle: TEXTS.subtitle(centreName, name, TEXTS.part(part, partCount)),
    fileName: TEXTS.fileName(name),
    opening: [TEXTS.opening(count, yuanText(total), amountInCapitals(total))],
    grids: [
      {
        heading: null,
        widths: WIDTHS,
        isHeaded: true,
        rows: [TEXTS.columns.map((text) => label(text)), ...lineRows(list), ...sumRows(list)],
      },
      {
        heading: null,
        widths: [12, 22, 12, 21, 12, 21],
        isHeaded: false,
        rows: [TEXTS.hands.flatMap((hand) => [label(hand), value('')])],
      },
    ],
    closing: [],
    signature: [],
    footer: TEXTS.footer,
  };
}

function lineRows({ lines, firstPlace }: SigningList): PaperCell[][] {
  return lines.map((line, index) => [
    value(String(firstPlace + index)),
    value(line.name),
    value(line.idMasked),
    value(line.fileNumber),
    amount(formatYuan(fen(line.amountFen))),
    // A blank line makes the row high enough to be signed in.
    value('\n\u00a0'),
    value(''),
  ]);
}

function sumRows({ lines, amountFen, partCount }: SigningList): PaperCell[][] {
  const row = (text: string, sum: number) => [label(text, 4), amount(formatYuan(fen(sum))), value('', 2)];
  const ofPart = sumFen(lines.map((line) => fen(line.amountFen)));
  return [...(partCount > 1 ? [row(TEXTS.partSum, ofPart)] : []), row(TEXTS.sum, amountFen)];
}
