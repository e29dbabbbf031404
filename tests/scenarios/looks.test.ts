import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuditAction } from '../../app/audit/audit';
import { audit, auditAll } from '../../app/audit/audit.server';
import { mostLooks } from '../../app/audit/looks.server';
import { engine } from '../../app/config.server';
import type { Store } from '../../db/client.server';
import { freshDatabase, type FreshDatabase } from '../database';
import { plansOf } from '../queryPlans';

/** Who looked at what is sensitive, and took it along: counted in the log by days in China. */

let database: FreshDatabase;
let store: Store;

beforeAll(async () => {
  database = await freshDatabase();
  store = await database.open();
});
afterEach(() => vi.useRealTimers());

/** Has somebody do something so many times at an instant. */
async function did(at: string, name: string, action: AuditAction, times = 1): Promise<void> {
  vi.useFakeTimers({ now: new Date(at), toFake: ['Date'] });
  const event = { action, subject: { type: 'family' as const, id: 'one' } };
  await store.write((write) => auditAll(write, { staffId: `id of ${name}`, name }, Array(times).fill(event)));
}

const looksOf = async (day: string, people = 5) =>
  (await store.read((read) => mostLooks(read, { day, people }))).map(({ name, looked, taken }) => [
    name,
    looked,
    taken,
  ]);

describe('looks at what is sensitive', () => {
  it('are counted by person on a day in China, those who looked most first', async () => {
    await did('2019-03-04T15:59:59.999Z', 'early', 'family.revealed', 9);
    await did('2019-03-04T16:00:00.000Z', 'chen', 'family.revealed', 2);
    await did('2019-03-05T08:00:00.000Z', 'chen', 'family.paper_viewed');
    await did('2019-03-05T08:00:00.000Z', 'chen', 'list.exported', 4);
    await did('2019-03-05T08:00:00.000Z', 'wu', 'family.account_revealed', 3);
    await did('2019-03-05T08:00:00.000Z', 'wu', 'case_pack.begun', 5);
    await did('2019-03-05T08:00:00.000Z', 'zhao', 'survey.phone_revealed');
    await did('2019-03-05T08:00:00.000Z', 'lin', 'batch.downloaded', 7);
    await did('2019-03-05T15:59:59.999Z', 'zhao', 'family.revealed', 9);
    await did('2019-03-05T16:00:00.000Z', 'late', 'family.revealed', 9);
    // Work that shows nothing whole, and what the system does itself, are no looks.
    await did('2019-03-05T09:00:00.000Z', 'busy', 'family.changed', 50);
    await store.write((write) =>
      audit(
        write,
        { staffId: null, name: 'system' },
        {
          ...{ action: 'list.exported', subject: { type: 'list', id: 'families' } },
        },
      ),
    );
    expect(await looksOf('2019-03-05')).toEqual([
      ['zhao', 10, 0],
      ['wu', 3, 5],
      ['chen', 3, 4],
      ['lin', 0, 7],
    ]);
    expect(await looksOf('2019-03-05', 2)).toEqual([
      ['zhao', 10, 0],
      ['wu', 3, 5],
    ]);
    expect(await looksOf('2019-03-04')).toEqual([['early', 9, 0]]);
    expect(await looksOf('2019-03-07')).toEqual([]);
  });

  it.runIf(engine === 'sqlite')('of a day are found by the index of its instants', async () => {
    const plans = await plansOf(database.address, (read) =>
      mostLooks(read, { day: '2019-03-05', people: 5 }),
    );
    expect(plans.flatMap(({ steps }) => steps)).toContainEqual(
      expect.stringMatching(
        /^SEARCH audit_entries USING INDEX audit_by_time \(recorded_at>\? AND recorded_at<\?\)$/,
      ),
    );
  });
});
