import { createHash } from 'node:crypto';
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { indicators, monitoringNotes, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { businessDate, type BusinessDate } from '../calendar/date';
import { assessedIndicator } from '../fund/assessments.server';
import { moneyLeftOut } from '../fund/fund.server';
import { yearOutlook } from '../indicators/dashboard.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import {
  monitoringReport,
  type Likelihood,
  type MonitoringNote,
  type MonitoringReport,
  type MonitoringRow,
} from './monitoring';
import { monitoringDocx, monitoringXlsx } from './monitoringFiles.server';
import { MEDIA_TYPES, type ReportFile, type ReportKind } from './yearEnd.server';

export interface MonitoringQuestion {
  year: number;
  asOf: BusinessDate;
  /** An instant, ISO in UTC; left out: now. */
  generatedAt?: string;
}

/**
 * The monitoring report of a year as of a day: the figures of that day, and what was said of them.
 * @throws Refusal project.not_found
 */
export async function monitoringOf(
  read: Read,
  { year, asOf, generatedAt = new Date().toISOString() }: MonitoringQuestion,
): Promise<MonitoringReport> {
  const { project, now, forecast, outlook } = await yearOutlook(read, { year, asOf });
  const notes = await notesOf(read, asOf);
  const leftOut = await moneyLeftOut(read, { project, until: asOf });
  return monitoringReport({
    ...{ project, centreName: project.centreName },
    ...{ now, forecast, outlook, notes, leftOut, generatedAt },
  });
}

/** Of the day, the latest of each indicator. */
async function notesOf(read: Read, asOf: string): Promise<MonitoringNote[]> {
  const rows = await read
    .select({
      indicatorId: monitoringNotes.indicatorId,
      expected: monitoringNotes.expected,
      cause: monitoringNotes.cause,
      likelihood: monitoringNotes.likelihood,
      recordedByName: staff.name,
      recordedAt: monitoringNotes.recordedAt,
    })
    .from(monitoringNotes)
    .innerJoin(staff, eq(staff.id, monitoringNotes.recordedBy))
    .where(eq(monitoringNotes.asOfOn, asOf))
    .orderBy(asc(monitoringNotes.id));
  return [...new Map(rows.map((row) => [row.indicatorId, row])).values()];
}

/** What was said of an indicator as of a day. */
export type DatedNote = Pick<MonitoringNote, 'cause' | 'expected' | 'recordedByName'> & { asOf: string };

/** What was said of an indicator up to a day, of each day the latest; the latest day first. */
export async function notesOfIndicator(
  read: Read,
  { indicatorId, asOf }: { indicatorId: string; asOf: string },
): Promise<DatedNote[]> {
  const rows = await read
    .select({
      asOf: monitoringNotes.asOfOn,
      cause: monitoringNotes.cause,
      expected: monitoringNotes.expected,
      recordedByName: staff.name,
    })
    .from(monitoringNotes)
    .innerJoin(staff, eq(staff.id, monitoringNotes.recordedBy))
    .where(and(eq(monitoringNotes.indicatorId, indicatorId), lte(monitoringNotes.asOfOn, asOf)))
    .orderBy(asc(monitoringNotes.asOfOn), asc(monitoringNotes.id));
  return [...new Map(rows.map((row) => [row.asOf, row])).values()].reverse();
}

/** The days as of which something was said of a project's indicators, in their order. */
export async function daysMonitored(read: Read, projectId: string): Promise<BusinessDate[]> {
  const rows = await read
    .selectDistinct({ day: monitoringNotes.asOfOn })
    .from(monitoringNotes)
    .innerJoin(indicators, eq(indicators.id, monitoringNotes.indicatorId))
    .where(eq(indicators.projectId, projectId))
    .orderBy(asc(monitoringNotes.asOfOn));
  return rows.map(({ day }) => businessDate(day));
}

export interface NewMonitoringNote {
  indicatorId: string;
  year: number;
  asOf: BusinessDate;
  expected: string;
  cause: string;
  likelihood: Likelihood;
}

/**
 * Keeps what the head expects of an indicator, with the day of the figures that it was said of.
 * @returns the name of the indicator
 * @throws Refusal indicator.not_found
 */
export async function recordMonitoringNote(
  { store, actor }: Desk,
  { indicatorId, year, asOf, ...said }: NewMonitoringNote,
): Promise<string> {
  return store.write(async (write) => {
    const { level3 } = await assessedIndicator(write, { id: indicatorId, year });
    await write.insert(monitoringNotes).values({
      id: newId(),
      indicatorId,
      asOfOn: asOf,
      ...said,
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'indicator.monitored',
      subject: { type: 'indicator', id: indicatorId },
      detail: {
        year,
        name: level3,
        asOf,
        expected: said.expected,
        likelihood: said.likelihood,
        measures: said.cause,
      },
    });
    return level3;
  });
}

/**
 * One row of the report.
 * @throws Refusal project.not_found, indicator.not_found
 */
export async function monitoredIndicator(
  read: Read,
  { indicatorId, ...question }: { year: number; asOf: BusinessDate; indicatorId: string },
): Promise<MonitoringRow> {
  const { rows } = await monitoringOf(read, question);
  const row = rows.find(({ id }) => id === indicatorId);
  if (!row) throw new Refusal('indicator.not_found');
  return row;
}

const RENDERERS = { docx: monitoringDocx, xlsx: monitoringXlsx };

/**
 * The monitoring report as a file; that it was taken out is audited, with its SHA-256.
 * @throws Refusal project.not_found
 */
export async function exportMonitoring(
  { store, actor }: Desk,
  { kind, ...question }: MonitoringQuestion & { kind: ReportKind },
): Promise<ReportFile> {
  const report = await store.read((read) => monitoringOf(read, question));
  const bytes = await RENDERERS[kind](report);
  const { year, asOf, fileName } = report;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await store.write((write) =>
    audit(write, actor, {
      action: 'report.exported',
      subject: { type: 'report', id: String(year) },
      detail: { year, asOf, name: fileName, format: kind, sha256 },
    }),
  );
  return { bytes, fileName: `${fileName}.${kind}`, mediaType: MEDIA_TYPES[kind] };
}
