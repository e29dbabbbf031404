import { and, eq, isNotNull } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { families, jobs } from '../../db/schema';
import { dropJobFile } from '../exchange/jobFiles.server';
import { memberRows } from '../families/familyRows.server';
import { unseal } from '../identity/sealing.server';

/** What imports and exports of the past still hold of a family whose years of keeping are over. */

/** What tells a family in the answers of a job: its number, the numbers and names of its people, its phone. */
export async function marksOf(read: Read, familyId: string): Promise<string[]> {
  const members = await memberRows(read, familyId);
  const [file] = await read
    .select({ fileNumber: families.fileNumber, phone: families.phone, accountSealed: families.accountSealed })
    .from(families)
    .where(eq(families.id, familyId));
  const people = members.flatMap(({ name, idSealed }) => [name, idSealed ? unseal(idSealed) : '']);
  const account = file?.accountSealed ? unseal(file.accountSealed) : '';
  return [file?.fileNumber ?? '', file?.phone ?? '', account, ...people].filter((mark) => mark !== '');
}

/** Empties the lists of problems of the finished jobs that tell of a family, and what an export was searched by. */
export async function eraseFromJobs(write: Write, marks: readonly string[]): Promise<void> {
  const tells = (text: string) => marks.some((mark) => text.includes(mark));
  const rows = await write
    .select({ id: jobs.id, input: jobs.input, result: jobs.result })
    .from(jobs)
    .where(isNotNull(jobs.finishedAt));
  for (const { id, input, result } of rows) {
    const isTold = result !== null && tells(result);
    if (!isTold && !tells(input)) continue;
    const emptied = isTold ? withoutPeople(result) : result;
    const asked = tells(input) ? JSON.stringify({ ...(JSON.parse(input) as object), filters: {} }) : input;
    await write
      .update(jobs)
      .set({ input: asked, result: emptied })
      .where(and(eq(jobs.id, id), isNotNull(jobs.finishedAt)));
  }
}

/** The result of a job: how many, and nobody by name or number. */
function withoutPeople(result: string): string {
  const { warnings: _, ...counts } = JSON.parse(result) as Record<string, unknown>;
  return JSON.stringify({ ...counts, problems: [], hasFile: false });
}

/**
 * Drops the files of finished jobs, which would go within a month anyway: they are sealed, and which of them hold a
 * family is not worth opening them all for.
 */
export async function dropFinishedJobFiles(read: Read): Promise<void> {
  const rows = await read.select({ id: jobs.id }).from(jobs).where(isNotNull(jobs.finishedAt));
  for (const { id } of rows) {
    await dropJobFile(id, 'in');
    await dropJobFile(id, 'out');
  }
}
