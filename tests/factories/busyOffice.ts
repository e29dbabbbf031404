import { asc } from 'drizzle-orm';
import { businessDate } from '../../app/calendar/date';
import { addSampleLines } from '../../app/families/lines.server';
import { ROLES, type Role } from '../../app/staff/role';
import type { Store } from '../../db/client.server';
import { applications, awards, indicators, payments, staff, subsistenceLines } from '../../db/schema';
import { cookieOf, processStore } from '../process';
import { startProduct, type Product } from '../product';
import type { RouteEntry } from '../routeTable';
import { aBatch } from './batches';
import { aFamily, type MadeFamily } from './families';
import { aProject } from './fund';
import { anOffice, type Office } from './office';
import { aPayment } from './payments';
import { anAward } from './relief';

/** An office with a year, a family, an award that was paid and one in a batch, its product running and everybody logged in. */
export interface BusyOffice {
  office: Office;
  family: MadeFamily;
  product: Product;
  cookies: Record<Role, string>;
  /** The address of a route, with the records that there are, or with none that is. */
  placeOf: (route: RouteEntry, exists?: boolean) => string;
}

const YEAR = 2019;

export async function aBusyOffice(): Promise<BusyOffice> {
  const store = await processStore();
  const office = await anOffice(store);
  await store.write((write) => addSampleLines(write, office.head.actor));
  await aProject(office, { year: YEAR });
  const family = await aFamily(office);
  const paid = await anAward(office, { familyId: family.id, year: YEAR });
  await aPayment(office, { awardId: paid.id, on: businessDate('2019-06-20') });
  const waiting = await anAward(office, { familyId: family.id, year: YEAR });
  const known: Record<string, string> = {
    ...{ familyId: family.id, year: String(YEAR), act: 'approve', list: 'payments', paper: 'file' },
    ...{ batchId: await aBatch(office, [waiting.id]), position: '0', kind: 'page', chapter: 'causes' },
    ...(await idsOf(store)),
  };
  const cookies = {} as Record<Role, string>;
  for (const role of ROLES) cookies[role] = await cookieOf(office[role].actor.staffId);
  const placeOf: BusyOffice['placeOf'] = ({ pattern }, exists = true) =>
    pattern.replace(/\$(\w+)/g, (_, name: string) => {
      const isPlain = exists || name === 'year' || name === 'act';
      return (isPlain ? known[name] : undefined) ?? 'none';
    });
  return { office, family, product: await startProduct(), cookies, placeOf };
}

async function idsOf(store: Store): Promise<Record<string, string>> {
  return store.read(async (read) => {
    const first = async (
      table: typeof awards | typeof applications | typeof payments | typeof staff | typeof subsistenceLines,
    ) => (await read.select({ id: table.id }).from(table).orderBy(asc(table.id)).limit(1))[0]!.id;
    const [indicator] = await read.select({ id: indicators.id }).from(indicators).limit(1);
    return {
      ...{ awardId: await first(awards), applicationId: await first(applications) },
      ...{ lineId: await first(subsistenceLines), paymentId: await first(payments) },
      ...{ staffId: await first(staff), ...(indicator ? { indicatorId: indicator.id } : {}) },
    };
  });
}
