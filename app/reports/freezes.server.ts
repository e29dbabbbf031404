import { and, asc, count, eq, gt } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { payments, reportFiles, reportFreezes, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { isBefore, businessDate, todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import { sha256Of, soundBytes, type PaperStore } from '../families/paperStore.server';
import { judgedBy } from '../fund/assessment';
import { planGaps } from '../fund/programme';
import { storedProject } from '../fund/projectRecords.server';
import { projectOfYear } from '../fund/fund.server';
import { suggestionsOf } from '../indicators/compliance.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { staffWithCombinedRoles } from '../staff/staff.server';
import type { Desk } from '../staff/staff.server';
import { closingPoints } from './closingPoints';
import type { FrozenContent, FrozenFileKind, FrozenModel } from './frozen';
import { frozenDifferences } from './frozenDifference';
import { narrativeFile, narrativeOf } from './narrative.server';
import type { PaperDifference } from './paperDifference';
import { withEvidence } from './sinceFrozen.server';
import type { YearEndReport } from './report';
import { frozenFilesOf, frozenModel, frozenRow, frozenRows } from './storedFreezes.server';
import { unfinishedOf } from './unfinished.server';
import { templateInUse } from './templates.server';
import { MEDIA_TYPES, type ReportFile } from './yearEnd.server';
import { yearEndDocx } from './yearEndDocx.server';
import { yearEndXlsx } from './yearEndXlsx.server';

/**
 * 年终定稿: the head freezes the report of a year as of the last day of its project. What was frozen is never changed;
 * a correction afterwards is seen as a difference, and may be frozen as a supplement beside it.
 */

export interface FreezePage {
  /** 0 for the closing, then the number of the supplement that would be made. */
  position: number;
  model: FrozenModel;
  /** Names what was looked at, so that nothing else is frozen. */
  seen: string;
  /** Against the latest frozen paper; null where none is. */
  differences: PaperDifference[] | null;
  /** Whether the project's last day is over. */
  isOver: boolean;
  freezes: FreezeSummary[];
}

export interface FreezeSummary {
  position: number;
  reason: string;
  frozenBy: string;
  /** By the clock in China. */
  frozenAt: string;
  modelSha256: string;
}

/**
 * What would be frozen now, with what stands against it.
 * @throws Refusal project.not_found
 */
export async function freezePage(
  read: Read,
  { year, generatedAt = new Date().toISOString() }: { year: number; generatedAt?: string },
): Promise<FreezePage> {
  const model = await modelOf(read, { year, generatedAt });
  const freezes = await freezesOf(read, year);
  const latest = freezes.at(-1);
  const frozen =
    latest && (await frozenModel(read, await frozenRow(read, { year, position: latest.position })));
  return {
    position: freezes.length,
    model,
    seen: fingerprint(model),
    differences: frozen ? frozenDifferences(frozen, model) : null,
    isOver: isOver(model),
    freezes,
  };
}

/** The frozen papers of a year, the closing first. */
export async function freezesOf(read: Read, year: number): Promise<FreezeSummary[]> {
  const project = await projectOfYear(read, year);
  const rows = await read
    .select({
      position: reportFreezes.position,
      reason: reportFreezes.reason,
      frozenBy: staff.name,
      frozenAt: reportFreezes.frozenAt,
      modelSha256: reportFreezes.modelSha256,
    })
    .from(reportFreezes)
    .innerJoin(staff, eq(staff.id, reportFreezes.frozenBy))
    .where(eq(reportFreezes.projectId, project.id))
    .orderBy(asc(reportFreezes.position));
  return rows.map((row) => ({ ...row, frozenAt: formatInstant(row.frozenAt) }));
}

/** Whether the report of a year is frozen. */
export async function isYearFrozen(read: Read, year: number): Promise<boolean> {
  return (await freezesOf(read, year)).length > 0;
}

export interface FreezeWish {
  year: number;
  position: number;
  seen: string;
  acknowledged: boolean;
  /** Of a supplement. */
  reason: string;
  papers: PaperStore;
}

/**
 * Freezes the report of a year: the closing, or a supplement to it.
 * @throws Refusal project.not_found, record.changed when another was frozen meanwhile, report.year_not_over,
 * report.not_ready, report.warnings_open, report.reason_missing, report.nothing_differs, report.changed_since
 */
export async function freezeReport(desk: Desk, wish: FreezeWish): Promise<void> {
  const generatedAt = new Date().toISOString();
  const page = await desk.store.read((read) => freezePage(read, { year: wish.year, generatedAt }));
  requireFreezable(page, wish);
  const { model } = page;
  const template = await desk.store.read((read) => templateInUse(read, wish.papers));
  const files = await renderedFiles(model, template);
  // As with the papers of a family, the bytes come first.
  for (const { sha256, bytes } of files) await wish.papers.put(sha256, bytes);
  await desk.store.write(async (write) => {
    const { id: projectId } = await projectOfYear(write, wish.year);
    if ((await freezesOf(write, wish.year)).length !== wish.position) throw new Refusal('record.changed');
    const now = await modelOf(write, { year: wish.year, generatedAt });
    if (fingerprint(now) !== fingerprint(model)) throw new Refusal('report.changed_since');
    await insertFreeze(write, desk, { wish, projectId, model, files });
  });
}

function requireFreezable(page: FreezePage, { position, seen, acknowledged, reason }: FreezeWish): void {
  const { points, report } = page.model;
  if (page.position !== position) throw new Refusal('record.changed');
  if (!page.isOver) throw new Refusal('report.year_not_over', { endOn: report.endOn });
  const blocking = points.filter(({ isBlocking }) => isBlocking);
  if (blocking.length > 0) throw new Refusal('report.not_ready', { count: blocking.length });
  if (points.length > 0 && !acknowledged)
    throw new Refusal('report.warnings_open', { count: points.length }, 'acknowledged');
  if (position > 0 && reason === '') throw new Refusal('report.reason_missing', {}, 'reason');
  if (page.differences?.length === 0) throw new Refusal('report.nothing_differs');
  if (page.seen !== seen) throw new Refusal('report.changed_since');
}

async function insertFreeze(
  write: Write,
  { actor }: Desk,
  {
    wish,
    projectId,
    model,
    files,
  }: { wish: FreezeWish; projectId: string; model: FrozenModel; files: readonly RenderedFile[] },
): Promise<void> {
  const { year, position, reason } = wish;
  const id = newId();
  const text = JSON.stringify(model);
  const modelSha256 = sha256Of(Buffer.from(text));
  await write.insert(reportFreezes).values({
    id,
    projectId,
    position,
    reason: position === 0 ? '' : reason,
    model: text,
    modelSha256,
    frozenBy: actor.staffId,
    frozenAt: model.report.generatedAt,
  });
  await write.insert(reportFiles).values(
    files.map(({ kind, fileName, sha256, bytes }) => ({
      id: newId(),
      freezeId: id,
      kind,
      fileName,
      sizeBytes: bytes.byteLength,
      sha256,
    })),
  );
  const { asOf } = model.report;
  await audit(write, actor, {
    action: position === 0 ? 'report.frozen' : 'report.supplemented',
    subject: { type: 'report', id: String(year) },
    detail: { year, freeze: position, asOf, ...(position > 0 ? { reason } : {}), sha256: modelSha256 },
  });
}

export interface FrozenPage extends FreezeSummary {
  model: FrozenModel;
  files: { kind: FrozenFileKind; fileName: string; sha256: string }[];
  differences: PaperDifference[];
  /** Payments and corrections that were recorded after it was frozen. */
  laterPayments: number;
}

/**
 * A frozen paper, and where the records say something else now.
 * @throws Refusal record.not_found, project.not_found
 */
export async function frozenPage(
  read: Read,
  { year, position }: { year: number; position: number },
): Promise<FrozenPage> {
  const row = await frozenRow(read, { year, position });
  const summary = (await freezesOf(read, year)).find((one) => one.position === position)!;
  const model = await frozenModel(read, row);
  const [later] = await read
    .select({ count: count() })
    .from(payments)
    .where(and(eq(payments.projectId, row.projectId), gt(payments.recordedAt, row.frozenAt)));
  return {
    ...summary,
    model,
    files: await frozenFilesOf(read, row.id),
    differences: frozenDifferences(model, await contentNow(read, model)),
    laterPayments: later?.count ?? 0,
  };
}

/**
 * Where the records say something else now than the last frozen paper of a year; null where none is frozen.
 * @throws Refusal project.not_found
 */
export async function differencesSinceFrozen(read: Read, year: number): Promise<PaperDifference[] | null> {
  const { id } = await projectOfYear(read, year);
  const latest = (await frozenRows(read, id)).at(-1);
  if (!latest) return null;
  const model = await frozenModel(read, latest);
  return frozenDifferences(model, await contentNow(read, model));
}

/** What would be frozen now as of the same day. */
async function contentNow(read: Read, { report: { year, asOf } }: FrozenModel): Promise<FrozenContent> {
  return withEvidence(read, await narrativeOf(read, year, { asOf }));
}

/**
 * A file of a frozen report as it was made then; that it was taken out is audited.
 * @throws Refusal record.not_found, project.not_found
 */
export async function frozenFile(
  { store, actor }: Desk,
  {
    year,
    position,
    kind,
    papers,
  }: { year: number; position: number; kind: string | undefined; papers: PaperStore },
): Promise<ReportFile> {
  const file = await store.read(async (read) => {
    const { id } = await frozenRow(read, { year, position });
    return (await frozenFilesOf(read, id)).find((one) => one.kind === kind);
  });
  if (!file) throw new Refusal('record.not_found');
  const bytes = await soundBytes(papers, file.sha256);
  await store.write((write) =>
    audit(write, actor, {
      action: 'report.exported',
      subject: { type: 'report', id: String(year) },
      detail: { year, freeze: position, format: file.kind, sha256: file.sha256 },
    }),
  );
  const mediaType = MEDIA_TYPES[file.kind === 'xlsx' ? 'xlsx' : 'docx'];
  return { bytes, fileName: file.fileName, mediaType };
}

async function modelOf(
  read: Read,
  { year, generatedAt }: { year: number; generatedAt: string },
): Promise<FrozenModel> {
  const { project, draft } = await storedProject(read, year);
  const narrative = await narrativeOf(read, year, { generatedAt });
  const { report, chapters, counts, evidence } = await withEvidence(read, narrative);
  const unfinished = await unfinishedOf(read, { projectId: project.id, year });
  const combined = await staffWithCombinedRoles(read);
  const points = closingPoints({
    report,
    planGaps: planGaps(draft),
    suggested: await suggestedGrades(read, report),
    evidenced: new Set(evidence.map(({ indicatorId }) => indicatorId)),
    chapters,
    unfinished,
    ledger: counts,
    combined,
    today: todayInChina(new Date()),
  });
  return { format: 1, report, chapters, evidence, points };
}

async function suggestedGrades(read: Read, { year, asOf, rows, scoring }: YearEndReport) {
  const indicators = rows.flatMap(({ indicator }) =>
    indicator
      ? [{ ...indicator, level3: indicator.level3 ?? '', year, judged: judgedBy(indicator), scoring }]
      : [],
  );
  const suggestions = await suggestionsOf(read, { indicators, asOf });
  return new Map([...suggestions].map(([id, { grade }]) => [id, grade]));
}

/** The same for the same content, whenever it was made and however far the audit log had come. */
function fingerprint({ report, chapters, evidence, points }: FrozenModel): string {
  const content = { ...report, generatedAt: '', generatedText: '', auditHeadText: '' };
  return sha256Of(Buffer.from(JSON.stringify({ content, chapters, evidence, points })));
}

function isOver({ report }: FrozenModel): boolean {
  return isBefore(businessDate(report.endOn), todayInChina(new Date()));
}

interface RenderedFile {
  kind: FrozenFileKind;
  fileName: string;
  bytes: Uint8Array;
  sha256: string;
}

async function renderedFiles(
  { report, chapters }: FrozenModel,
  template: Uint8Array | null,
): Promise<RenderedFile[]> {
  const narrative = await narrativeFile({ report, chapters }, template);
  const made: Omit<RenderedFile, 'sha256'>[] = [
    { kind: 'docx', fileName: `${report.fileName}.docx`, bytes: await yearEndDocx(report) },
    { kind: 'xlsx', fileName: `${report.fileName}.xlsx`, bytes: await yearEndXlsx(report) },
    { kind: 'narrative', fileName: narrative.fileName, bytes: narrative.bytes },
  ];
  return made.map((file) => ({ ...file, sha256: sha256Of(file.bytes) }));
}

/** The number of a frozen paper in an address; what is none is -1, which no paper has. */
export function positionOfAddress(text: string | undefined): number {
  return /^\d{1,3}$/.test(text ?? '') ? Number(text) : -1;
}
