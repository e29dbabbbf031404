import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { alias } from '../../db/engine/kit';
import { awards, families, familyMembers, payments, projects } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import { convertFifteen, maskIdNumber } from '../identity/idNumber';
import { maskMiddle } from '../identity/mask';
import { fingerprint } from '../identity/sealing.server';
import { Refusal } from '../refusal';
import { readSheet } from '../sheets/sheets.server';
import {
  hasLostDigits,
  hasNoNumber,
  MOST_NUMBERS,
  MOST_PAYMENTS,
  numbersOfSheet,
  numbersOfText,
  type GivenNumber,
  type UnfoundReason,
} from './given';

/** A payment that somebody looks at, with what its corrections left of it. */
export interface SampledPayment {
  id: string;
  awardId: string;
  applicationId: string;
  projectId: string;
  familyId: string;
  fileNumber: string;
  isErased: boolean;
  /** The main person of the file (档案主), whose name its folder bears. */
  mainPerson: string;
  name: string;
  idMasked: string;
  type: (typeof payments.$inferSelect)['type'];
  year: number;
  paidOn: string;
  amountFen: number;
  netFen: number;
}

/** A number of the list that leads to no payment. */
export interface Unfound {
  row: number;
  /** Never whole: who has the list finds it by its row. */
  masked: string;
  reason: UnfoundReason;
}

/** A number that stood on the list before, in another row perhaps. */
export interface Repeated {
  row: number;
  masked: string;
  /** The row in which it stood first. */
  first: number;
}

export interface Sample {
  payments: SampledPayment[];
  unfound: Unfound[];
  repeated: Repeated[];
  /** Of people told apart by ID number. */
  people: number;
}

export type SampleQuestion =
  | { kind: 'payment'; id: string }
  | { kind: 'award'; id: string }
  | { kind: 'numbers'; numbers: readonly GivenNumber[]; year: number | null };

/**
 * The given numbers of a form: those pasted, or those of its sheet.
 * @throws Refusal case_pack.sheet_refused {problem} beside `file`
 */
export async function givenNumbers({
  numbers,
  file,
}: {
  numbers: string;
  file: Uint8Array | null;
}): Promise<GivenNumber[]> {
  if (!file || file.byteLength === 0) return numbersOfText(numbers);
  const sheet = await readSheet(file);
  if (!sheet.ok) throw new Refusal('case_pack.sheet_refused', { problem: sheet.problem }, 'file');
  return numbersOfSheet(sheet.cells);
}

/**
 * The payments that somebody asks for. A correction is never asked for alone: it comes with what it corrects.
 * @throws Refusal payment.not_found, award.not_found; case_pack.no_number, too_many_numbers {most}, too_many_payments
 *   {most} beside `numbers`
 */
export async function sampleOf(read: Read, question: SampleQuestion): Promise<Sample> {
  if (question.kind === 'numbers') return sampleOfNumbers(read, question);
  const where =
    question.kind === 'award'
      ? eq(payments.awardId, question.id)
      : inArray(
          payments.id,
          read.select({ id: payments.originalId }).from(payments).where(eq(payments.id, question.id)),
        );
  const rows = await sampledPayments(read, where);
  if (rows.length === 0) throw new Refusal(`${question.kind}.not_found`);
  return { payments: rows.map(({ fingerprint: _, ...row }) => row), unfound: [], repeated: [], people: 1 };
}

/** Payments that were found before, in the order of their ids. */
export async function paymentsById(read: Read, ids: readonly string[]): Promise<SampledPayment[]> {
  const byId = new Map<string, SampledPayment>();
  for (const chunk of chunksOf(ids)) {
    for (const { fingerprint: _, ...row } of await sampledPayments(read, inArray(payments.id, chunk)))
      byId.set(row.id, row);
  }
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function sampleOfNumbers(
  read: Read,
  { numbers, year }: { numbers: readonly GivenNumber[]; year: number | null },
): Promise<Sample> {
  if (numbers.length === 0) throw new Refusal('case_pack.no_number', {}, 'numbers');
  if (numbers.length > MOST_NUMBERS)
    throw new Refusal('case_pack.too_many_numbers', { most: MOST_NUMBERS }, 'numbers');
  const { wanted, unfound, repeated } = readNumbers(numbers);
  const keys = [...wanted.keys()];
  const rows: Awaited<ReturnType<typeof sampledPayments>> = [];
  for (const chunk of chunksOf(keys)) {
    const ofYear = year === null ? undefined : eq(projects.year, year);
    rows.push(...(await sampledPayments(read, and(inArray(familyMembers.idFingerprint, chunk), ofYear))));
  }
  if (rows.length > MOST_PAYMENTS)
    throw new Refusal('case_pack.too_many_payments', { most: MOST_PAYMENTS }, 'numbers');
  const registered = await registeredOf(read, keys);
  const paid = new Set(rows.map((row) => row.fingerprint));
  const unpaid = year === null ? 'never_paid' : 'not_paid';
  for (const [key, given] of wanted) {
    if (!paid.has(key)) unfound.push({ ...given, reason: registered.has(key) ? unpaid : 'not_registered' });
  }
  const place = new Map(keys.map((key, index) => [key, index]));
  rows.sort((one, other) => place.get(one.fingerprint)! - place.get(other.fingerprint)!);
  return {
    payments: rows.map(({ fingerprint: _, ...row }) => row),
    unfound: unfound.sort((one, other) => one.row - other.row),
    repeated,
    people: paid.size,
  };
}

/** The people of a list by the fingerprint of their number, who stands there again, and what is no number. */
function readNumbers(numbers: readonly GivenNumber[]) {
  const today = todayInChina(new Date());
  const unfound: Unfound[] = [];
  const repeated: Repeated[] = [];
  const wanted = new Map<string, { row: number; masked: string }>();
  for (const { row, text } of numbers) {
    const parsed = convertFifteen(text, { today });
    if (parsed.ok) {
      const key = fingerprint(parsed.idNumber);
      const masked = maskIdNumber(parsed.idNumber);
      const first = wanted.get(key);
      if (first) repeated.push({ row, masked, first: first.row });
      else wanted.set(key, { row, masked });
    } else {
      const reason = whyUnread(text);
      unfound.push({ row, masked: maskMiddle(text.slice(0, 20), 4, 2), reason });
    }
  }
  return { wanted, unfound, repeated };
}

function whyUnread(text: string): UnfoundReason {
  if (hasNoNumber(text)) return 'no_number';
  return hasLostDigits(text) ? 'digits_lost' : 'not_a_number';
}

const main = alias(familyMembers, 'main_person');

/** Payments without their corrections, by file and day, with what those left of them. */
async function sampledPayments(read: Read, where: SQL | undefined) {
  const rows = await read
    .select({
      id: payments.id,
      awardId: payments.awardId,
      applicationId: awards.applicationId,
      projectId: payments.projectId,
      familyId: payments.familyId,
      fileNumber: families.fileNumber,
      erasedAt: families.erasedAt,
      mainPerson: main.name,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      fingerprint: familyMembers.idFingerprint,
      type: payments.type,
      year: projects.year,
      paidOn: payments.paidOn,
      amountFen: payments.amountFen,
    })
    .from(payments)
    .innerJoin(awards, eq(awards.id, payments.awardId))
    .innerJoin(projects, eq(projects.id, payments.projectId))
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .innerJoin(families, eq(families.id, payments.familyId))
    .innerJoin(main, and(eq(main.familyId, families.id), eq(main.position, 0)))
    .where(and(eq(payments.kind, 'payment'), where))
    .orderBy(asc(families.fileNumber), asc(payments.paidOn), asc(payments.id))
    .limit(MOST_PAYMENTS + 1);
  const nets = await netsOf(
    read,
    rows.map(({ id }) => id),
  );
  return rows.map(({ erasedAt, ...row }) => ({
    ...row,
    isErased: erasedAt !== null,
    netFen: nets.get(row.id) ?? 0,
  }));
}

async function registeredOf(read: Read, keys: readonly string[]): Promise<Set<string>> {
  const registered = new Set<string>();
  for (const chunk of chunksOf(keys)) {
    const rows = await read
      .selectDistinct({ key: familyMembers.idFingerprint })
      .from(familyMembers)
      .where(inArray(familyMembers.idFingerprint, chunk));
    for (const { key } of rows) registered.add(key);
  }
  return registered;
}

async function netsOf(read: Read, ids: readonly string[]): Promise<Map<string, number>> {
  const nets = new Map<string, number>();
  for (const chunk of chunksOf(ids)) {
    const rows = await read
      .select({ id: payments.originalId, netFen: sql<number>`sum(${payments.amountFen})`.mapWith(Number) })
      .from(payments)
      .where(inArray(payments.originalId, chunk))
      .groupBy(payments.originalId);
    for (const { id, netFen } of rows) nets.set(id, netFen);
  }
  return nets;
}
