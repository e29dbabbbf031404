import { z } from 'zod';
import { DateText } from '../calendar/date.form';
import { divisions } from '../identity/division';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { YuanAmount } from '../money/money.form';
import { FAMILY_MESSAGES as MESSAGES } from '../zh/families';
import { HUKOU_KINDS } from './family';
import { CITY_REGION } from './sampleLines';

export const LINE_REGIONS = [CITY_REGION, ...divisions] as const;

/** The paper that a rule rests on. */
export const RuleDocument = oneLine(MESSAGES.document)
  .min(2, MESSAGES.document)
  .max(200, MESSAGES.tooLong(200))
  .refine(...WITHOUT_NUMBERS);

/** A new row of the subsistence line. */
export const LineForm = z.object({
  region: z.enum(LINE_REGIONS, { error: MESSAGES.region }),
  hukouKind: z.enum(HUKOU_KINDS, { error: MESSAGES.hukouKind }),
  effectiveOn: DateText,
  monthlyFen: YuanAmount({ positive: true }),
  document: RuleDocument,
});

/** What the head vouches for: the amount and the document it stands in. */
export const LineConfirmForm = z.object({
  monthlyFen: YuanAmount({ positive: true }),
  document: RuleDocument,
});
