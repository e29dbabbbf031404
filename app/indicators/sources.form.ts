import { z } from 'zod';
import { tooManyRows } from '../zh/formRows';
import { SUGGESTION_SOURCES } from './suggestion';

/** By what an indicator is judged; none ticked is a choice too. */
export const SourcesForm = z.object({
  sources: z
    .array(z.enum(SUGGESTION_SOURCES))
    .max(SUGGESTION_SOURCES.length, tooManyRows(SUGGESTION_SOURCES.length))
    .optional()
    .transform((sources) => sources ?? []),
});
