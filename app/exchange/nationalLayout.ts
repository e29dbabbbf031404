import { z } from 'zod';
import type { SheetCell, SheetRow } from '../sheets/sheet';
import { NATIONAL_ALIASES, NATIONAL_TITLES } from '../zh/national';
import { bareTitle } from './familySheet';
import {
  lackingNational,
  NATIONAL_FIELDS,
  NEEDED_NATIONAL_FIELDS,
  type NationalColumn,
  type NationalField,
} from './national';

/** A layout as it is kept. */
export const NationalColumns = z
  .array(z.object({ field: z.enum(NATIONAL_FIELDS), title: z.string().min(1), isCompared: z.boolean() }))
  .refine((columns) => lackingNational(columns).length === 0);

/** Until the office says otherwise: all fields under our names; the other system numbers files its own way. */
export const DEFAULT_COLUMNS: readonly NationalColumn[] = NATIONAL_FIELDS.map((field) => ({
  field,
  title: NATIONAL_TITLES[field],
  isCompared: field !== 'fileNumber' && field !== 'registeredOn',
}));

export interface NationalHeader {
  row: number;
  /** By position in the sheet, A first; null for a column that the layout does not know. */
  fields: (NationalField | null)[];
  /** The titles of those columns. */
  unknown: string[];
  /** Fields of the layout that the sheet does not have: they are not compared. */
  missing: NationalField[];
}

/**
 * Reads a row as the header, columns in any order by the layout's titles or their usual names; null when it names too
 * few of them to be one.
 */
export function nationalHeader(
  { number, cells }: SheetRow,
  layout: readonly NationalColumn[],
): NationalHeader | null {
  const names = namesOf(layout);
  const fields: (NationalField | null)[] = [];
  const unknown: string[] = [];
  Array.from(cells).forEach((cell, position) => {
    const field = cell ? (names.get(bareTitle(cell.text)) ?? null) : null;
    fields[position] = field && !fields.includes(field) ? field : null;
    if (cell && fields[position] === null) unknown.push(cell.text.replace(/\s+/g, ' ').trim());
  });
  const missing = layout.map(({ field }) => field).filter((field) => !fields.includes(field));
  const found = NEEDED_NATIONAL_FIELDS.filter((field) => fields.includes(field)).length;
  return found >= 2 ? { row: number, fields, unknown, missing } : null;
}

/** The titles that the office gave win over the usual names. */
function namesOf(layout: readonly NationalColumn[]): Map<string, NationalField> {
  const usual = layout.flatMap(({ field }) =>
    [NATIONAL_TITLES[field], ...(NATIONAL_ALIASES[field] ?? [])].map((name) => [name, field] as const),
  );
  const given = layout.map(({ field, title }) => [title, field] as const);
  return new Map([...usual, ...given].map(([name, field]) => [bareTitle(name), field]));
}

/** The cells of a row by field. */
export function nationalCells(
  { cells }: SheetRow,
  { fields }: NationalHeader,
): Partial<Record<NationalField, SheetCell>> {
  return Object.fromEntries(
    fields.flatMap((field, position) => {
      const cell = cells[position];
      return field && cell ? [[field, cell] as const] : [];
    }),
  );
}
