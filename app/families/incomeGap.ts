/** Income of the whole family over 12 months, by item; amounts in fen, null or absent where nobody said. */
type IncomeItems = Partial<
  Record<
    'wagesFen' | 'businessFen' | 'propertyFen' | 'transferFen' | 'otherIncomeFen',
    number | null | undefined
  >
>;

/** Two statements of the same income that do not fit: both over 12 months, in fen. */
export interface IncomeGap {
  /** What the members earn a month now, twelve times. */
  membersFen: number;
  /** What the family had over the 12 months. */
  familyFen: number;
}

/** Someone may have lost or found work within the year: up to half as much again is left alone. */
const PLAUSIBLE = { numerator: 3, denominator: 2 };

/**
 * Whether what the members earn a month and what the family had in 12 months contradict each other: one is nothing, or
 * they differ by more than half of the smaller one. The category goes by the 12 months (national form: both are asked).
 * Of what the family had only wages and business must be somebody's monthly income; and as long as a member's is not
 * stated, the family may well have had more.
 * @param monthly what each member earns a month in fen; null where nobody said
 */
export function incomeGap(items: IncomeItems, monthly: readonly (number | null)[]): IncomeGap | null {
  const stated = monthly.filter((amount) => amount !== null);
  if (stated.length === 0) return null;
  const membersFen = 12 * sumOf(stated);
  const earnedFen = sumOf([items.wagesFen, items.businessFen]);
  const familyFen = earnedFen + sumOf([items.propertyFen, items.transferFen, items.otherIncomeFen]);
  const isAllStated = stated.length === monthly.length;
  const isApart = isFarAbove(membersFen, familyFen) || (isAllStated && isFarAbove(earnedFen, membersFen));
  return isApart ? { membersFen, familyFen } : null;
}

function isFarAbove(more: number, less: number): boolean {
  return more * PLAUSIBLE.denominator > less * PLAUSIBLE.numerator;
}

function sumOf(amounts: readonly (number | null | undefined)[]): number {
  return amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
}
