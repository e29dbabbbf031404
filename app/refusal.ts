/** What a rule says no with. The Chinese sentence for each code stands in app/zh/refusals. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /**
   * @param code which rule refused, e.g. `fund.insufficient`
   * @param data figures for the sentence (amounts in fen, dates as YYYY-MM-DD)
   * @param field the form field the sentence belongs beside, where there is one
   */
  constructor(
    readonly code: string,
    readonly data: RefusalData = {},
    readonly field?: string,
  ) {
    super(code);
  }
}

export type RefusalData = Record<string, string | number | null>;
