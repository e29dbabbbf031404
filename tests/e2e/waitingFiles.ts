import { closeStore, theStore } from '../../db/client.server';
import { aFamily } from '../factories/families';
import { theOffice } from '../factories/office';

/** Puts so many files into the centre of `openOffice` whose notice is over, so that they wait for their approval. */
const store = await theStore();
const office = await theOffice(store);
for (let count = Number(process.argv[2]); count > 0; count -= 1)
  await aFamily(office, { state: 'publicised' });
await closeStore();
