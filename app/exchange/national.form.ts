import { z } from 'zod';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { tooManyRows } from '../zh/formRows';
import { NATIONAL_MESSAGES as MESSAGES } from '../zh/national';
import { bareTitle } from './familySheet';
import { MOST_IMPORT_BYTES } from './job';
import { lackingNational, NATIONAL_FIELDS } from './national';

const LEAST_REASON = 4;
const LONGEST_REASON = 200;

const Reason = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(LEAST_REASON, missing)
    .max(LONGEST_REASON, MESSAGES.tooLong)
    .refine(...WITHOUT_NUMBERS);

export const NationalExportForm = z.object({ reason: Reason(MESSAGES.reason) });

export const CompareForm = z.object({
  file: z.file({ error: MESSAGES.file }).max(MOST_IMPORT_BYTES, MESSAGES.fileTooLarge),
});

export const ExplainForm = z.object({ reason: Reason(MESSAGES.explanation) });

const Column = z
  .object({
    field: z.enum(NATIONAL_FIELDS),
    /** The place in the sheet; a field without one is no column. */
    position: z
      .string()
      .trim()
      .regex(/^[1-9]\d?$/, MESSAGES.position)
      .optional(),
    title: oneLine()
      .max(30, MESSAGES.titleLong)
      .refine(...WITHOUT_NUMBERS)
      .optional(),
    isCompared: z.boolean().optional(),
  })
  .refine(({ position, title }) => !position || Boolean(title), { error: MESSAGES.title, path: ['title'] });

/** A layout as it is typed: every field once, those without a place left out. */
export const NationalLayoutForm = z.object({
  columns: z
    .array(Column)
    .max(NATIONAL_FIELDS.length, tooManyRows(NATIONAL_FIELDS.length))
    .default([])
    .transform((columns) =>
      columns
        .flatMap(({ field, position, title, isCompared }) =>
          position && title
            ? [{ position: Number(position), column: { field, title, isCompared: isCompared ?? false } }]
            : [],
        )
        .sort((one, other) => one.position - other.position)
        .map(({ column }) => column),
    )
    .refine((columns) => lackingNational(columns).length === 0, { error: MESSAGES.lacking })
    .refine((columns) => new Set(columns.map(({ title }) => bareTitle(title))).size === columns.length, {
      error: MESSAGES.sameTitle,
    }),
});
