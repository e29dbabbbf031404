import { desc, eq, isNull } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { targetFormUploads } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { keptFileName } from '../identity/fileName';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { centreName, type Desk, type StaffActor } from '../staff/staff.server';
import { once } from './commands.server';
import { projectYears } from './fund.server';
import { changeDetail, createdProject, storedVersion } from './projects.server';
import { assessedAmong, replaceProject, requireFreeYear, storedProject } from './projectRecords.server';
import { draftOf, matchByName, reimported, type ProjectDraft } from './projectDraft';
import { filterOfName } from './namedPart';
import { isPeopleMetric, kindOfIndicator, targetFault } from './target';
import type { CountBasis, Metric } from './target';
import type { Doubt, TargetForm } from './targetForm';
import { readTargetFile } from './targetForm.server';
import { compareTargetForms, type Difference } from './targetFormDifferences';

/** A target form on its way into a project-year: uploaded and read, looked at, confirmed. */

export interface TargetFile {
  bytes: Uint8Array;
  fileName: string;
}

interface Reading {
  form: TargetForm;
  doubts: Doubt[];
}

/**
 * Reads a form and keeps what was understood until it is confirmed.
 * @returns the id of the upload
 * @throws Refusal target_form.refused {problems: JSON of FormProblem[]} beside `file`
 */
export async function uploadTargetForm({ store, actor }: Desk, file: TargetFile): Promise<string> {
  const reading = await readOrRefuse(file);
  return store.write((write) => insertUpload(write, actor, { file, reading }));
}

export interface Reimport {
  version: number;
  differences: Difference[];
  /** Windows or headcounts change, since the plan says something else. */
  programmesChange: boolean;
  /** Names of the indicators that will be gone together with their grade or explanation. */
  assessmentsLost: string[];
}

export interface UploadPreview {
  id: string;
  fileName: string;
  uploadedAt: string;
  confirmedAt: string | null;
  /** What confirming will store; for a year that exists with what the head decided there. */
  draft: ProjectDraft;
  doubts: Doubt[];
  /** Null: the year is new. */
  reimport: Reimport | null;
}

/**
 * What an uploaded form will become.
 * @throws Refusal upload.not_found
 */
export async function uploadPreview(read: Read, id: string): Promise<UploadPreview> {
  const { upload, reading } = await readUpload(read, id);
  const { fileName, uploadedAt, confirmedAt } = upload;
  return {
    id,
    fileName,
    uploadedAt,
    confirmedAt,
    doubts: reading.doubts,
    ...(await outcomeOf(read, reading)),
  };
}

export interface WaitingUpload {
  id: string;
  fileName: string;
  year: number;
  uploadedAt: string;
}

const MOST_LOOKED_AT = 50;

/** The last form uploaded for each year that has no project yet, newest first: these wait to be confirmed. */
export async function waitingUploads(read: Read): Promise<WaitingUpload[]> {
  const uploads = await read
    .select()
    .from(targetFormUploads)
    .where(isNull(targetFormUploads.confirmedAt))
    .orderBy(desc(targetFormUploads.uploadedAt), desc(targetFormUploads.id))
    .limit(MOST_LOOKED_AT);
  const seen = new Set(await projectYears(read));
  return uploads.flatMap(({ id, fileName, reading, uploadedAt }) => {
    const { year } = (JSON.parse(reading) as Reading).form;
    if (seen.has(year)) return [];
    seen.add(year);
    return [{ id, fileName, year, uploadedAt }];
  });
}

export interface Confirmation {
  uploadId: string;
  /** The version of the stored project-year that was compared with; null when the year is new. */
  version: number | null;
  centreName: string;
  projectName: string;
  /** What the head decides for the rows with an indicator, by position; rows left out stay as proposed. */
  decisions: { position: number; metric: Metric | null; countBasis: CountBasis | null; weight: number }[];
}

/**
 * Makes an uploaded form the project-year: a new one, or the next version of the stored one.
 * @returns the year
 * @throws Refusal upload.not_found, project.year_exists, project.target_unfit {fault, metric, countBasis}, record.changed,
 * command.changed, fund.below_committed, and those of `requireSound`
 */
export async function confirmUpload({ store, actor }: Desk, confirmation: Confirmation): Promise<number> {
  const { uploadId, ...content } = confirmation;
  return store.write((write) =>
    once(write, actor, { id: uploadId, name: 'target_form.confirm', content }, async () => {
      const { upload, reading } = await readUpload(write, uploadId);
      const { draft } = await outcomeOf(write, reading);
      const decided = withDecisions(draft, confirmation);
      if (confirmation.version === null) {
        await createdProject(write, actor, { draft: decided, madeFrom: upload.fileName });
      } else {
        await reimportProject(write, actor, { draft: decided, version: confirmation.version, upload });
      }
      await markConfirmed(write, uploadId);
      return draft.year;
    }),
  );
}

/**
 * Makes a form a new project-year at once, as the command line does; what is doubtful is answered for the caller
 * to tell. A form without the centre's name gets that of this installation.
 * @throws Refusal target_form.refused, project.year_exists, and those of `requireSound`
 */
export async function importTargets(
  { store, actor }: Desk,
  file: TargetFile,
): Promise<{ year: number; doubts: Doubt[] }> {
  const reading = await readOrRefuse(file);
  return store.write(async (write) => {
    await requireFreeYear(write, reading.form.year);
    const uploadId = await insertUpload(write, actor, { file, reading });
    const draft = draftOf(reading.form);
    const named = { ...draft, centreName: draft.centreName || (await centreName(write)) };
    await createdProject(write, actor, { draft: named, madeFrom: keptFileName(file.fileName) });
    await markConfirmed(write, uploadId);
    return { year: draft.year, doubts: reading.doubts };
  });
}

export async function readOrRefuse({ bytes, fileName }: TargetFile): Promise<Reading> {
  const reading = await readTargetFile(bytes, fileName);
  if (reading.ok) return { form: reading.form, doubts: reading.doubts };
  throw new Refusal('target_form.refused', { problems: JSON.stringify(reading.problems) }, 'file');
}

async function insertUpload(
  write: Write,
  actor: StaffActor,
  { file, reading }: { file: TargetFile; reading: Reading },
): Promise<string> {
  const id = newId();
  const fileName = keptFileName(file.fileName);
  await write.insert(targetFormUploads).values({
    id,
    fileName,
    reading: JSON.stringify(reading),
    uploadedBy: actor.staffId,
    uploadedAt: new Date().toISOString(),
    confirmedAt: null,
  });
  await audit(write, actor, {
    action: 'target_form.uploaded',
    subject: { type: 'upload', id },
    detail: { fileName, year: reading.form.year, doubts: reading.doubts.map(({ code }) => code) },
  });
  return id;
}

async function readUpload(read: Read, id: string) {
  const [upload] = await read.select().from(targetFormUploads).where(eq(targetFormUploads.id, id));
  if (!upload) throw new Refusal('upload.not_found');
  return { upload, reading: JSON.parse(upload.reading) as Reading };
}

async function markConfirmed(write: Write, id: string): Promise<void> {
  await write
    .update(targetFormUploads)
    .set({ confirmedAt: new Date().toISOString() })
    .where(eq(targetFormUploads.id, id));
}

async function outcomeOf(read: Read, reading: Reading): Promise<Pick<UploadPreview, 'draft' | 'reimport'>> {
  const { year } = reading.form;
  if (!(await projectYears(read)).includes(year)) return { draft: draftOf(reading.form), reimport: null };
  const stored = await storedProject(read, year);
  const draft = reimported(stored.draft, reading);
  const kept = matchByName(stored.draft.rows, draft.rows);
  const lost = stored.indicatorIds.filter((_, index) => !kept.includes(index));
  const assessed = await assessedAmong(read, lost);
  return {
    draft,
    reimport: {
      version: stored.project.version,
      differences: compareTargetForms(stored.draft, draft),
      programmesChange: JSON.stringify(stored.draft.programmes) !== JSON.stringify(draft.programmes),
      assessmentsLost: assessed.map((id) => stored.draft.rows[stored.indicatorIds.indexOf(id)]?.level3 ?? ''),
    },
  };
}

function withDecisions(
  draft: ProjectDraft,
  { centreName, projectName, decisions }: Confirmation,
): ProjectDraft {
  const rows = draft.rows.map((row) => {
    const decision = decisions.find(({ position }) => position === row.position);
    if (!decision || row.level3 === null) return row;
    const { metric, weight } = decision;
    const countBasis = isPeopleMetric(metric) ? (decision.countBasis ?? 'persons') : null;
    const fault = targetFault({ target: row.target, metric, countBasis });
    if (fault) {
      const field = `rows[${decisions.indexOf(decision)}].${fault === 'basis' ? 'countBasis' : 'metric'}`;
      throw new Refusal('project.target_unfit', { fault, metric, countBasis }, field);
    }
    const kind = kindOfIndicator({ target: row.target, metric });
    const filter = metric === row.metric ? (row.filter ?? null) : filterOfName(row.level3, metric);
    return { ...row, metric, countBasis, weight, kind, filter };
  });
  return { ...draft, centreName, projectName, rows };
}

async function reimportProject(
  write: Write,
  actor: StaffActor,
  {
    draft,
    version,
    upload,
  }: { draft: ProjectDraft; version: number; upload: typeof targetFormUploads.$inferSelect },
): Promise<void> {
  const stored = await storedVersion(write, { year: draft.year, version });
  const ids = matchByName(stored.draft.rows, draft.rows).map((index) =>
    index === null ? null : (stored.indicatorIds[index] ?? null),
  );
  await replaceProject(write, { stored, draft, ids });
  await audit(write, actor, {
    action: 'project.reimported',
    subject: { type: 'project', id: stored.project.id },
    detail: { fileName: upload.fileName, ...changeDetail(stored.draft, draft) },
  });
}
