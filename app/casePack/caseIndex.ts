import { amount, label, value, type PaperGrid, type PrintedPaper } from '../families/printedPaper';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { CASE_INDEX as TEXTS, repeatedText, UNFOUND_LABELS } from '../zh/casePack';
import { reliefTypeLabels } from '../zh/fund';
import type { FamilyFolder, Folders } from './folders';
import type { Repeated, Sample, SampledPayment, Unfound } from './sample.server';

interface IndexFacts extends Sample {
  reason: string;
  /** Who made it, and when. */
  origin: string;
  centreName: string;
  folders: Folders;
  /** The whole ID numbers by the id of the payment, where somebody may see them. */
  idNumbers: ReadonlyMap<string, string>;
}

/**
 * 目录 of a pack: where each payment is, whose payments each folder holds, and which numbers of the list led to none or
 * were given again.
 */
export function caseIndex(facts: IndexFacts): PrintedPaper {
  const { payments, unfound, repeated, people, reason, origin, centreName } = facts;
  return {
    title: TEXTS.title,
    subtitle: TEXTS.subtitle(centreName, origin),
    fileName: TEXTS.title,
    opening: [TEXTS.opening(reason, people, payments.length)],
    grids: [
      paymentGrid(facts),
      folderGrid(facts),
      ...(unfound.length > 0 ? [unfoundGrid(unfound)] : []),
      ...(repeated.length > 0 ? [repeatedGrid(repeated)] : []),
    ],
    closing: unfound.length > 0 ? [] : [TEXTS.noUnfound],
    signature: [],
    footer: TEXTS.footer,
  };
}

function paymentGrid({ payments, folders, idNumbers }: IndexFacts): PaperGrid {
  const yuan = (amountFen: number) => amount(formatYuan(fen(amountFen)));
  return {
    heading: TEXTS.heading,
    widths: [6, 9, 15, 11, 9, 10, 10, 10, 20],
    isHeaded: true,
    rows: [
      TEXTS.columns.map((text) => label(text)),
      ...payments.map((one, index) => [
        ...[
          value(String(index + 1)),
          value(one.name),
          value(numberOf(one, idNumbers)),
          value(one.fileNumber),
        ],
        ...[value(reliefTypeLabels[one.type]), value(one.paidOn), yuan(one.amountFen), yuan(one.netFen)],
        value(folders.ofPayment.get(one.id)?.replace('/', '\n')),
      ]),
    ],
  };
}

function folderGrid({ folders: { families }, idNumbers }: IndexFacts): PaperGrid {
  return {
    heading: TEXTS.foldersHeading,
    widths: [40, 60],
    isHeaded: true,
    rows: [
      TEXTS.folderColumns.map((text) => label(text)),
      ...families.map((folder) => [value(folder.path), value(whosePayments(folder, idNumbers))]),
    ],
  };
}

/** Two of one name are told apart by their numbers. */
function whosePayments({ payments }: FamilyFolder, idNumbers: IndexFacts['idNumbers']): string {
  const counts = new Map<string, { name: string; idNumber: string; count: number }>();
  for (const { payment } of payments) {
    const { name } = payment;
    const idNumber = numberOf(payment, idNumbers);
    const key = `${name} ${idNumber}`;
    counts.set(key, { name, idNumber, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].map(TEXTS.paymentsOf).join('\n');
}

function numberOf({ id, idMasked }: SampledPayment, idNumbers: IndexFacts['idNumbers']): string {
  return idNumbers.get(id) ?? idMasked;
}

function unfoundGrid(unfound: readonly Unfound[]): PaperGrid {
  return {
    heading: TEXTS.unfoundHeading,
    widths: [15, 35, 50],
    isHeaded: true,
    rows: [
      TEXTS.unfoundColumns.map((text) => label(text)),
      ...unfound.map(({ row, masked, reason }) => [
        ...[value(String(row)), value(masked), value(UNFOUND_LABELS[reason])],
      ]),
    ],
  };
}

function repeatedGrid(repeated: readonly Repeated[]): PaperGrid {
  return {
    heading: TEXTS.repeatedHeading,
    widths: [15, 35, 50],
    isHeaded: true,
    rows: [
      TEXTS.repeatedColumns.map((text) => label(text)),
      ...repeated.map(({ row, masked, first }) => [
        ...[value(String(row)), value(masked), value(repeatedText(first))],
      ]),
    ],
  };
}
