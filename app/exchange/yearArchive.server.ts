import type { Readable } from 'node:stream';
import { audit } from '../audit/audit.server';
import { auditCheck } from '../audit/auditHead.server';
import { todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import { soundBytes, type PaperStore } from '../families/paperStore.server';
import { projectOfYear } from '../fund/fund.server';
import { differencesSinceFrozen } from '../reports/freezes.server';
import type { PaperDifference } from '../reports/paperDifference';
import type { Desk } from '../staff/staff.server';
import { archiveFileName, archiveManual, ARCHIVE_NAMES as NAMES } from '../zh/yearArchive';
import { bankParts } from './yearArchiveBank.server';
import { archivePapers, type ArchivePaper } from './yearArchivePapers.server';
import { archiveTables } from './yearArchiveTables.server';
import { manifestParts, streamedZip, textFile, type Listed, type Part } from './streamedZip.server';
import { tableWorkbook } from './tableWorkbook.server';

/**
 * 审计资料包: everything of a year in one zip, made while it is sent, so that it is never held as a whole. The last files
 * in it are the manifests: the SHA-256 of every other file.
 */

/**
 * Begins the zip of a year. That it was asked for is on record before the first byte leaves, and the hash of its
 * manifest when the last one did.
 * @throws Refusal project.not_found
 */
export async function yearArchive(
  desk: Desk,
  { year, papers, now = new Date() }: { year: number; papers: PaperStore; now?: Date },
): Promise<{ stream: Readable; fileName: string; mediaType: string }> {
  const { store, actor } = desk;
  const project = await store.read((read) => projectOfYear(read, year));
  const files = await store.read((read) => archivePapers(read, { project, papers }));
  const fileName = archiveFileName(year, project.projectName);
  await store.write((write) =>
    audit(write, actor, {
      action: 'report.archive_begun',
      subject: { type: 'report', id: String(year) },
      detail: { year, fileName },
    }),
  );
  const origin = originOf(actor.name, now);
  const bank = await bankParts(store, { project, origin: origin.sheet });
  const parts = partsOf(desk, { project, files, bank, papers, origin, now });
  const stream = streamedZip(parts, {
    now,
    closing: (listed) => manifests(desk, { year, listed, now }),
  });
  return { stream, fileName, mediaType: 'application/zip' };
}

interface Wanted {
  project: Awaited<ReturnType<typeof projectOfYear>>;
  files: readonly ArchivePaper[];
  bank: readonly Part[];
  origin: ReturnType<typeof originOf>;
  papers: PaperStore;
  now: Date;
}

/** Who made it and when, and the sheet that says so in each workbook. */
function originOf(name: string, now: Date) {
  const text = NAMES.by(name, formatInstant(now.toISOString()));
  return { text, sheet: { name: NAMES.origin, text: (rows: number) => NAMES.from(text, rows) } };
}

function partsOf({ store }: Desk, { project, files, bank, papers, origin, now }: Wanted): Part[] {
  const tables = archiveTables(store, project).map(({ path, ...table }) => ({
    path,
    bytes: () => tableWorkbook({ ...table, origin: origin.sheet }),
  }));
  const kept = files.map((file) => ({
    path: file.path,
    bytes: () => ('sha256' in file ? soundBytes(papers, file.sha256) : store.read(file.made)),
  }));
  const manual = {
    path: NAMES.manual,
    bytes: () =>
      store.read(async (read) =>
        manualOf(await auditCheck(read, now), await differencesSinceFrozen(read, project.year)),
      ),
  };
  return [manual, ...tables, ...bank, ...kept];

  function manualOf(
    { count, broken, head }: Awaited<ReturnType<typeof auditCheck>>,
    differences: PaperDifference[] | null,
  ): Uint8Array {
    return textFile(
      archiveManual({
        title: NAMES.title(project.year, project.projectName),
        centreName: project.centreName,
        origin: origin.text,
        isOver: project.endOn <= todayInChina(now),
        audit: { count, broken: broken.length, sequence: head?.sequence ?? 0, hash: head?.hash ?? '' },
        differences,
      }),
    );
  }
}

/** The hash of the manifest is kept in the log before the zip ends. */
async function manifests(
  { store, actor }: Desk,
  { year, listed, now }: { year: number; listed: readonly Listed[]; now: Date },
): Promise<Part[]> {
  const { parts, sha256 } = manifestParts({ about: { year }, listed, madeBy: actor.name, now });
  await store.write((write) =>
    audit(write, actor, {
      action: 'report.archive_made',
      subject: { type: 'report', id: String(year) },
      detail: { year, count: listed.length, sha256 },
    }),
  );
  return parts;
}
