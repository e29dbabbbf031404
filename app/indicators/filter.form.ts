import { z } from 'zod';
import { RECEIPT_SOURCES, RELIEF_TYPES, SERVICE_KINDS } from '../fund/project';
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
  serviceKind: OneOf(SERVICE_KINDS),
  source: OneOf(RECEIPT_SOURCES),
  division: OneOf(divisions),
});
