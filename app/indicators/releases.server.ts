import { sql, type SQL } from 'drizzle-orm';
import { awards, endedReleases } from '../../db/schema';

/** Of an award of the query: the day of the release that stood as of a day; null while it was not released. */
export function releasedOnAsOf(asOf: string): SQL<string | null> {
  const { awardId, releasedOn, givenBackOn } = endedReleases;
  return sql<
    string | null
  >`case when ${awards.releasedOn} <= ${asOf} then ${awards.releasedOn} else (select ${releasedOn} from ${endedReleases} where ${awardId} = ${awards.id} and ${releasedOn} <= ${asOf} and ${givenBackOn} > ${asOf}) end`;
}

/** That an award of the query was not released as of a day. */
export function unreleasedAsOf(asOf: string): SQL {
  return sql`(${releasedOnAsOf(asOf)} is null)`;
}
