import { z } from 'zod';
import { formFault } from '../formBounds';
import { FAMILY_MESSAGES as MESSAGES } from '../zh/families';

/** Of a new file, or of the file with this id. */
const DraftOf = z.string().regex(/^(family\.new|family:[\w-]{1,64})$/);

/** Far more than the longest form: twelve members with every field filled in. */
const MOST_CHARACTERS = 60_000;

/** What somebody typed so far: the form as the browser would post it. */
export const DraftForm = z.object({
  form: DraftOf,
  content: z
    .string()
    .max(MOST_CHARACTERS, MESSAGES.draftUnfit)
    .refine((content) => formFault(new URLSearchParams(content)) === null, MESSAGES.draftUnfit),
  /** The version of the file that was opened. */
  version: z.coerce.number().int().optional(),
});
export type DraftInput = z.output<typeof DraftForm>;

export const DropDraftForm = z.object({ form: DraftOf });

export const NEW_FAMILY_DRAFT = 'family.new';

export function draftOfFamily(id: string): string {
  return `family:${id}`;
}

/** The file that a draft changes; null for a new one. */
export function familyOfDraft(form: string): string | null {
  return form === NEW_FAMILY_DRAFT ? null : form.slice('family:'.length);
}
