import { and, inArray, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { ledgerAwards } from '../../db/schema';
import { isOverridable, type OverridableCode } from './ledgerAward';
import { namesOfStaff } from './people.server';

/** A known violation of an old ledger: the rules that the award breaks, who let it in and why. */
export interface LedgerFlag {
  overrides: OverridableCode[];
  byName: string;
  reason: string;
}

/** The flags of some awards, by award; those that break nothing are left out. */
export async function ledgerFlagsOf(
  read: Read,
  awardIds: readonly string[],
): Promise<Map<string, LedgerFlag>> {
  const flags = new Map<string, LedgerFlag>();
  for (const chunk of chunksOf([...new Set(awardIds)])) {
    const rows = await read
      .select()
      .from(ledgerAwards)
      .where(and(inArray(ledgerAwards.awardId, chunk), ne(ledgerAwards.overrides, '')));
    const names = await namesOfStaff(
      read,
      rows.map(({ overriddenBy }) => overriddenBy),
    );
    for (const { awardId, overrides, overriddenBy, overrideReason } of rows) {
      flags.set(awardId, {
        overrides: overridesIn(overrides),
        byName: names[overriddenBy ?? ''] ?? '',
        reason: overrideReason ?? '',
      });
    }
  }
  return flags;
}

/** The codes of the column `overrides`. */
export function overridesIn(overrides: string): OverridableCode[] {
  return overrides.split(' ').filter(isOverridable);
}
