import { and, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { awards, families, familyMembers, ledgerRows, payments, projects } from '../../db/schema';
import type { Project } from '../fund/fund.server';
import { comparableReference } from '../fund/reference';
import { Refusal } from '../refusal';
import type { LedgerPerson } from '../relief/ledgerAwards.server';
import type { AwardGroup } from './ledgerEntries.server';

/** What the records already know of the rows of a ledger. */

/** The project-year that a day lies in; null where there is none. */
export async function projectOn(read: Read, on: string): Promise<Project | null> {
  const all = await read.select().from(projects);
  return all.find(({ startOn, endOn }) => startOn <= on && on <= endOn) ?? null;
}

/**
 * The person of each award within the family that its row names, in the order given; or why there is none. Nothing is
 * ever told of another family.
 */
export async function peopleOf(
  read: Read,
  groups: readonly AwardGroup[],
): Promise<(LedgerPerson | Refusal)[]> {
  const people = new Map<string, LedgerPerson>();
  const numbers = new Set<string>();
  for (const chunk of chunksOf([...new Set(groups.map(({ fileNumber }) => fileNumber))])) {
    for (const row of await membersOf(read, chunk)) {
      numbers.add(row.fileNumber);
      people.set(`${row.fileNumber} ${row.fingerprint}`, row);
    }
  }
  return groups.map(({ fileNumber, personFingerprint, name }) => {
    if (!numbers.has(fileNumber)) return new Refusal('ledger.family_unknown', { fileNumber }, 'fileNumber');
    const person = people.get(`${fileNumber} ${personFingerprint}`);
    if (!person) return new Refusal('ledger.person_unknown', { fileNumber }, 'idNumber');
    if (person.name !== name) return new Refusal('ledger.name_differs', { fileNumber, name }, 'name');
    return person;
  });
}

function membersOf(read: Read, fileNumbers: string[]) {
  return read
    .select({
      familyId: families.id,
      memberId: familyMembers.id,
      name: familyMembers.name,
      fingerprint: familyMembers.idFingerprint,
      position: familyMembers.position,
      employment: familyMembers.employment,
      fileNumber: families.fileNumber,
      division: families.division,
      hukouKind: families.hukouKind,
      registeredOn: families.registeredOn,
      exitedOn: families.exitedOn,
    })
    .from(familyMembers)
    .innerJoin(families, eq(families.id, familyMembers.familyId))
    .where(inArray(families.fileNumber, fileNumbers));
}

/** An award that is on record. */
export interface KnownAward {
  awardId: string;
  amountFen: number;
}

/** The awards of some people that were decided on a day, under `memberId type`. */
export async function awardsDecidedOn(
  read: Read,
  { on, memberIds }: { on: string; memberIds: readonly string[] },
): Promise<Map<string, KnownAward[]>> {
  const found = new Map<string, KnownAward[]>();
  for (const chunk of chunksOf([...new Set(memberIds)])) {
    const rows = await read
      .select({
        awardId: awards.id,
        memberId: awards.memberId,
        type: awards.type,
        amountFen: awards.amountFen,
      })
      .from(awards)
      .where(and(inArray(awards.memberId, chunk), eq(awards.approvedOn, on)));
    for (const { memberId, type, ...award } of rows) {
      const name = `${memberId} ${type}`;
      found.set(name, [...(found.get(name) ?? []), award]);
    }
  }
  return found;
}

/** A row that is in. */
export interface KnownRow {
  digest: string;
  awardId: string;
  paymentId: string | null;
}

/** The rows of some keys that are in. */
export async function knownRows(read: Read, keys: readonly string[]): Promise<Map<string, KnownRow>> {
  const found = new Map<string, KnownRow>();
  for (const chunk of chunksOf(keys)) {
    const rows = await read.select().from(ledgerRows).where(inArray(ledgerRows.key, chunk));
    for (const { key, digest, awardId, paymentId } of rows) found.set(key, { digest, awardId, paymentId });
  }
  return found;
}

/** A payment of some award, by the bank's reference. */
export interface ReferredPayment {
  paymentId: string;
  awardId: string;
  amountFen: number;
  paidOn: string;
}

/** The payments of some awards under `awardId reference` (as it is compared), whoever recorded them. */
export async function paymentsByReference(
  read: Read,
  awardIds: readonly string[],
): Promise<Map<string, ReferredPayment>> {
  const found = new Map<string, ReferredPayment>();
  for (const chunk of chunksOf([...new Set(awardIds)])) {
    const rows = await read
      .select({
        paymentId: payments.id,
        awardId: payments.awardId,
        reference: payments.bankReference,
        amountFen: payments.amountFen,
        paidOn: payments.paidOn,
      })
      .from(payments)
      .where(inArray(payments.awardId, chunk));
    for (const { reference, ...payment } of rows)
      found.set(`${payment.awardId} ${comparableReference(reference)}`, payment);
  }
  return found;
}
