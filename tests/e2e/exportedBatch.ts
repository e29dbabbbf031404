import { closeStore, theStore } from '../../db/client.server';
import { aResultRow, anExportedBatch } from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { theOffice } from '../factories/office';
import { anAward } from '../factories/relief';

/**
 * Puts a year with a batch that the bank has into the centre of `openOffice`: a family for each line; prints the id of
 * the batch and its lines as a bank that has paid all of them writes them.
 */
const count = Number(process.argv[2]);
const store = await theStore();
const office = await theOffice(store);
await aProject(office, { year: 2019 });
const awardIds: string[] = [];
for (let made = 0; made < count; made += 1) {
  const family = await aFamily(office);
  awardIds.push((await anAward(office, { year: 2019, familyId: family.id })).id);
}
const { id, lines } = await anExportedBatch(office, awardIds);
process.stdout.write(JSON.stringify({ id, rows: lines.map((line) => aResultRow(line)) }));
await closeStore();
