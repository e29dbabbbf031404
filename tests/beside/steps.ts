import { giveWayToPeople, peopleFirst } from '../../app/peopleFirst.server';

/** Long work in a process of its own: so many steps, each of which keeps the processor busy for 15 ms. */

const STEP_MS = 15;
const steps = Number(process.argv[2]);

function busyMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

giveWayToPeople();
let restedMs = 0;
for (let step = 0; step < steps; step += 1) {
  for (const until = busyMs() + STEP_MS; busyMs() < until;);
  const doneAt = performance.now();
  await peopleFirst();
  restedMs += performance.now() - doneAt;
}
process.stdout.write(JSON.stringify({ steps, restedMs }));
