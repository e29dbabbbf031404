/** What a rule says no with. The Chinese sentence for each code stands in app/zh/refusals. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /**
   * @param code which rule refused, e.g. `fund.insufficient`
   * @param data figures for the sentence (amounts in fen, dates as YYYY-MM-DD)
   * @param field the form field the sentence belongs beside, where there is one
   * @param beside what else was refused at once, each beside a field of its own
   */
  constructor(
    readonly code: string,
    readonly data: RefusalData = {},
    readonly field?: string,
    readonly beside: readonly Refusal[] = [],
  ) {
    super(code);
  }
}

export type RefusalData = Record<string, string | number | null>;

type Checks<Found> = { [Key in keyof Found]: () => Found[Key] | Promise<Found[Key]> };

/**
 * What some checks find, one after the other; what several of them refuse is said at once, so that nobody mends one
 * field only to be told of the next.
 * @throws Refusal the first of them, with the others beside it
 */
export async function allChecked<Found extends object>(checks: Checks<Found>): Promise<Found> {
  const found: Partial<Found> = {};
  const refusals: Refusal[] = [];
  for (const key of Object.keys(checks) as (keyof Found)[]) {
    try {
      found[key] = await checks[key]();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  const [first, ...beside] = refusals;
  if (first) throw new Refusal(first.code, first.data, first.field, beside);
  return found as Found;
}
