import { desc } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { projects } from '../../db/schema';

/** How much of some kind waits in a project-year. */
export interface YearCount {
  year: number;
  count: number;
}

/** Every project-year, newest first. */
export async function projectIds(read: Read): Promise<{ id: string; year: number }[]> {
  return read.select({ id: projects.id, year: projects.year }).from(projects).orderBy(desc(projects.year));
}

/** The other years in which something of a kind still waits, newest first: an empty list of one year points there. */
export async function waitingInOtherYears(
  read: Read,
  { year, countOf }: { year: number; countOf: (read: Read, projectId: string) => Promise<number> },
): Promise<YearCount[]> {
  const found: YearCount[] = [];
  for (const other of await projectIds(read)) {
    if (other.year !== year) found.push({ year: other.year, count: await countOf(read, other.id) });
  }
  return found.filter(({ count }) => count > 0);
}
