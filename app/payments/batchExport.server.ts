import { createHash } from 'node:crypto';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { awards, bankFiles, batches, instructions } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { ReliefType } from '../fund/project';
import { fingerprint, unseal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { fen, sumFen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { reliefTypeLabels } from '../zh/fund';
import { statusesBefore } from './batch';
import { bankFileBytes, bankFileName, MEDIA_TYPES } from './bankFile.server';
import { needsPayingAccount, type BankFileFormat, type BankLine } from './bankLayout';
import { layoutById, layoutsInUse, payingAccountAt } from './bankLayouts.server';
import { requireStep } from './batches.server';
import { requireFaultless } from './batchFaults.server';
import { requireClaimsOfBatchSeen } from './claimsSeen.server';
import { requireLeftSeen } from './exitedLines.server';
import { batchLines, batchRow, linesDigest, type Batch, type Instruction } from './batchRows.server';

export type BankFile = typeof bankFiles.$inferSelect;

interface FileWish {
  batchId: string;
  /** A code of BUILT_IN_LAYOUTS or the id of a layout of finance's own. */
  layoutId: string;
  format: BankFileFormat;
}

/** What a person said to have looked at. */
interface SeenBefore {
  /** How many lines were seen whose family left after the approval; nobody is asked where it is left out. */
  exitedSeen?: number | undefined;
  /** How many lines were seen that the bank says it has paid already; nobody is asked where it is left out. */
  claimsSeen?: number | undefined;
  /** How many files for the bank there were already, of other kinds; nobody is asked where it is left out. */
  filesSeen?: number | undefined;
}

/**
 * Makes the file for the bank of an approved batch; with the first one its lines count as sent. The same layout and
 * format again is the same file.
 * @throws Refusal batch.not_found, batch.not_now, batch.digest_differs, batch.line_faulty, batch.left_since,
 * batch.paid_claims, batch.file_again {count, fileName}, bank_layout.not_found, bank_file.no_paying_account, bank_file.not_in_gbk
 */
export async function exportBatch(
  { store, actor }: Desk,
  { exitedSeen, claimsSeen, filesSeen, ...wish }: FileWish & SeenBefore,
): Promise<BankFile> {
  // The bytes are made outside the write, of what the write then finds unchanged.
  const exportedAt = new Date().toISOString();
  const made = await store.read((read) => firstBytes(read, { wish, exportedAt }));
  return store.write(async (write) => {
    const batch = await batchRow(write, wish.batchId);
    requireStep(batch, 'export');
    const lines = await batchLines(write, batch.id);
    requireApproved(batch, lines);
    const earlier = await earlierFile(write, wish);
    if (earlier) return earlier;
    await requireFilesSeen(write, { batchId: batch.id, seen: filesSeen });
    if (linesDigest(lines) !== made.digest) throw new Refusal('batch.changed_meanwhile');
    const doubts =
      batch.status === 'approved' ? await send(write, { batch, lines, exitedSeen, claimsSeen }) : {};
    const file = {
      id: newId(),
      batchId: batch.id,
      layout: wish.layoutId,
      format: wish.format,
      fileName: made.fileName,
      sha256: sha256(made.bytes),
      lineCount: lines.length,
      amountFen: sumFen(lines.map(({ amountFen }) => fen(amountFen))),
      exportedBy: actor.staffId,
      exportedAt,
    };
    await write.insert(bankFiles).values(file);
    const { number } = batch;
    const { fileName, sha256: hash, lineCount: count, amountFen } = file;
    await audit(write, actor, {
      action: 'batch.exported',
      subject: { type: 'batch', id: batch.id },
      detail: { number, fileName, sha256: hash, count, amountFen, ...doubts },
    });
    return file;
  });
}

/**
 * A file that was made before, made again of the lines as they are: the very bytes, or a refusal.
 * @throws Refusal bank_file.not_found, batch.digest_differs, batch.file_differs
 */
export async function downloadBankFile(
  { store, actor }: Desk,
  { batchId, fileId }: { batchId: string; fileId: string },
): Promise<{ bytes: Buffer; fileName: string; mediaType: string }> {
  const { file, batch, bytes } = await store.read(async (read) => {
    const found = await bankFileRow(read, { batchId, fileId });
    const format = found.format as BankFileFormat;
    const wish = { batchId, layoutId: found.layout, format };
    return { file: found, ...(await fileBytes(read, { wish, exportedAt: found.exportedAt })) };
  });
  if (sha256(bytes) !== file.sha256) throw new Refusal('batch.file_differs', { number: batch.number });
  await store.write((write) =>
    audit(write, actor, {
      action: 'batch.downloaded',
      subject: { type: 'batch', id: batchId },
      detail: { number: batch.number, fileName: file.fileName, sha256: file.sha256 },
    }),
  );
  return { bytes, fileName: file.fileName, mediaType: MEDIA_TYPES[file.format as BankFileFormat] };
}

/** The files of a batch, the first one first. */
export async function bankFilesOf(read: Read, batchId: string): Promise<BankFile[]> {
  return read
    .select()
    .from(bankFiles)
    .where(eq(bankFiles.batchId, batchId))
    .orderBy(asc(bankFiles.exportedAt), asc(bankFiles.id));
}

/** Each file pays the whole batch: whoever makes one more must know of the others. */
async function requireFilesSeen(
  read: Read,
  { batchId, seen }: { batchId: string; seen: number | undefined },
): Promise<void> {
  const files = await bankFilesOf(read, batchId);
  if (seen === undefined || seen === files.length) return;
  throw new Refusal(
    'batch.file_again',
    { count: files.length, fileName: files.at(-1)?.fileName ?? '' },
    'filesSeen',
  );
}

interface Made {
  batch: Batch;
  bytes: Buffer;
  fileName: string;
  digest: string;
}

async function firstBytes(read: Read, asked: { wish: FileWish; exportedAt: string }): Promise<Made> {
  const { layoutId, batchId } = asked.wish;
  requireStep(await batchRow(read, batchId), 'export');
  const inUse = await layoutsInUse(read);
  const layout = inUse.find(({ id }) => id === layoutId);
  if (!layout) throw new Refusal('bank_layout.not_found', {}, 'layoutId');
  if (needsPayingAccount(layout) && !(await payingAccountAt(read, asked.exportedAt))) {
    throw new Refusal('bank_file.no_paying_account', {}, 'layoutId');
  }
  return fileBytes(read, asked);
}

async function fileBytes(
  read: Read,
  { wish: { batchId, layoutId, format }, exportedAt }: { wish: FileWish; exportedAt: string },
): Promise<Made> {
  const batch = await batchRow(read, batchId);
  const lines = await batchLines(read, batchId);
  requireApproved(batch, lines);
  const layout = await layoutById(read, layoutId);
  const bytes = await bankFileBytes(format, {
    layout,
    batch: {
      number: batch.number,
      title: batch.title,
      approvedOn: batch.approvedOn!,
      paying: await payingAccountAt(read, exportedAt),
    },
    lines: await openedLines(read, { batch, lines }),
  });
  const fileName = bankFileName(format, { layout, number: batch.number });
  return { batch, bytes, fileName, digest: linesDigest(lines) };
}

/** What is told to the bank is what was approved, to the last sign. */
function requireApproved({ number, approvedDigest }: Batch, lines: readonly Instruction[]): void {
  if (linesDigest(lines) !== approvedDigest) throw new Refusal('batch.digest_differs', { number });
}

/** The lines with their accounts in clear, each of which must be the one that was approved. */
async function openedLines(
  read: Read,
  { batch, lines }: { batch: Batch; lines: readonly Instruction[] },
): Promise<BankLine[]> {
  const types = await typesOf(read, batch.id);
  return lines.map((line) => {
    const account = unseal(line.accountSealed);
    if (fingerprint(account) !== line.accountFingerprint) {
      throw new Refusal('batch.digest_differs', { number: batch.number });
    }
    return {
      lineNumber: line.lineNumber,
      account,
      holder: line.accountHolder,
      amountFen: line.amountFen,
      bankName: line.bankName,
      reliefType: reliefTypeLabels[types.get(line.awardId)!],
    };
  });
}

async function typesOf(read: Read, batchId: string): Promise<Map<string, ReliefType>> {
  const rows = await read
    .select({ id: awards.id, type: awards.type })
    .from(awards)
    .innerJoin(instructions, eq(instructions.awardId, awards.id))
    .where(eq(instructions.batchId, batchId));
  return new Map(rows.map(({ id, type }) => [id, type]));
}

/** Looks at every line for the last time before the bank is told. */
async function send(
  write: Write,
  { batch, lines, exitedSeen, claimsSeen }: SeenBefore & { batch: Batch; lines: Instruction[] },
) {
  await requireFaultless(write, lines);
  const exits = await requireLeftSeen(write, { batchId: batch.id, seen: exitedSeen });
  const claims = await requireClaimsOfBatchSeen(write, { batchId: batch.id, seen: claimsSeen });
  await write
    .update(instructions)
    .set({ status: 'sent' })
    .where(and(eq(instructions.batchId, batch.id), inArray(instructions.status, statusesBefore('sent'))));
  await write
    .update(batches)
    .set({ status: 'exported', version: batch.version + 1 })
    .where(eq(batches.id, batch.id));
  return { ...exits, ...claims };
}

async function earlierFile(
  read: Read,
  { batchId, layoutId, format }: FileWish,
): Promise<BankFile | undefined> {
  return (await bankFilesOf(read, batchId)).find(
    (file) => file.layout === layoutId && file.format === format,
  );
}

async function bankFileRow(
  read: Read,
  { batchId, fileId }: { batchId: string; fileId: string },
): Promise<BankFile> {
  const file = (await bankFilesOf(read, batchId)).find(({ id }) => id === fileId);
  if (!file) throw new Refusal('bank_file.not_found');
  return file;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
