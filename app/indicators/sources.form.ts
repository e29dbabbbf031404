import { z } from 'zod';
import { SUGGESTION_SOURCES } from './suggestion';

/** By what an indicator is judged; none ticked is a choice too. */
export const SourcesForm = z.object({
  sources: z
    .array(z.enum(SUGGESTION_SOURCES))
    .optional()
    .transform((sources) => sources ?? []),
});
