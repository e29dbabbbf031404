import { z } from 'zod';
import { RELIEF_TYPES } from '../fund/project';
import { divisions } from '../identity/division';
import { FILTER_MESSAGES } from '../zh/indicators';

const OneOf = <Code extends string>(codes: readonly Code[]) =>
  z
    .enum(codes, { error: FILTER_MESSAGES.unknown })
    .optional()
    .transform((code) => code ?? null);

/** What an indicator counts only a part of; what is left open counts all. */
export const FilterForm = z.object({
  type: OneOf(RELIEF_TYPES),
  division: OneOf(divisions),
});
