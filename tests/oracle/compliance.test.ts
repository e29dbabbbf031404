import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import {
  complianceCases,
  COMPLIANCE_CHECKS,
  type CheckedAward,
  type ComplianceCase,
} from '../../app/indicators/compliance';
import { compliancePage } from '../../app/indicators/compliance.server';
import { fen } from '../../app/money/fen';
import { APPLICATION_STATUSES } from '../../app/relief/application';
import { SHIPPED_STANDARD } from '../../app/relief/standards';
import type { Read, Store, Write } from '../../db/client.server';
import * as schema from '../../db/schema';
import { freshStore } from '../database';
import { anOffice } from '../factories/office';
import { aRandomWorld, inRandomWorld, type RandomWorld } from './randomWorld';

/** The checks look only at the awards that a query finds: that is the same as looking at all of the year. */

const WORLDS = 40;
const DAYS = ['2019-03-31', '2019-10-15', '2019-12-31'];

const aSlip = fc.record({
  status: fc.oneof(
    { weight: 4, arbitrary: fc.constant('approved' as const) },
    fc.constantFrom(...APPLICATION_STATUSES),
  ),
  bill: fc.option(fc.record({ totalFen: fc.nat(1500), backFen: fc.nat(500) })),
  publicisedOn: fc.option(fc.constantFrom('2000-01-03', '2018-12-20', '2019-02-01', '2019-08-30')),
});
const aLine = fc.option(fc.integer({ min: 1, max: 120 }), { freq: 8 });

/** What nothing but its own finder can lead to: a student of a family without a fault, paid schooling beyond a rule. */
const aCleanCase = fc.constantFrom('schooled twice', 'above the cap');

let store: Store;
let staffId: string;
beforeAll(async () => {
  store = await freshStore();
  staffId = (await anOffice(store)).caseworker.actor.staffId;
});

it(`find the same cases in ${WORLDS} random worlds`, { timeout: 120_000 }, async () => {
  const met = new Set<string>();
  const slips = fc.array(aSlip, { minLength: 30, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(aRandomWorld, slips, aLine, fc.boolean(), aCleanCase, async (random, ...given) => {
      const [slipsOf, lineFen, isTold, clean] = given;
      const world = withCleanCase(random, { clean, lineFen });
      await inRandomWorld(store, { world, staffId }, async (write) => {
        // Where every file was put up long ago, no award is found by its family alone.
        const slipped = isTold ? slipsOf.map((one) => ({ ...one, publicisedOn: '2000-01-03' })) : slipsOf;
        await slip(write, slipped, lineFen);
        await clear(write, world);
        for (const asOf of DAYS) {
          const expected = await casesOfAll(write, asOf, lineFen);
          const { lines, counts } = await compliancePage(write, { year: 2019, asOf, size: 1_000 });
          expect(lines.map(({ person: _person, flag: _flag, ...one }) => one)).toEqual(expected);
          for (const check of COMPLIANCE_CHECKS) {
            expect(counts[check]).toBe(expected.filter((one) => one.check === check).length);
            if (counts[check] > 0) met.add(check);
          }
        }
      });
    }),
    { numRuns: WORLDS, seed: 2019 },
  );
  // One hand in two roles is refused by the tables themselves.
  expect([...met].sort()).toEqual(COMPLIANCE_CHECKS.filter((one) => one !== 'maker_is_checker').sort());
});

/** A world with one more family, its last, whose only student has schooling awards, the last of the world. */
function withCleanCase(
  world: RandomWorld,
  { clean, lineFen }: { clean: string; lineFen: number | null },
): RandomWorld {
  const isTwice = clean === 'schooled twice';
  const award = {
    ...{ family: world.families.length, member: 1, type: 'schooling' as const, approvedOn: '2019-03-05' },
    ...{
      amountFen: isTwice ? 2 : 10 * (lineFen ?? 0) + 1,
      releasedOn: null,
      givenBackAfter: null,
      steps: [],
    },
  };
  const members = [100, 101].map((person) => ({ person, isStudent: person === 101 }));
  return {
    ...world,
    families: [
      ...world.families,
      { division: '410102', registeredOn: '2010-01-04', exitedOn: null, members },
    ],
    awards: [...world.awards, ...(isTwice ? [award, award] : [award])],
  };
}

/** Takes back what slipped in that family. */
async function clear(write: Write, { families }: RandomWorld): Promise<void> {
  const id = `family ${families.length - 1}`;
  await write.update(schema.families).set({ publicisedOn: '2000-01-03' }).where(eq(schema.families.id, id));
  await write
    .update(schema.applications)
    .set({ status: 'approved' })
    .where(eq(schema.applications.familyId, id));
}

type Slip = Omit<typeof aSlip extends fc.Arbitrary<infer One> ? One : never, 'publicisedOn'> & {
  publicisedOn: string | null;
};

async function slip(write: Write, slips: readonly Slip[], lineFen: number | null): Promise<void> {
  await write.delete(schema.subsistenceLines);
  if (lineFen !== null) {
    const line = { region: '4101', hukouKind: 'urban' as const, effectiveOn: '2019-02-01', document: '' };
    await write
      .insert(schema.subsistenceLines)
      .values({ id: 'line', monthlyFen: lineFen, recordedAt: '2019-01-01T00:00:00.000Z', ...line });
  }
  const applications = await write.select({ id: schema.applications.id }).from(schema.applications);
  for (const [index, { id }] of applications.entries()) {
    const { status, bill } = slips[index % slips.length]!;
    await write
      .update(schema.applications)
      .set({
        status,
        medicalTotalFen: bill && bill.totalFen + bill.backFen,
        medicalReimbursedFen: bill?.backFen,
      })
      .where(eq(schema.applications.id, id));
  }
  const families = await write.select({ id: schema.families.id }).from(schema.families);
  for (const [index, { id }] of families.entries()) {
    const { publicisedOn } = slips[index % slips.length]!;
    await write.update(schema.families).set({ publicisedOn }).where(eq(schema.families.id, id));
  }
}

/** From all the awards and payments of the year, row by row. */
async function casesOfAll(read: Read, asOf: string, lineFen: number | null): Promise<ComplianceCase[]> {
  const { applications, awards, families, familyMembers, payments, programmes } = schema;
  const rows = await read
    .select()
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .where(eq(awards.projectId, 'project'))
    .orderBy(asc(awards.approvedOn), asc(awards.id));
  const ledger = await read
    .select()
    .from(payments)
    .where(eq(payments.projectId, 'project'))
    .orderBy(asc(payments.paidOn), asc(payments.id));
  const known = ledger.filter(({ paidOn }) => paidOn <= asOf);
  const windows = await read.select().from(programmes);
  return complianceCases({
    awards: rows.filter((row) => row.awards.approvedOn <= asOf).map((row) => checked(row)),
    payments: known
      .filter(({ kind }) => kind === 'payment')
      .map(({ id, awardId, paidOn }) => {
        const chain = known.filter(({ originalId }) => originalId === id);
        return { id, awardId, paidOn, netFen: chain.reduce((sum, { amountFen }) => sum + amountFen, 0) };
      }),
    standards: [SHIPPED_STANDARD],
    windowOf: (type) => {
      const window = windows.find((one) => one.type === type);
      return {
        startOn: window?.windowStartOn ?? '2019-01-01',
        endOn: window?.windowEndOn ?? '2019-12-31',
      };
    },
  });

  function checked(row: (typeof rows)[number]): CheckedAward {
    const { id, type, familyId, memberId, amountFen, approvedOn, releasedOn } = row.awards;
    const { medicalTotalFen, medicalReimbursedFen } = row.applications;
    const hasLine = type !== 'medical' && lineFen !== null && approvedOn >= '2019-02-01';
    return {
      ...{ id, type, familyId, memberId, amountFen, approvedOn },
      personId: row.family_members.idFingerprint,
      releasedOn: releasedOn !== null && releasedOn <= asOf ? releasedOn : null,
      makers: row.applications,
      isApproved: row.applications.status === 'approved',
      medical:
        medicalTotalFen === null || medicalReimbursedFen === null
          ? null
          : { totalFen: fen(medicalTotalFen), reimbursedFen: fen(medicalReimbursedFen) },
      lineMonthlyFen: hasLine ? lineFen : null,
      flags: [],
      family: { ...row.families, isImported: false, noticeFrom: null },
    };
  }
}
