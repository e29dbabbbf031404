import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { batches, instructions } from '../../db/schema';
import { auditAll } from '../audit/audit.server';
import { once } from '../fund/commands.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { requireStep, requireVersion, type BatchStepInput } from './batches.server';
import { batchLines, batchRow, type Instruction } from './batchRows.server';

/**
 * Takes lines out of a draft: their awards can go into another batch, and the lines behind them move up.
 * @throws Refusal batch.not_found, batch.not_now, batch.changed_meanwhile, batch.line_not_there, command.changed
 */
export async function takeOutLines(
  { store, actor }: Desk,
  { commandId, ...input }: BatchStepInput & { lineIds: readonly string[] },
): Promise<{ count: number }> {
  return store.write((write) =>
    once(write, actor, { id: commandId, name: 'batch.take_out', content: input }, async () => {
      const batch = await batchRow(write, input.batchId);
      requireStep(batch, 'change');
      requireVersion(batch, input.version);
      const lines = await batchLines(write, batch.id);
      const out = lines.filter(({ id }) => input.lineIds.includes(id));
      if (out.length === 0 || out.length < new Set(input.lineIds).size) {
        throw new Refusal('batch.line_not_there');
      }
      await withdraw(write, out);
      await moveUp(write, { batchId: batch.id, out });
      await write
        .update(batches)
        .set({ version: batch.version + 1 })
        .where(eq(batches.id, batch.id));
      await auditAll(
        write,
        actor,
        out.map(({ lineNumber, awardId, amountFen }) => ({
          action: 'batch.line_removed',
          subject: { type: 'batch', id: batch.id },
          detail: { number: batch.number, lineNumber, awardId, amountFen },
        })),
      );
      return { count: out.length };
    }),
  );
}

async function withdraw(write: Write, out: readonly Instruction[]): Promise<void> {
  for (const chunk of chunksOf(out.map(({ id }) => id))) {
    await write.update(instructions).set({ status: 'withdrawn' }).where(inArray(instructions.id, chunk));
  }
}

/**
 * Counts the lines anew, without gaps, those taken out behind the others. Numbers are unique at every moment, so that
 * all of them pass through the negative ones first.
 */
async function moveUp(
  write: Write,
  { batchId, out }: { batchId: string; out: readonly Instruction[] },
): Promise<void> {
  const all = await write
    .select({ id: instructions.id, lineNumber: instructions.lineNumber })
    .from(instructions)
    .where(eq(instructions.batchId, batchId));
  const gone = out.map(({ lineNumber }) => lineNumber).sort((left, right) => left - right);
  const ofBatch = eq(instructions.batchId, batchId);
  await write
    .update(instructions)
    .set({ lineNumber: sql`-${instructions.lineNumber}` })
    .where(ofBatch);
  for (const [index, number] of gone.entries()) {
    await write
      .update(instructions)
      .set({ lineNumber: all.length - gone.length + index + 1 })
      .where(and(ofBatch, eq(instructions.lineNumber, -number)));
  }
  // Between two lines taken out all move up by as many as are gone before them.
  for (const [shift, from] of [0, ...gone].entries()) {
    const to = gone[shift] ?? Number.MAX_SAFE_INTEGER;
    await write
      .update(instructions)
      .set({ lineNumber: sql`-${instructions.lineNumber} - ${sql.raw(String(shift))}` })
      .where(
        and(
          ofBatch,
          sql`${instructions.lineNumber} < 0`,
          sql`${instructions.lineNumber} < ${sql.raw(String(-from))}`,
          sql`${instructions.lineNumber} > ${sql.raw(String(-to))}`,
        ),
      );
  }
}
