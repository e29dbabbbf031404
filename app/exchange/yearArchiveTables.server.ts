import { and, asc, between, count, eq, gt, gte, inArray, lte, ne, not, or, sql, type SQL } from 'drizzle-orm';
import type { Read, Store } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import {
  applications,
  auditEntries,
  awards,
  batches,
  budgetAdjustments,
  families,
  familyMembers,
  indicators,
  instructions,
  payments,
  receipts,
  staff,
  surveyPeople,
  surveyRounds,
} from '../../db/schema';
import { formatInstant } from '../calendar/instant';
import { endOfDayInChina, startOfDayInChina } from '../audit/audit.server';
import type { Project } from '../fund/fund.server';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { answerFacts } from '../indicators/facts.server';
import { judgedAnswers } from '../indicators/satisfaction';
import { answersOfRound, roundsOfYear } from '../surveys/rounds.server';
import { AUDIT_LABELS, auditSubjectText } from '../zh/audit';
import { auditDetailText } from '../zh/auditDetail';
import { receiptSourceLabels, reliefTypeLabels } from '../zh/fund';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import { BATCH_STATUS_LABELS } from '../zh/batches';
import { SURVEY_METHOD_LABELS, SURVEY_OUTCOME_LABELS, withdrawnRoundName } from '../zh/surveys';
import {
  ARCHIVE_COLUMNS as COLUMNS,
  ARCHIVE_TABLES as TITLES,
  CORRECTION_OF,
  SYSTEM_NAME,
} from '../zh/yearArchive';
import type { TableCell } from './tableColumn';
import { dueRows, serviceRows } from './yearArchiveLists.server';

/** The lists of the auditor's zip, read a thousand rows at a time; ID numbers as the screens show them. */

export interface ArchiveTable {
  path: string;
  name: string;
  columns: readonly string[];
  /** The columns under which a sum stands. */
  sums: readonly number[];
  rows: AsyncIterable<TableCell[]>;
}

const ROWS_AT_ONCE = 1_000;

export function archiveTables(store: Store, project: Project): ArchiveTable[] {
  const table = (
    key: keyof typeof TITLES,
    rows: AsyncIterable<TableCell[]>,
    sums: readonly number[] = [],
  ) => ({
    path: `${TITLES[key]}.xlsx`,
    name: TITLES[key].replace(/^\d+ /, ''),
    columns: COLUMNS[key],
    sums,
    rows,
  });
  const ledger = ledgerOf(store, project);
  return [
    table('payments', ledger.inside(), [8]),
    table(
      'people',
      whole(store, (read) => peopleRows(read, project)),
      [4, 5, 6, 7],
    ),
    table(
      'surveys',
      whole(store, (read) => surveyRows(read, project)),
      [8, 9],
    ),
    table(
      'batches',
      whole(store, (read) => batchRows(read, project)),
      [7, 8, 9, 10],
    ),
    table(
      'receipts',
      whole(store, (read) => receiptRows(read, project)),
      [3, 4],
    ),
    table(
      'adjustments',
      whole(store, (read) => adjustmentRows(read, project)),
      [1],
    ),
    table('audit', auditRows(store, project)),
    // After the ledger, whose numbers it goes on with.
    table('outside', ledger.outside(), [8]),
    table('services', serviceRows(store, project), [8]),
    table('due', dueRows(store, project), [5, 6, 7]),
  ];
}

async function* whole(
  store: Store,
  rows: (read: Read) => Promise<TableCell[][]>,
): AsyncGenerator<TableCell[]> {
  yield* await store.read(rows);
}

const approver = alias(staff, 'approver');
const recorder = alias(staff, 'recorder');

/** The ledger of what the report counts, and that of the rest: a correction may name a row of either. */
function ledgerOf(store: Store, project: Project) {
  const numbers = new Map<string, number>();
  const within = between(payments.paidOn, project.startOn, project.endOn);
  const listed = (period: SQL) =>
    paymentRows(store, { numbers, where: and(eq(payments.projectId, project.id), period)! });
  return { inside: () => listed(within), outside: () => listed(not(within)) };
}

async function* paymentRows(
  store: Store,
  { numbers, where }: { numbers: Map<string, number>; where: SQL },
): AsyncGenerator<TableCell[]> {
  let last = { paidOn: '', id: '' };
  for (;;) {
    const rows = await store.read((read) => paymentsAfter(read, where, last));
    for (const row of rows) {
      const number = numbers.size + 1;
      numbers.set(row.id, number);
      const corrected = row.correctsId === null ? null : numbers.get(row.correctsId);
      yield [
        number,
        row.paidOn,
        row.name,
        row.idMasked,
        row.fileNumber ?? '',
        reliefTypeLabels[row.type],
        PAYMENT_KIND_LABELS[row.kind],
        corrected === null ? '' : CORRECTION_OF(corrected),
        { fen: row.amountFen },
        row.bankReference,
        row.approvedOn,
        row.approvedBy,
        row.recordedBy,
        row.remarks,
      ];
    }
    if (rows.length < ROWS_AT_ONCE) return;
    last = rows.at(-1)!;
  }
}

function paymentsAfter(read: Read, where: SQL, last: { paidOn: string; id: string }) {
  return read
    .select({
      id: payments.id,
      paidOn: payments.paidOn,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      fileNumber: families.fileNumber,
      type: payments.type,
      kind: payments.kind,
      correctsId: payments.correctsId,
      amountFen: payments.amountFen,
      bankReference: payments.bankReference,
      remarks: payments.remarks,
      approvedOn: awards.approvedOn,
      approvedBy: approver.name,
      recordedBy: recorder.name,
    })
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .innerJoin(families, eq(families.id, payments.familyId))
    .innerJoin(awards, eq(awards.id, payments.awardId))
    .innerJoin(approver, eq(approver.id, awards.approvedBy))
    .innerJoin(recorder, eq(recorder.id, payments.recordedBy))
    .where(
      and(
        where,
        or(gt(payments.paidOn, last.paidOn), and(eq(payments.paidOn, last.paidOn), gt(payments.id, last.id))),
      ),
    )
    .orderBy(asc(payments.paidOn), asc(payments.id))
    .limit(ROWS_AT_ONCE);
}

/** People helped as the indicators count them: told apart by ID number, net of corrections inside the project's dates. */
async function peopleRows(read: Read, { id, startOn, endOn }: Project): Promise<TableCell[][]> {
  const rows = await read
    .select({
      person: familyMembers.idFingerprint,
      name: sql<string>`max(${familyMembers.name})`,
      idMasked: sql<string>`max(${familyMembers.idMasked})`,
      fileNumber: sql<string | null>`max(${families.fileNumber})`,
      type: payments.type,
      netFen: sql<number>`sum(${payments.amountFen})`.mapWith(Number),
    })
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .innerJoin(families, eq(families.id, payments.familyId))
    .where(and(eq(payments.projectId, id), gte(payments.paidOn, startOn), lte(payments.paidOn, endOn)))
    .groupBy(familyMembers.idFingerprint, payments.type)
    .having(sql`sum(${payments.amountFen}) > 0`);
  const people = new Map<string, { who: string[]; nets: Map<ReliefType, number> }>();
  for (const { person, name, idMasked, fileNumber, type, netFen } of rows) {
    const one = people.get(person) ?? { who: [name, idMasked, fileNumber ?? ''], nets: new Map() };
    one.nets.set(type, netFen);
    people.set(person, one);
  }
  const sorted = [...people.values()].sort((left, right) => (left.who.join() < right.who.join() ? -1 : 1));
  return sorted.map(({ who, nets }, index) => {
    const amounts = RELIEF_TYPES.map((type) => ({ fen: nets.get(type) ?? 0 }));
    return [index + 1, ...who, ...amounts, { fen: amounts.reduce((sum, { fen }) => sum + fen, 0) }];
  });
}

/** Everybody asked, with whose answer counts as of the last day of the project. */
async function surveyRows(read: Read, { id: projectId, year, endOn }: Project): Promise<TableCell[][]> {
  const judged = judgedAnswers({ answers: await answerFacts(read, projectId), asOf: endOn });
  const stateOf = new Map(judged.map(({ answer, state }) => [answer.id, state]));
  const found: TableCell[][] = [];
  for (const { round, withdrawal } of await roundsOfYear(read, year)) {
    const title = withdrawal ? withdrawnRoundName(round.name) : round.name;
    const answers = await answersOfRound(read, round.id);
    const people = await read
      .select({
        id: surveyPeople.id,
        position: surveyPeople.position,
        name: familyMembers.name,
        idMasked: familyMembers.idMasked,
      })
      .from(surveyPeople)
      .innerJoin(familyMembers, eq(familyMembers.id, surveyPeople.memberId))
      .where(eq(surveyPeople.roundId, round.id))
      .orderBy(asc(surveyPeople.position));
    for (const { id, position, name, idMasked } of people) {
      const answer = answers.get(id);
      const state = stateOf.get(answer?.id ?? '') ?? 'left_out';
      found.push([
        ...[title, position, name, idMasked, answer?.answeredOn ?? ''],
        ...(answer
          ? [SURVEY_METHOD_LABELS[answer.method], SURVEY_OUTCOME_LABELS[answer.outcome], answer.opinion]
          : ['', '', '']),
        ...[state === 'left_out' ? '' : 1, state === 'satisfied' ? 1 : ''],
      ]);
    }
  }
  return found;
}

async function batchRows(read: Read, project: Project): Promise<TableCell[][]> {
  const maker = alias(staff, 'maker');
  const rows = await read
    .select({ batch: batches, madeBy: maker.name, approvedBy: approver.name })
    .from(batches)
    .innerJoin(maker, eq(maker.id, batches.madeBy))
    .leftJoin(approver, eq(approver.id, batches.approvedBy))
    .where(eq(batches.projectId, project.id))
    .orderBy(asc(batches.number));
  const sums = await lineSums(read, project);
  return rows.map(({ batch, madeBy, approvedBy }) => {
    const sum = sums.get(batch.id);
    return [
      ...[batch.number, batch.title, BATCH_STATUS_LABELS[batch.status], madeBy, formatInstant(batch.madeAt)],
      ...[approvedBy ?? '', batch.approvedOn ?? ''],
      ...[sum?.lines ?? 0, { fen: sum?.amountFen ?? 0 }],
      ...[{ fen: sum?.paidFen ?? 0 }, { fen: sum?.outsideFen ?? 0 }],
      batch.approvedDigest ?? '',
    ];
  });
}

/** What each batch asked for, and what of it was paid within the project's dates and outside them. */
async function lineSums(read: Read, { id, startOn, endOn }: Project) {
  const within = sql`${payments.paidOn} between ${startOn} and ${endOn}`;
  const paidFen = (fits: SQL) =>
    sql<number>`coalesce(sum(case when ${fits} then ${payments.amountFen} else 0 end), 0)`.mapWith(Number);
  const rows = await read
    .select({
      batchId: instructions.batchId,
      lines: count(),
      amountFen: sql<number>`sum(${instructions.amountFen})`.mapWith(Number),
      paidFen: paidFen(within),
      outsideFen: paidFen(not(within)),
    })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .leftJoin(payments, eq(payments.id, instructions.paymentId))
    .where(and(eq(batches.projectId, id), ne(instructions.status, 'withdrawn')))
    .groupBy(instructions.batchId);
  return new Map(rows.map((row) => [row.batchId, row]));
}

async function receiptRows(read: Read, { id, endOn }: Project): Promise<TableCell[][]> {
  const rows = await read
    .select({ receipt: receipts, recordedBy: recorder.name })
    .from(receipts)
    .innerJoin(recorder, eq(recorder.id, receipts.recordedBy))
    .where(eq(receipts.projectId, id))
    .orderBy(asc(receipts.receivedOn), asc(receipts.id));
  const numbers = new Map(rows.map(({ receipt }, index) => [receipt.id, index + 1]));
  return rows.map(({ receipt, recordedBy }, index) => [
    ...[index + 1, receipt.receivedOn, receiptSourceLabels[receipt.source]],
    ...splitBy(receipt.receivedOn <= endOn, { fen: receipt.amountFen }),
    receipt.correctsId === null ? '' : CORRECTION_OF(numbers.get(receipt.correctsId)),
    ...[receipt.voucher, recordedBy, receipt.remarks],
  ]);
}

/** An amount under the first of two columns, or under the second. */
function splitBy(isFirst: boolean, amount: TableCell): TableCell[] {
  return isFirst ? [amount, ''] : ['', amount];
}

async function adjustmentRows(read: Read, { id }: Project): Promise<TableCell[][]> {
  const rows = await read
    .select({ adjustment: budgetAdjustments, recordedBy: recorder.name })
    .from(budgetAdjustments)
    .innerJoin(recorder, eq(recorder.id, budgetAdjustments.recordedBy))
    .where(eq(budgetAdjustments.projectId, id))
    .orderBy(asc(budgetAdjustments.adjustedOn), asc(budgetAdjustments.id));
  return rows.map(({ adjustment: { adjustedOn, amountFen, document, reason }, recordedBy }) => [
    adjustedOn,
    { fen: amountFen },
    ...[document, reason, recordedBy],
  ]);
}

/** What was done between the first and the last day of the project, and whatever was done about its records at any time. */
async function* auditRows(store: Store, project: Project): AsyncGenerator<TableCell[]> {
  const { year, startOn, endOn } = project;
  const inYear = and(
    gte(auditEntries.recordedAt, startOfDayInChina(startOn)),
    lte(auditEntries.recordedAt, endOfDayInChina(endOn)),
  );
  const ofReport = and(eq(auditEntries.subjectType, 'report'), eq(auditEntries.subjectId, String(year)));
  let last = 0;
  for (;;) {
    const rows = await store.read((read) =>
      read
        .select({ entry: auditEntries, accountName: staff.name })
        .from(auditEntries)
        .leftJoin(staff, and(eq(auditEntries.subjectType, 'staff'), eq(staff.id, auditEntries.subjectId)))
        .where(and(gt(auditEntries.sequence, last), or(inYear, ofReport, ofProject(read, project))))
        .orderBy(asc(auditEntries.sequence))
        .limit(ROWS_AT_ONCE),
    );
    for (const { entry, accountName } of rows) {
      yield [
        entry.sequence,
        formatInstant(entry.recordedAt),
        entry.staffId ? entry.staffName : SYSTEM_NAME,
        AUDIT_LABELS[entry.action as keyof typeof AUDIT_LABELS] ?? entry.action,
        auditSubjectText({ ...entry, accountName }),
        ...[entry.subjectId, auditDetailText(entry), entry.hash],
      ];
    }
    if (rows.length < ROWS_AT_ONCE) return;
    last = rows.at(-1)!.entry.sequence;
  }
}

/** Ids are told apart across all tables: the kind of a subject need not be looked at. */
function ofProject(read: Read, { id }: Project): SQL {
  const owners = [
    applications,
    awards,
    payments,
    batches,
    receipts,
    budgetAdjustments,
    indicators,
    surveyRounds,
  ];
  const belongs = owners.map((owner) =>
    inArray(auditEntries.subjectId, read.select({ id: owner.id }).from(owner).where(eq(owner.projectId, id))),
  );
  return or(eq(auditEntries.subjectId, id), ...belongs)!;
}
