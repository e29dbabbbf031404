/** The path of money once more, in memory: what may be done with awards and batches of one year, all on one day. */

export interface ModelAward {
  amountFen: number;
  netFen: number;
  isReleased: boolean;
  /** The recovery that released it. */
  takenBackBy: string | null;
  /** The batch in which it waits. */
  batchId: string | null;
}

export interface ModelCorrection {
  kind: 'return' | 'reversal' | 'recovery';
  amountFen: number;
  /** Of a recovery. */
  isPaidAgain: boolean;
}

export type ModelLine = { awardId: string; amountFen: number; isOpen: boolean };

export interface ModelBatch {
  status: 'draft' | 'submitted' | 'approved' | 'exported' | 'closed' | 'cancelled';
  lines: ModelLine[];
}

/** A row of payment or correction; the sign is that of the record. */
export interface ModelRow {
  awardId: string;
  amountFen: number;
  /** What is left of it after its corrections. */
  leftFen: number;
  corrects: string | null;
  isRecovery: boolean;
}

export class MoneyModel {
  awards = new Map<string, ModelAward>();
  /** Approvals above the extra level that wait for a second head, by their application: nothing is committed yet. */
  waiting = new Map<string, number>();
  /** Applications that were given back to be corrected. */
  returned = new Set<string>();
  /** Of those, the amount of each that was corrected and reviewed but not decided. */
  handedIn = new Map<string, number>();
  /** Above it an approval needs a second head; null where none does. */
  levelFen: number | null = null;
  batches = new Map<string, ModelBatch>();
  rows = new Map<string, ModelRow>();

  constructor(
    public budgetFen: number,
    public receivedFen: number,
  ) {}

  get paidFen(): number {
    return sum([...this.awards.values()].map(({ netFen }) => netFen));
  }

  get committedFen(): number {
    const open = [...this.awards.values()].filter(({ isReleased }) => !isReleased);
    return sum(open.map(({ amountFen, netFen }) => amountFen - netFen));
  }

  get availableFen(): number {
    return this.budgetFen - this.paidFen - this.committedFen;
  }

  /** What approved batches may have paid already. */
  get withBankFen(): number {
    const away = [...this.batches.values()].filter(({ status }) => ['approved', 'exported'].includes(status));
    return sum(away.flatMap(openLines).map(({ amountFen }) => amountFen));
  }

  /** What came in and is neither paid nor with the bank. */
  get cashFen(): number {
    return this.receivedFen - this.paidFen - this.withBankFen;
  }

  rest(awardId: string): number {
    const { amountFen, netFen } = this.awards.get(awardId)!;
    return amountFen - netFen;
  }

  /** Whether the word of one head makes an award of it. */
  isSettledBy(amountFen: number): boolean {
    return this.levelFen === null || amountFen <= this.levelFen;
  }

  approve(awardId: string, amountFen: number): void {
    this.awards.set(awardId, { amountFen, netFen: 0, isReleased: false, takenBackBy: null, batchId: null });
  }

  isFree(awardId: string): boolean {
    const { isReleased, batchId } = this.awards.get(awardId)!;
    return !isReleased && batchId === null && this.rest(awardId) > 0;
  }

  mayPay(awardId: string, amountFen: number): boolean {
    const isWithin = amountFen <= this.rest(awardId) && amountFen <= this.cashFen;
    return this.isFree(awardId) && isWithin;
  }

  pay(rowId: string, { awardId, amountFen }: { awardId: string; amountFen: number }): void {
    this.awards.get(awardId)!.netFen += amountFen;
    this.rows.set(rowId, { awardId, amountFen, leftFen: amountFen, corrects: null, isRecovery: false });
  }

  mayCorrect(rowId: string, wish: ModelCorrection): boolean {
    const { kind, amountFen } = wish;
    const row = this.rows.get(rowId)!;
    if (row.corrects !== null && kind !== 'reversal') return false;
    if (kind === 'return' && amountFen !== row.amountFen) return false;
    if (amountFen > Math.abs(row.leftFen)) return false;
    const { isReleased, takenBackBy, batchId } = this.awards.get(row.awardId)!;
    if (row.amountFen > 0) {
      const recovery = this.recoveryAbove(rowId);
      const takesBack =
        kind === 'recovery' ? !wish.isPaidAgain : recovery !== null && recovery === takenBackBy;
      return isReleased || !takesBack || batchId === null;
    }
    const isWithin = amountFen <= this.rest(row.awardId) && amountFen <= this.cashFen;
    if (!isReleased) return batchId === null && isWithin;
    const recovery = this.recoveryAbove(rowId);
    if (takenBackBy === null || recovery === null) return false;
    const givesBack = this.rows.get(recovery)!.leftFen + amountFen === 0 && this.isReopenedBy(row, recovery);
    const neededFen = givesBack ? this.rest(row.awardId) : amountFen;
    return isWithin && neededFen <= this.availableFen;
  }

  correct(id: string, { rowId, ...wish }: ModelCorrection & { rowId: string }): void {
    const { kind, amountFen } = wish;
    const row = this.rows.get(rowId)!;
    const signed = row.amountFen > 0 ? -amountFen : amountFen;
    const { awardId } = row;
    const award = this.awards.get(awardId)!;
    award.netFen += signed;
    const isRecovery = kind === 'recovery';
    this.rows.set(id, { awardId, amountFen: signed, leftFen: signed, corrects: rowId, isRecovery });
    // What is left of a correction is left of what it corrects, the other way round, down to the payment.
    let above: ModelRow | undefined = row;
    while (above) {
      above.leftFen += signed;
      above = above.corrects === null ? undefined : this.rows.get(above.corrects);
    }
    const recovery = this.recoveryAbove(id);
    if (recovery !== null) this.settle(award, { id, recovery, isPaidAgain: wish.isPaidAgain });
  }

  private settle(
    award: ModelAward,
    { id, recovery, isPaidAgain }: { id: string; recovery: string; isPaidAgain: boolean },
  ): void {
    const row = this.rows.get(recovery)!;
    const isOwn = award.takenBackBy === recovery;
    if (row.leftFen !== 0) {
      if (award.isReleased || !(isOwn || (id === recovery && !isPaidAgain))) return;
      award.isReleased = true;
      award.takenBackBy = recovery;
    } else if (isOwn && award.isReleased) {
      const other = this.laterRecovery(row, recovery);
      if (other === null) award.isReleased = false;
      else award.takenBackBy = other;
    }
  }

  private isReopenedBy(row: ModelRow, recovery: string): boolean {
    const { takenBackBy } = this.awards.get(row.awardId)!;
    return takenBackBy === recovery && this.laterRecovery(row, recovery) === null;
  }

  private laterRecovery({ awardId }: ModelRow, recovery: string): string | null {
    const found = [...this.rows].find(
      ([id, row]) => row.awardId === awardId && row.isRecovery && row.leftFen !== 0 && id > recovery,
    );
    return found?.[0] ?? null;
  }

  private recoveryAbove(rowId: string): string | null {
    for (let id: string | null = rowId; id !== null; id = this.rows.get(id)!.corrects) {
      if (this.rows.get(id)!.isRecovery) return id;
    }
    return null;
  }

  make(batchId: string, awardIds: readonly string[]): void {
    const lines = awardIds.map((awardId) => ({ awardId, amountFen: this.rest(awardId), isOpen: true }));
    for (const awardId of awardIds) this.awards.get(awardId)!.batchId = batchId;
    this.batches.set(batchId, { status: 'draft', lines });
  }

  /** A draft loses a line; its award is free again. */
  takeOut(batchId: string, awardId: string): void {
    const { lines } = this.batches.get(batchId)!;
    this.close(lines.find((line) => line.awardId === awardId && line.isOpen)!);
  }

  mayApproveBatch(batchId: string): boolean {
    const { status, lines } = this.batches.get(batchId)!;
    const open = lines.filter(({ isOpen }) => isOpen);
    const wanted = sum(open.map(({ amountFen }) => amountFen)) + this.withBankFen + this.paidFen;
    return status === 'submitted' && wanted <= this.receivedFen;
  }

  cancel(batchId: string): void {
    const batch = this.batches.get(batchId)!;
    for (const line of openLines(batch)) this.close(line);
    batch.status = 'cancelled';
  }

  /** The bank answered a line; where it was paid, the row says so. */
  answer(batchId: string, { awardId, rowId }: { awardId: string; rowId: string | null }): void {
    const batch = this.batches.get(batchId)!;
    const line = openLines(batch).find((one) => one.awardId === awardId)!;
    this.close(line);
    if (rowId !== null) this.pay(rowId, line);
    if (openLines(batch).length === 0) batch.status = 'closed';
  }

  private close(line: ModelLine): void {
    line.isOpen = false;
    this.awards.get(line.awardId)!.batchId = null;
  }
}

export function openLines({ lines }: ModelBatch): ModelLine[] {
  return lines.filter(({ isOpen }) => isOpen);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
