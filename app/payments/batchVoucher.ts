import {
  amount,
  label,
  value,
  type PaperCell,
  type PaperGrid,
  type PrintedPaper,
} from '../families/printedPaper';
import { formatInstant } from '../calendar/instant';
import { amountInCapitals } from '../money/capitals';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { BANK_VOUCHER as TEXTS } from '../zh/bankVouchers';

interface Sum {
  count: number;
  amountFen: number;
}

/** What the voucher of a whole batch says. */
export interface BatchVoucherFacts {
  number: string;
  title: string;
  year: number;
  madeBy: string;
  madeAt: string;
  approvedBy: string;
  approvedOn: string;
  approvedDigest: string;
  sums: Record<'whole' | 'paid' | 'failed' | 'open', Sum>;
  files: readonly {
    direction: 'sent' | 'received';
    fileName: string;
    sha256: string;
    by: string;
    at: string;
  }[];
}

/** 批次付款凭证: one paper for all that a batch paid, with the hashes of the files that went to the bank and came back. */
export function batchVoucherPaper(
  facts: BatchVoucherFacts,
  { centreName }: { centreName: string },
): PrintedPaper {
  return {
    title: TEXTS.title,
    subtitle: TEXTS.subtitle(centreName, facts.number),
    fileName: TEXTS.fileName(facts.number),
    opening: [],
    grids: [aboutGrid(facts), sumGrid(facts), fileGrid(facts), signatureGrid(facts)],
    closing: [TEXTS.closing],
    signature: [],
    footer: TEXTS.footer,
  };
}

function aboutGrid(facts: BatchVoucherFacts): PaperGrid {
  const { number, title, year, madeBy, madeAt, approvedBy, approvedOn, approvedDigest } = facts;
  const pair = (name: string, text: string) => [label(name), value(text)];
  return {
    heading: null,
    widths: [14, 36, 14, 36],
    isHeaded: false,
    rows: [
      [...pair(TEXTS.number, number), ...pair(TEXTS.year, TEXTS.ofYear(year))],
      [label(TEXTS.name), value(title, 3)],
      [
        ...pair(TEXTS.madeBy, `${madeBy} ${formatInstant(madeAt)}`),
        ...pair(TEXTS.approvedBy, `${approvedBy} ${approvedOn}`),
      ],
      [label(TEXTS.digest), value(approvedDigest, 3)],
    ],
  };
}

function sumGrid({ sums }: BatchVoucherFacts): PaperGrid {
  const row = (name: string, { count, amountFen }: Sum): PaperCell[] => [
    label(name),
    amount(count.toLocaleString('zh-CN')),
    amount(formatYuan(fen(amountFen))),
    value(amountInCapitals(fen(amountFen))),
  ];
  return headed(TEXTS.sums, {
    widths: [18, 12, 22, 48],
    columns: TEXTS.sumColumns,
    rows: (['whole', 'paid', 'failed', 'open'] as const).map((part) => row(TEXTS[part], sums[part])),
  });
}

function fileGrid({ files }: BatchVoucherFacts): PaperGrid {
  return headed(TEXTS.files, {
    widths: [11, 28, 39, 22],
    columns: TEXTS.fileColumns,
    rows:
      files.length === 0
        ? [[value(TEXTS.noFiles, 4)]]
        : files.map(({ direction, fileName, sha256, by, at }) => [
            ...[value(TEXTS[direction]), value(fileName), value(sha256)],
            value(`${by}\n${formatInstant(at)}`),
          ]),
  });
}

function signatureGrid({ madeBy, approvedBy }: BatchVoucherFacts): PaperGrid {
  const names = [madeBy, '', approvedBy];
  return {
    heading: null,
    widths: [12, 22, 12, 21, 12, 21],
    isHeaded: false,
    rows: [TEXTS.signatures.flatMap((hand, index) => [label(hand), value(names[index])])],
  };
}

function headed(
  heading: string,
  { widths, columns, rows }: { widths: number[]; columns: readonly string[]; rows: PaperCell[][] },
): PaperGrid {
  return { heading, widths, isHeaded: true, rows: [columns.map((text) => label(text)), ...rows] };
}
