import type { Readable } from 'node:stream';
import { and, desc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { casePacks } from '../../db/schema';
import { audit, auditAll } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import {
  distinctPaths,
  manifestParts,
  streamedZip,
  textFile,
  type Listed,
  type Part,
} from '../exchange/streamedZip.server';
import type { PaperStore } from '../families/paperStore.server';
import type { PrintedPaper } from '../families/printedPaper';
import { printedPaperDocx } from '../families/printedPaperDocx.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { may } from '../staff/permission';
import { centreName, type Desk, type StaffActor } from '../staff/staff.server';
import { casePackManual, CASE_PACK_NAMES as NAMES } from '../zh/casePack';
import { ARCHIVE_NAMES } from '../zh/yearArchive';
import { caseIndex } from './caseIndex';
import { familyParts } from './caseParts.server';
import { foldersOf } from './folders';
import {
  paymentsById,
  sampleOf,
  type Repeated,
  type Sample,
  type SampleQuestion,
  type Unfound,
} from './sample.server';
import { numbersOf, wholeNumbers, type Numbers } from './wholeNumbers.server';

/**
 * 抽查资料包: for each sampled payment what proves it, from the file of the family to the bank's answer, made while it
 * is sent. The papers are those that the pages print.
 */

export interface CasePackOrder {
  question: SampleQuestion;
  reason: string;
  /** With whole ID numbers, phones and accounts; each family is then told of in its own history as well. */
  isWhole: boolean;
}

interface Content {
  payments: string[];
  people: number;
  unfound: Unfound[];
  /** Not told in packs of before. */
  repeated?: Repeated[];
}

/**
 * Keeps what a pack is to hold; that it was asked for and why is on record with every family in it.
 * @returns its id
 * @throws Refusal case_pack.not_whole without the right to whole numbers; case_pack.nothing_found; those of `sampleOf`
 */
export async function orderCasePack({ store, actor }: Desk, order: CasePackOrder): Promise<string> {
  const { question, reason, isWhole } = order;
  requireWhole(actor, isWhole);
  const { payments, people, unfound, repeated } = await store.read((read) => sampleOf(read, question));
  if (payments.length === 0) throw new Refusal('case_pack.nothing_found', {}, 'numbers');
  const id = newId();
  const content: Content = { payments: payments.map((one) => one.id), people, unfound, repeated };
  const familyIds = [...new Set(payments.map(({ familyId }) => familyId))];
  await store.write(async (write) => {
    await write.insert(casePacks).values({
      ...{ id, reason, isWhole, staffId: actor.staffId },
      ...{ content: JSON.stringify(content), orderedAt: new Date().toISOString() },
    });
    await auditAll(write, actor, [
      {
        action: 'case_pack.ordered',
        subject: { type: 'case_pack', id },
        detail: {
          ...{ reason, isWhole, people, count: payments.length, unfound: unfound.length },
          payments: content.payments,
        },
      },
      ...familyIds.map((familyId) => ({
        action: 'family.packed' as const,
        subject: { type: 'family' as const, id: familyId },
        detail: { reason },
      })),
    ]);
  });
  return id;
}

function requireWhole({ roles }: StaffActor, isWhole: boolean): void {
  if (isWhole && !may(roles, 'identity.reveal')) throw new Refusal('case_pack.not_whole', {}, 'isWhole');
}

export interface CasePackPage extends Sample {
  id: string;
  reason: string;
  isWhole: boolean;
  /** An instant. */
  orderedAt: string;
}

/**
 * What a pack holds, for who asked for it.
 * @throws Refusal case_pack.not_found, also of somebody else's
 */
export async function casePackPage(read: Read, actor: StaffActor, id: string): Promise<CasePackPage> {
  const [row] = await read
    .select()
    .from(casePacks)
    .where(and(eq(casePacks.id, id), eq(casePacks.staffId, actor.staffId)));
  if (!row) throw new Refusal('case_pack.not_found');
  const { payments, people, unfound, repeated = [] } = JSON.parse(row.content) as Content;
  const { reason, isWhole, orderedAt } = row;
  const sample = { people, unfound, repeated, payments: await paymentsById(read, payments) };
  return { id, reason, isWhole, orderedAt, ...sample };
}

export interface CasePackRow {
  id: string;
  reason: string;
  people: number;
  payments: number;
  orderedAt: string;
}

const LATEST = 10;

/** The packs that somebody asked for last. */
export async function latestCasePacks(read: Read, { staffId }: StaffActor): Promise<CasePackRow[]> {
  const rows = await read
    .select()
    .from(casePacks)
    .where(eq(casePacks.staffId, staffId))
    .orderBy(desc(casePacks.orderedAt), desc(casePacks.id))
    .limit(LATEST);
  return rows.map(({ id, reason, content, orderedAt }) => {
    const { people, payments } = JSON.parse(content) as Content;
    return { id, reason, orderedAt, people, payments: payments.length };
  });
}

/**
 * Begins the zip of a pack. That it is taken is on record before the first byte leaves, and the hash of its manifest
 * when the last one did.
 * @throws Refusal case_pack.not_found; case_pack.not_whole when the right to whole numbers was lost since
 */
export async function casePack(
  desk: Desk,
  { id, papers, now = new Date() }: { id: string; papers: PaperStore; now?: Date },
): Promise<{ stream: Readable; fileName: string; mediaType: string }> {
  const { store, actor } = desk;
  const page = await store.read((read) => casePackPage(read, actor, id));
  requireWhole(actor, page.isWhole);
  await store.write((write) =>
    audit(write, actor, {
      action: 'case_pack.begun',
      subject: { type: 'case_pack', id },
      detail: { reason: page.reason, isWhole: page.isWhole, count: page.payments.length },
    }),
  );
  const stream = streamedZip(await partsOf(desk, { page, papers, now }), {
    now,
    closing: (listed) => manifests(desk, { id, listed, now }),
  });
  const fileName = NAMES.file(todayInChina(now), page.people, page.payments.length);
  return { stream, fileName, mediaType: 'application/zip' };
}

async function manifests(
  { store, actor }: Desk,
  { id, listed, now }: { id: string; listed: readonly Listed[]; now: Date },
): Promise<Part[]> {
  const { parts, sha256 } = manifestParts({ about: {}, listed, madeBy: actor.name, now });
  await store.write((write) =>
    audit(write, actor, {
      action: 'case_pack.made',
      subject: { type: 'case_pack', id },
      detail: { count: listed.length, sha256 },
    }),
  );
  return parts;
}

async function partsOf(
  desk: Desk,
  { page, papers, now }: { page: CasePackPage; papers: PaperStore; now: Date },
): Promise<Part[]> {
  const { store, actor } = desk;
  const centre = await store.read(centreName);
  const origin = ARCHIVE_NAMES.by(actor.name, formatInstant(now.toISOString()));
  const docx = (paper: PrintedPaper) => printedPaperDocx(paper, { centreName: centre });
  const folders = foldersOf(page.payments);
  const { reason, isWhole } = page;
  const files: Part[] = [];
  const revealed = new Map<string, Numbers>();
  for (const folder of folders.families) {
    const numbers = numbersOf(desk, { folder, reason, isWhole });
    revealed.set(folder.familyId, numbers);
    files.push(...(await familyParts(desk, { folder, docx, numbers, papers })));
  }
  const index = async () => {
    const idNumbers = await wholeNumbers(page.payments, revealed);
    return docx(caseIndex({ ...page, origin, centreName: centre, folders, idNumbers }));
  };
  const manual = casePackManual({
    ...{ centreName: centre, origin, reason, isWhole, people: page.people },
    ...{ payments: page.payments.length, unfound: page.unfound.length },
    repeated: page.repeated.length,
  });
  return [
    { path: NAMES.manual, bytes: () => Promise.resolve(textFile(manual)) },
    { path: NAMES.index, bytes: index },
    ...distinctPaths(files),
  ];
}
