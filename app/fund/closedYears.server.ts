import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { reportFreezes } from '../../db/schema';

/** Whether the report of a project-year is frozen: what it was made by does not change any more. */
export async function isClosed(read: Read, projectId: string): Promise<boolean> {
  const [row] = await read
    .select({ id: reportFreezes.id })
    .from(reportFreezes)
    .where(eq(reportFreezes.projectId, projectId))
    .limit(1);
  return row !== undefined;
}
