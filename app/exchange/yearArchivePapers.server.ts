import { asc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { reportFiles, reportFreezes } from '../../db/schema';
import type { PaperStore } from '../families/paperStore.server';
import type { Project } from '../fund/fund.server';
import { evidenceOf, type EvidenceFile } from '../fund/indicatorFiles.server';
import { removedEvidence } from '../reports/frozenEvidence.server';
import { daysMonitored, monitoringOf } from '../reports/monitoring.server';
import { monitoringDocx } from '../reports/monitoringFiles.server';
import { narrativeFile, narrativeOf } from '../reports/narrative.server';
import { safeFileName } from '../reports/printed';
import { templateInUse } from '../reports/templates.server';
import { yearEndOf } from '../reports/yearEnd.server';
import { yearEndDocx } from '../reports/yearEndDocx.server';
import { yearEndXlsx } from '../reports/yearEndXlsx.server';
import { ARCHIVE_NAMES as NAMES } from '../zh/yearArchive';
import { freezeName } from '../zh/closing';
import { distinctPaths } from './streamedZip.server';

/** A file that lies in the store of papers, or one that is made now. */
export type ArchivePaper = { path: string } & (
  { sha256: string } | { made: (read: Read) => Promise<Uint8Array> }
);

/**
 * The frozen papers of a year, or where none is what would be frozen; its monitoring reports; and the files that prove
 * its grades, those that a frozen paper counts also where they were taken out since.
 */
export async function archivePapers(
  read: Read,
  { project, papers }: { project: Project; papers: PaperStore },
): Promise<ArchivePaper[]> {
  const frozen = await frozenPapers(read, project.id);
  const reports = frozen.length > 0 ? frozen : presentPapers(project, papers);
  return distinctPaths([
    ...reports,
    ...(await monitoringPapers(read, project)),
    ...(await evidencePapers(read, project)),
  ]);
}

async function frozenPapers(read: Read, projectId: string): Promise<ArchivePaper[]> {
  const rows = await read
    .select({
      position: reportFreezes.position,
      model: reportFreezes.model,
      fileName: reportFiles.fileName,
      sha256: reportFiles.sha256,
    })
    .from(reportFreezes)
    .innerJoin(reportFiles, eq(reportFiles.freezeId, reportFreezes.id))
    .where(eq(reportFreezes.projectId, projectId))
    .orderBy(asc(reportFreezes.position), asc(reportFiles.kind));
  const models = new Map(rows.map(({ position, model }) => [position, model]));
  return [
    ...rows.map(({ position, fileName, sha256 }) => ({ path: frozenPath(position, fileName), sha256 })),
    ...[...models].map(([position, model]) => ({
      path: frozenPath(position, NAMES.model),
      made: () => Promise.resolve(Buffer.from(model)),
    })),
  ];
}

function frozenPath(position: number, fileName: string): string {
  return [NAMES.frozenFolder, safeFileName(freezeName(position)), safeFileName(fileName)].join('/');
}

function presentPapers({ year }: Project, papers: PaperStore): ArchivePaper[] {
  const report = (read: Read) => yearEndOf(read, { year });
  const path = (name: string) => `${NAMES.draftFolder}/${name}`;
  return [
    { path: path(NAMES.reportDocx), made: async (read) => yearEndDocx(await report(read)) },
    { path: path(NAMES.reportXlsx), made: async (read) => yearEndXlsx(await report(read)) },
    {
      path: path(NAMES.narrative),
      made: async (read) =>
        (await narrativeFile(await narrativeOf(read, year), await templateInUse(read, papers))).bytes,
    },
  ];
}

/** One of each day as of which the head said something. */
async function monitoringPapers(read: Read, { id, year }: Project): Promise<ArchivePaper[]> {
  const days = await daysMonitored(read, id);
  return days.map((asOf) => ({
    path: `${NAMES.monitoringFolder}/${NAMES.monitoring(asOf)}`,
    made: async (now) => monitoringDocx(await monitoringOf(now, { year, asOf })),
  }));
}

async function evidencePapers(read: Read, { id: projectId, year }: Project): Promise<ArchivePaper[]> {
  const present = (await evidenceOf(read, { projectId })).map(evidencePath(NAMES.evidenceFolder));
  const removed = (await removedEvidence(read, { year })).flatMap(({ position, files }) =>
    files.map(evidencePath(frozenPath(position, NAMES.removedFolder))),
  );
  return [...present, ...removed];
}

const evidencePath =
  (root: string) =>
  ({ position, level3, fileName, sha256 }: EvidenceFile): ArchivePaper => {
    const folder = `${String(position).padStart(2, '0')} ${safeFileName(level3)}`.trim();
    return { path: [root, folder, safeFileName(fileName)].join('/'), sha256 };
  };
