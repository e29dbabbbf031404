import type { BusinessDate } from '../calendar/date';
import { comparableReference } from '../fund/reference';
import { fingerprint } from '../identity/sealing.server';
import { toPlainText } from '../plainText';
import type { LedgerFile } from './ledgerFile.server';
import type { LedgerProblem } from './ledgerProblem';
import { readPaymentRow, type PaymentRow } from './ledgerRow';
import { PAYMENT_COLUMNS, type LedgerColumn } from './ledgerSheet';

/** The rows of a ledger of payments, held against each other before they are held against the records. */

export interface LedgerEntry extends PaymentRow {
  personFingerprint: string;
  /** By which the row is known again. */
  key: string;
  /** Of rows that came in before references were compared regardless of how they are typed; mostly the same. */
  formerKey: string;
  /** Keyed hash of each column. */
  digest: string;
  /** The award it belongs to: family, person, type and day. */
  award: AwardGroup;
}

/** The rows of one award. */
export interface AwardGroup {
  fileNumber: string;
  personFingerprint: string;
  name: string;
  type: PaymentRow['type'];
  approvedOn: BusinessDate;
  awardFen: PaymentRow['awardFen'];
  remarks: string;
  entries: LedgerEntry[];
}

export interface LedgerEntries {
  rows: number;
  groups: AwardGroup[];
  /** By the bank's reference. */
  byReference: Map<string, LedgerEntry>;
  /** References of rows that were refused before anything was recorded, with the row. */
  refusedReferences: Map<string, number>;
  problems: LedgerProblem[];
  converted: number;
}

/** Reads every row of a ledger; what contradicts another row is refused here. */
export async function ledgerEntries(file: LedgerFile, today: BusinessDate): Promise<LedgerEntries> {
  const found = new Gathering();
  for await (const line of file.lines()) {
    const { entry, problems } = readPaymentRow(line, today);
    found.rows += 1;
    found.problems.push(...problems);
    if (entry) found.add(entry);
    else found.leaveOut(line.row, toPlainText(line.cells.reference?.text ?? ''));
  }
  return found.closed();
}

class Gathering {
  rows = 0;
  readonly problems: LedgerProblem[] = [];
  private converted = 0;
  private readonly prints = new Map<string, string>();
  private readonly byKey = new Map<string, LedgerEntry>();
  private readonly byReference = new Map<string, LedgerEntry>();
  private readonly refusedReferences = new Map<string, number>();
  private readonly groups = new Map<string, AwardGroup>();

  add(row: PaymentRow): void {
    const personFingerprint = this.printOf(row.idNumber);
    const key = row.payment ? referenceKey(row.payment.reference) : fingerprint(`award ${nameOf(row)}`);
    const formerKey = row.payment ? referenceKey(row.payment.written.reference) : key;
    const digest = digestOf(row);
    const first = this.byKey.get(key);
    if (first) {
      const code = first.digest === digest ? 'row.duplicate' : 'row.reference_twice';
      const column = code === 'row.duplicate' ? null : ('reference' as const);
      this.problems.push({ row: row.row, column, code, data: { first: first.row } });
      return;
    }
    if (row.isConverted) this.converted += 1;
    const group = this.groupOf(row, personFingerprint);
    const entry: LedgerEntry = { ...row, personFingerprint, key, formerKey, digest, award: group };
    group.entries.push(entry);
    this.byKey.set(key, entry);
    if (row.payment) this.byReference.set(row.payment.reference, entry);
  }

  leaveOut(row: number, reference: string): void {
    if (reference) this.refusedReferences.set(comparableReference(reference), row);
  }

  closed(): LedgerEntries {
    const { rows, problems, converted, byReference, refusedReferences } = this;
    const groups = [...this.groups.values()].filter((group) => this.agrees(group));
    return { rows, groups, byReference, refusedReferences, problems, converted };
  }

  /** Which of two amounts was decided nobody can tell: such an award stays out as a whole. */
  private agrees({ entries, awardFen }: AwardGroup): boolean {
    const other = entries.find((entry) => entry.awardFen !== awardFen);
    if (!other) return true;
    const [first] = entries;
    for (const entry of entries) {
      const named = entry.awardFen === awardFen ? other.row : first!.row;
      this.problems.push({
        row: entry.row,
        column: 'awardAmount',
        code: 'row.same_award_differs',
        data: { first: named },
      });
      this.leaveOut(entry.row, entry.payment?.reference ?? '');
    }
    return false;
  }

  private groupOf(row: PaymentRow, personFingerprint: string): AwardGroup {
    const name = `${row.fileNumber} ${personFingerprint} ${row.type} ${row.approvedOn}`;
    const known = this.groups.get(name);
    if (known) return known;
    const { fileNumber, type, approvedOn, awardFen, remarks } = row;
    const group: AwardGroup = {
      fileNumber,
      personFingerprint,
      name: row.name,
      type,
      approvedOn,
      awardFen,
      remarks,
      entries: [],
    };
    this.groups.set(name, group);
    return group;
  }

  private printOf(idNumber: string): string {
    const known = this.prints.get(idNumber) ?? fingerprint(idNumber);
    this.prints.set(idNumber, known);
    return known;
  }
}

/** The key of the row with a bank's reference, as it is compared. */
export function referenceKey(reference: string): string {
  return fingerprint(`row ${reference}`);
}

function nameOf({ fileNumber, idNumber, type, approvedOn, awardFen }: PaymentRow): string {
  return `${fileNumber} ${idNumber} ${type} ${approvedOn} ${awardFen}`;
}

const DIGITS_KEPT = 12;

/** A keyed hash of each column, in the order of the sheet. */
function digestOf(row: PaymentRow): string {
  const { fileNumber, idNumber, name, type, approvedOn, awardFen, payment, remarks } = row;
  const { paidOn = '', amountFen = '', kind = '' } = payment ?? {};
  const { reference = '', originalReference = '' } = payment?.written ?? {};
  const values = [
    fileNumber,
    idNumber,
    name,
    type,
    approvedOn,
    awardFen,
    paidOn,
    amountFen,
    kind,
    reference,
    originalReference,
    remarks,
  ];
  return values
    .map((value, index) => fingerprint(`${PAYMENT_COLUMNS[index]} ${value}`).slice(0, DIGITS_KEPT))
    .join('.');
}

/** The columns in which two rows differ. */
export function differingColumns(digest: string, other: string): LedgerColumn[] {
  const [one, two] = [digest.split('.'), other.split('.')];
  return PAYMENT_COLUMNS.filter((_, index) => one[index] !== two[index]);
}
