import { asc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { projects, reportFreezes } from '../../db/schema';

/** Whether the report of a project-year is frozen: what it was made by does not change any more. */
export async function isClosed(read: Read, projectId: string): Promise<boolean> {
  const [row] = await read
    .select({ id: reportFreezes.id })
    .from(reportFreezes)
    .where(eq(reportFreezes.projectId, projectId))
    .limit(1);
  return row !== undefined;
}

/** The years whose reports are frozen, the earliest first. */
export async function frozenYears(read: Read): Promise<number[]> {
  const rows = await read
    .selectDistinct({ year: projects.year })
    .from(reportFreezes)
    .innerJoin(projects, eq(projects.id, reportFreezes.projectId))
    .orderBy(asc(projects.year));
  return rows.map(({ year }) => year);
}
