import type { BusinessDate } from '../calendar/date';
import { addFen, ZERO, type Fen } from '../money/fen';
import { multiplyFen } from '../money/rate';
import { proposeCategory, type FamilyFacts, type Income, type Line, type Proposal } from './classification';
import type { FamilyHukou, HukouKind } from './family';
import { CITY_REGION } from './sampleLines';

/** What would become of the categories if the line or the incomes were other ones. Nothing of it is kept. */
export interface Supposition {
  /** The amount that would hold for a region and kind; null leaves the lines as they are. */
  line: { region: string; hukouKind: HukouKind; monthlyFen: Fen } | null;
  /** By how many percent every income would be higher, or lower. */
  incomePercent: number;
}

type InForce = Pick<Line, 'region' | 'hukouKind' | 'effectiveOn' | 'monthlyFen'>;

/** A family as far as its category depends on it. */
export interface Subject {
  division: string;
  hukouKind: FamilyHukou;
  facts: FamilyFacts;
}

/** What the rules of a day propose for a family as things are, and as they are supposed to be. */
export function supposedChange(
  { division, hukouKind, facts }: Subject,
  { lines, supposition, on }: { lines: readonly InForce[]; supposition: Supposition; on: BusinessDate },
): { before: Proposal; after: Proposal } {
  const place = { division, hukouKind, on };
  return {
    before: proposeCategory({ facts, line: lineIn(lines, place), on }),
    after: proposeCategory({
      facts: { ...facts, income: raised(facts.income, supposition.incomePercent) },
      line: lineIn(supposedLines(lines, supposition, on), place),
      on,
    }),
  };
}

/** The line in force for a family on a day: the latest of its division, or else of the city. */
export function lineIn(
  lines: readonly InForce[],
  { division, hukouKind, on }: Pick<Subject, 'division' | 'hukouKind'> & { on: BusinessDate },
): InForce | null {
  const kind = hukouKind === 'rural' ? 'rural' : 'urban';
  const inForce = (region: string) =>
    lines
      .filter((line) => line.region === region && line.hukouKind === kind && line.effectiveOn <= on)
      .reduce<InForce | null>(
        (latest, line) => (latest && latest.effectiveOn >= line.effectiveOn ? latest : line),
        null,
      );
  return inForce(division) ?? inForce(division.slice(0, CITY_REGION.length));
}

/** The supposed line stands first: it wins over one that took effect on the same day. */
function supposedLines(
  lines: readonly InForce[],
  { line }: Supposition,
  on: BusinessDate,
): readonly InForce[] {
  return line ? [{ ...line, effectiveOn: on }, ...lines] : lines;
}

/** All income changed alike; what is spent on illness, school and home stays. */
function raised(income: Income, percent: number): Income {
  if (percent === 0) return income;
  const { wagesFen, businessFen, propertyFen, transferFen, otherIncomeFen } = income;
  const gross = addFen(wagesFen, businessFen, propertyFen, transferFen, otherIncomeFen);
  const rest = { businessFen: ZERO, propertyFen: ZERO, transferFen: ZERO, otherIncomeFen: ZERO };
  return { ...income, ...rest, wagesFen: multiplyFen(gross, ((100 + percent) / 100).toFixed(2), 'half-up') };
}
