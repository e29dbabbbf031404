import { closeStore, theStore } from '../../db/client.server';
import { addSampleLines } from '../../app/families/lines.server';
import { anOffice, OFFICE_PASSWORD } from '../factories/office';

/** Fills an empty DATA_DIR with a centre, one account a role and the example lines; prints the accounts. */
const store = await theStore();
const office = await anOffice(store);
await store.write((write) => addSampleLines(write, office.head.actor));
for (const { actor } of Object.values(office))
  process.stdout.write(`  ${actor.username}  ${OFFICE_PASSWORD}  ${actor.name}\n`);
await closeStore();
