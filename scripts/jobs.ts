import { writeBeside } from '../db/client.server';
import { giveWayToPeople } from '../app/peopleFirst.server';
import { ownStore } from '../app/operations/installation.server';
import { dropOldJobFiles } from '../app/exchange/jobFiles.server';
import { runJobs } from '../app/exchange/jobRuns.server';
import { command } from './command';

/** `node scripts/beside.mjs jobs`: does the imports and exports that wait. The product starts it itself. */
await command(async () => {
  giveWayToPeople();
  writeBeside();
  const store = await ownStore();
  await runJobs(store);
  await dropOldJobFiles(store);
});
