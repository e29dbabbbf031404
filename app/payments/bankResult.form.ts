import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { MOST_ROWS } from '../formBounds';
import { CommandId, SeenCount } from '../fund/command.form';
import { oneLine, WITHOUT_ID_NUMBER, WITHOUT_NUMBERS } from '../identity/identity.form';
import { RESULT_MESSAGES as MESSAGES } from '../zh/bankResults';
import { tooManyRows } from '../zh/formRows';
import { pendingMessage } from '../zh/pendingWords';
import { plainWord, RESULT_FIELDS, type NamedMapping, type ResultField } from './bankResult';
import { FAILURE_CAUSES } from './batch';
import { isPending } from './pendingWords';

export const ResultUploadForm = z.object({ file: z.file({ error: MESSAGES.file }) });

const Column = z
  .string()
  .regex(/^\d{1,3}$/)
  .optional()
  .transform((text) => (text === undefined ? null : Number(text)));

const NeededColumn = z
  .string({ error: MESSAGES.column })
  .regex(/^\d{1,3}$/, MESSAGES.column)
  .transform(Number);

const Words = z
  .string({ error: MESSAGES.words })
  .max(400, MESSAGES.wordsLong)
  .refine(...WITHOUT_NUMBERS)
  .transform((text) =>
    [...new Set(text.split(/[\u3001\uff0c\uff1b,;\n]+/).map((word) => word.trim()))].filter(Boolean),
  )
  .refine((words) => words.length > 0, MESSAGES.words);

/** What the columns and words of a result file mean. */
export const ResultMappingForm = z
  .object({
    line: Column,
    account: NeededColumn,
    holder: Column,
    amount: NeededColumn,
    status: NeededColumn,
    reason: Column,
    on: Column,
    reference: Column,
    success: Words,
    failure: Words,
    defaultOn: DateText.optional(),
    contradictionsSeen: SeenCount,
    pendingSeen: SeenCount,
  })
  .superRefine((form, context) => {
    for (const field of columnsTwice(form)) {
      context.addIssue({ code: 'custom', path: [field], message: MESSAGES.columnTwice });
    }
    const success = new Set(form.success.map(plainWord));
    const both = form.failure.filter((word) => success.has(plainWord(word)));
    if (both.length > 0) {
      context.addIssue({ code: 'custom', path: ['failure'], message: MESSAGES.wordTwice(both) });
    }
    for (const field of ['success', 'failure'] as const) {
      const pending = form[field].filter(isPending);
      if (pending.length > 0)
        context.addIssue({ code: 'custom', path: [field], message: pendingMessage(pending) });
    }
  });

type Columns = Record<ResultField, number | null>;

/** A status and its reason may stand in one column; everything else has its own. */
function columnsTwice(columns: Columns): ResultField[] {
  return RESULT_FIELDS.filter(
    (field, place) =>
      columns[field] !== null &&
      RESULT_FIELDS.slice(0, place).some(
        (earlier) => columns[earlier] === columns[field] && !(earlier === 'status' && field === 'reason'),
      ),
  );
}

/** The mapping that the form says. */
export function mappingOf({
  success,
  failure,
  defaultOn,
  contradictionsSeen: _ended,
  pendingSeen: _pending,
  ...columns
}: z.output<typeof ResultMappingForm>): NamedMapping {
  const named = RESULT_FIELDS.filter((field) => columns[field] !== null);
  return {
    columns: Object.fromEntries(named.map((field) => [field, columns[field]])),
    success,
    failure,
    defaultOn: defaultOn ?? null,
  };
}

/** Everything that was looked at, so that nothing else is applied. */
export const ApplyResultForm = z.object({
  commandId: CommandId,
  succeeded: z.number().int(),
  failed: z.number().int(),
  amountFen: z.number().int(),
  readAs: z
    .string()
    .optional()
    .transform((text) => text ?? ''),
  causes: z
    .array(
      z.object({
        text: z
          .string()
          .optional()
          .transform((text) => text ?? ''),
        cause: z.enum(FAILURE_CAUSES),
      }),
    )
    .max(MOST_ROWS, tooManyRows(MOST_ROWS))
    .default([]),
  earlySeen: SeenCount,
  usedSeen: SeenCount,
  otherFitSeen: SeenCount,
  differingSeen: SeenCount,
  unreadSeen: SeenCount,
});

const ownWords = (message: string) =>
  z
    .string({ error: message })
    .trim()
    .min(2, message)
    .max(200, MESSAGES.noteLong)
    .refine(...WITHOUT_NUMBERS);

const Note = ownWords(MESSAGES.note);
const Reason = ownWords(MESSAGES.reason);

export const LinePaidForm = z.object({
  commandId: CommandId,
  on: DateText,
  bankReference: oneLine(MESSAGES.reference)
    .min(1, MESSAGES.reference)
    .max(60, MESSAGES.referenceLong)
    .refine(...WITHOUT_ID_NUMBER),
  note: Note,
  earlySeen: SeenCount,
  rowSeen: SeenCount,
  /** Why the reference is that of another payment as well. */
  anotherReason: z
    .string()
    .trim()
    .max(200, MESSAGES.noteLong)
    .refine(...WITHOUT_NUMBERS)
    .optional()
    .transform((text) => text ?? ''),
});

/** With the word that was shown, in whose place another one may stand by now. */
export const SettleContradictionForm = z.object({ note: Note, shownId: z.string().optional() });

export const VoidResultForm = z.object({ reason: Reason, contradictionsSeen: SeenCount });

export const LineFailedForm = z.object({
  commandId: CommandId,
  on: DateText,
  cause: z.enum(FAILURE_CAUSES, { error: MESSAGES.cause }),
  note: Note,
  earlySeen: SeenCount,
  rowSeen: SeenCount,
});
