import type { Store } from '../../db/client.server';
import { freshDatabase, type FreshDatabase } from '../database';
import { aProject, type ProjectWish } from './fund';
import { anOffice, type Office } from './office';

/** How most files of tests begin: a centre in a database of its own. */
export interface FreshOffice {
  database: FreshDatabase;
  store: Store;
  office: Office;
}

/** A centre in a database of its own, with a project-year where one is given. */
export async function aFreshOffice(project?: ProjectWish): Promise<FreshOffice> {
  const database = await freshDatabase();
  const store = await database.open();
  const office = await anOffice(store);
  if (project) await aProject(office, project);
  return { database, store, office };
}

/** One whose year has money for whatever a file of tests pays. */
export function aPayingOffice(year: number): Promise<FreshOffice> {
  return aFreshOffice({ year, budgetFen: 1_000_000_000 });
}
