/** A paper of the office as page and Word document both print it. */
export interface PrintedPaper {
  title: string;
  /** Under the title: the number of the paper. */
  subtitle: string;
  /** Without its ending. */
  fileName: string;
  /** Paragraphs before the tables. */
  opening: string[];
  grids: PaperGrid[];
  /** Paragraphs after the tables. */
  closing: string[];
  /** Lines at the right: who issues it, and when. */
  signature: string[];
  footer: string;
}

export interface PaperGrid {
  heading: string | null;
  /** In percent of the width of the paper. */
  widths: readonly number[];
  /** The first row names the columns, on every page. */
  isHeaded: boolean;
  rows: PaperCell[][];
}

export interface PaperCell {
  /** Line feeds begin a new line. */
  text: string;
  isLabel: boolean;
  /** How many columns it takes. */
  span: number;
  isNumeric: boolean;
}

export function label(text: string, span = 1): PaperCell {
  return { text, isLabel: true, span, isNumeric: false };
}

/** A value; an absent one leaves its cell empty, to be filled in by hand. */
export function value(text: string | null | undefined, span = 1): PaperCell {
  return { text: text ?? '', isLabel: false, span, isNumeric: false };
}

export function amount(text: string): PaperCell {
  return { text, isLabel: false, span: 1, isNumeric: true };
}
