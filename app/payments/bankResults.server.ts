import { createHash } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { bankResults, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { keptFileName } from '../identity/fileName';
import { seal, unseal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { cellText, guessMapping, type ResultFile, type ResultMapping } from './bankResult';
import { compareResults } from './comparedResults.server';
import { requireStep } from './batches.server';
import { batchRow, type Batch } from './batchRows.server';
import { readResultFile } from './resultFile.server';
import { knownMapping } from './resultLayouts.server';
import { natureOf, registerHeaders, shownCells } from './resultSample';

/** 结果文件: what a bank sent back for a batch, kept sealed, and how its columns are read. */

export interface ResultUpload {
  batchId: string;
  bytes: Buffer;
  fileName: string;
}

const MOST_NAMED_HEADERS = 6;

/**
 * Reads and keeps a result file; nothing of the batch changes by it.
 * @returns its id, and whether its columns are known from a file with the same headers
 * @throws Refusal batch.not_found, batch.not_now, result.unreadable, result.no_headers, result.register {headers,
 * count}
 */
export async function uploadResult(
  { store, actor }: Desk,
  { batchId, bytes, fileName }: ResultUpload,
): Promise<{ id: string; isMapped: boolean }> {
  const file = await readResultFile(bytes);
  if (natureOf(file.headers) === 'register') throw isRegister(file.headers);
  return store.write(async (write) => {
    const batch = await batchRow(write, batchId);
    requireStep(batch, 'import_result');
    const known = await knownMapping(write, file.headers);
    const id = newId();
    const name = keptFileName(fileName);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await write.insert(bankResults).values({
      id,
      batchId,
      fileName: name,
      sha256,
      contentSealed: seal(JSON.stringify(file)),
      mapping: known && JSON.stringify(known),
      uploadedBy: actor.staffId,
      uploadedAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'batch.result_uploaded',
      subject: { type: 'batch', id: batchId },
      detail: { number: batch.number, fileName: name, rows: file.rows.length, sha256 },
    });
    await compareResults(write, { batchId, resultId: id });
    return { id, isMapped: known !== null };
  });
}

function isRegister(headers: readonly string[]): Refusal {
  const found = registerHeaders(headers);
  const named = found.slice(0, MOST_NAMED_HEADERS).join(' ');
  return new Refusal('result.register', { headers: named, count: found.length }, 'file');
}

export interface StoredResult {
  batch: Batch;
  result: typeof bankResults.$inferSelect;
  /** Who entered what it says, by name; null as long as nobody did. */
  appliedBy: string | null;
  file: ResultFile;
  /** Null as long as nobody said what its columns mean. */
  mapping: ResultMapping | null;
}

/**
 * A result file of a batch; with a file that was erased after the years of keeping goes what the bank said about it.
 * @throws Refusal batch.not_found, result.not_found, result.voided {by, at, reason}, result.erased
 */
export async function storedResult(
  read: Read,
  { batchId, resultId }: { batchId: string; resultId: string },
): Promise<StoredResult> {
  const batch = await batchRow(read, batchId);
  const [found] = await read
    .select({ result: bankResults, appliedBy: staff.name })
    .from(bankResults)
    .leftJoin(staff, eq(staff.id, bankResults.appliedBy))
    .where(eq(bankResults.id, resultId));
  if (!found || found.result.batchId !== batchId) throw new Refusal('result.not_found');
  const { result, appliedBy } = found;
  if (result.voidedAt) throw await voidedFile(read, result);
  if (!result.contentSealed) throw new Refusal('result.erased');
  return {
    batch,
    result,
    appliedBy,
    file: JSON.parse(unseal(result.contentSealed)) as ResultFile,
    mapping: result.mapping === null ? null : (JSON.parse(result.mapping) as ResultMapping),
  };
}

async function voidedFile(
  read: Read,
  { voidedBy, voidedAt: at, voidReason: reason }: typeof bankResults.$inferSelect,
): Promise<Refusal> {
  const [who] = await read.select({ by: staff.name }).from(staff).where(eq(staff.id, voidedBy!));
  return new Refusal('result.voided', { ...who!, at, reason });
}

export interface ListedResult {
  id: string;
  fileName: string;
  uploadedBy: string;
  uploadedAt: string;
  appliedAt: string | null;
  /** Why it was taken away, where it was. */
  voided: { by: string; at: string; reason: string } | null;
}

const voider = alias(staff, 'voider');

/** The result files of a batch, the newest first. */
export async function resultsOfBatch(read: Read, batchId: string): Promise<ListedResult[]> {
  const rows = await read
    .select({
      id: bankResults.id,
      fileName: bankResults.fileName,
      uploadedBy: staff.name,
      uploadedAt: bankResults.uploadedAt,
      appliedAt: bankResults.appliedAt,
      voidedBy: voider.name,
      voidedAt: bankResults.voidedAt,
      voidReason: bankResults.voidReason,
    })
    .from(bankResults)
    .innerJoin(staff, eq(staff.id, bankResults.uploadedBy))
    .leftJoin(voider, eq(voider.id, bankResults.voidedBy))
    .where(eq(bankResults.batchId, batchId))
    .orderBy(desc(bankResults.uploadedAt), desc(bankResults.id));
  return rows.map(({ voidedBy: by, voidedAt: at, voidReason: reason, ...row }) => ({
    ...row,
    voided: at === null ? null : { by: by!, at, reason: reason! },
  }));
}

const SHOWN_ROWS = 5;

export interface MappingPage {
  batch: Pick<Batch, 'id' | 'number' | 'title'>;
  fileName: string;
  headers: string[];
  /** Whether what a bank's answer must have is among the headers. */
  isLikeBank: boolean;
  /** The first rows, without the digits of accounts; of a column that is not read, only what its cells are like. */
  sample: string[][];
  /** As it is, or as it is proposed. */
  mapping: ResultMapping;
  /** Whether its results are entered, after which nothing of it is read otherwise. */
  isApplied: boolean;
  isProposal: boolean;
}

/**
 * What is asked about the columns of a file.
 * @throws Refusal batch.not_found, result.not_found
 */
export async function mappingPage(
  read: Read,
  ids: { batchId: string; resultId: string },
): Promise<MappingPage> {
  const { batch, result, file, mapping } = await storedResult(read, ids);
  const { headers } = file;
  const isLikeBank = natureOf(headers) === 'bank';
  const shown = mapping ?? (isLikeBank ? guessMapping(headers) : null);
  const sample = file.rows.slice(0, SHOWN_ROWS).map(({ cells }) =>
    shownCells(
      headers.map((_, place) => cellText(cells[place] ?? '')),
      new Set(Object.values(shown?.columns ?? {})),
    ),
  );
  return {
    batch: { id: batch.id, number: batch.number, title: batch.title },
    fileName: result.fileName,
    headers,
    isLikeBank,
    sample,
    mapping: mapping ?? guessMapping(headers),
    isApplied: result.appliedAt !== null,
    isProposal: mapping === null,
  };
}
