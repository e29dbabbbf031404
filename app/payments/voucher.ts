import type { BusinessDate } from '../calendar/date';
import { formatDate } from '../calendar/date';
import { amount, label, value, type PaperCell, type PrintedPaper } from '../families/printedPaper';
import type { ReliefType } from '../fund/project';
import { amountInCapitals } from '../money/capitals';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { reliefTypeLabels } from '../zh/fund';
import { yuanText } from '../zh/relief';
import { VOUCHER as TEXTS } from '../zh/vouchers';
import type { PaymentKind } from './payment';

/** What a voucher says; the account is the one that the bank was told, its last digits where it stays hidden. */
export interface VoucherFacts {
  kind: PaymentKind;
  name: string;
  /** Whole only where somebody may see it. */
  idNumber: string;
  fileNumber: string;
  type: ReliefType;
  year: number;
  amountFen: number;
  paidOn: string;
  bankReference: string;
  remarks: string;
  recordedByName: string;
  award: { amountFen: number; approvedOn: string; approvedByName: string };
  /** Of a payment: what took some of it back, or gave it again. */
  corrections: readonly { kind: PaymentKind; paidOn: string; amountFen: number }[];
  /** Null where the payment was recorded by hand: nobody wrote down which account it went to. */
  account: { holder: string; bankName: string; number: string; batchNumber: string } | null;
}

/** 付款凭证 of one payment record, or the paper of its correction. */
export function voucherPaper(facts: VoucherFacts, { centreName }: { centreName: string }): PrintedPaper {
  const { kind, name, paidOn } = facts;
  const day = formatDate(paidOn as BusinessDate);
  return {
    title: TEXTS.title(kind),
    subtitle: TEXTS.subtitle(centreName, day),
    fileName: TEXTS.fileName(kind, name, paidOn),
    opening: [],
    grids: [
      { heading: null, widths: [16, 34, 16, 34], isHeaded: false, rows: contentRows(facts, day) },
      {
        heading: null,
        widths: [9, 16, 9, 16, 9, 16, 9, 16],
        isHeaded: false,
        rows: [signatures(facts)],
      },
    ],
    closing: [],
    signature: [],
    footer: TEXTS.footer,
  };
}

function contentRows(facts: VoucherFacts, day: string): PaperCell[][] {
  const { account, award, amountFen, type, year } = facts;
  const pair = (name: string, text: string | null | undefined) => [label(name), value(text)];
  return [
    [...pair(TEXTS.paidOn, day), ...pair(TEXTS.reference, facts.bankReference)],
    [...pair(TEXTS.recipient, facts.name), ...pair(TEXTS.idNumber, facts.idNumber)],
    [
      ...pair(TEXTS.type, TEXTS.ofYear(reliefTypeLabels[type], year)),
      ...pair(TEXTS.fileNumber, facts.fileNumber),
    ],
    [...pair(TEXTS.holder, account?.holder), ...pair(TEXTS.bank, account?.bankName)],
    [...pair(TEXTS.account, account?.number), label(TEXTS.amount), amount(formatYuan(fen(amountFen)))],
    [label(TEXTS.capitals), value(amountInCapitals(fen(amountFen)), 3)],
    [
      ...pair(TEXTS.award, TEXTS.decided(yuanText(award.amountFen), award.approvedOn)),
      ...pair(TEXTS.batch, account?.batchNumber),
    ],
    [label(TEXTS.remarks), value(facts.remarks, 3)],
    ...correctionRows(facts),
  ];
}

/** A payment that did not stay as it was says so on its paper. */
function correctionRows({ corrections, amountFen }: VoucherFacts): PaperCell[][] {
  if (corrections.length === 0) return [];
  const told = corrections.map((one) => TEXTS.corrected(one.kind, one.paidOn, yuanText(one.amountFen)));
  const netFen = corrections.reduce((sum, one) => sum + one.amountFen, amountFen);
  return [[label(TEXTS.corrections), value([...told, TEXTS.net(yuanText(netFen))].join('\n'), 3)]];
}

function signatures({ recordedByName, award }: VoucherFacts): PaperCell[] {
  return [
    label(TEXTS.madeBy),
    value(recordedByName),
    label(TEXTS.checkedBy),
    value(''),
    label(TEXTS.approvedBy),
    value(award.approvedByName),
    label(TEXTS.receivedBy),
    value(''),
  ];
}
