import { theStore } from '../../db/client.server';
import { isEmpty } from '../staff/staff.server';
import { demoAccountLines } from '../zh/demo';
import { loadDemo } from './world.server';

/**
 * `npm run demo`: loads the demo when the database is empty.
 * @returns what to print: the accounts with their passwords at the first start, afterwards where they were shown
 */
export async function prepareDemo(): Promise<string[]> {
  const store = await theStore();
  if (!(await store.read(isEmpty))) return demoAccountLines(null);
  return demoAccountLines(await loadDemo(store));
}
