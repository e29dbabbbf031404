import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';

/** Looks every few milliseconds, from beside: the work itself may hold its thread for long. */
const LOOK = `
  const { workerData } = require('node:worker_threads');
  const peak = new Int32Array(workerData);
  setInterval(() => {
    const megabytes = Math.round(process.memoryUsage.rss() / 1048576);
    if (megabytes > Atomics.load(peak, 0)) Atomics.store(peak, 0, megabytes);
  }, 5);
`;

/** The most memory that the process had since it was last begun; what nobody holds any more is swept out before. */
export function memoryPeak(): { begin: () => void; megabytes: () => number; end: () => Promise<unknown> } {
  setFlagsFromString('--expose-gc');
  const sweep = runInNewContext('gc') as () => void;
  const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const peak = new Int32Array(shared);
  const worker = new Worker(LOOK, { eval: true, workerData: shared });
  const now = () => Math.round(process.memoryUsage.rss() / 1_048_576);
  return {
    begin: () => {
      sweep();
      Atomics.store(peak, 0, now());
    },
    megabytes: () => Math.max(Atomics.load(peak, 0), now()),
    end: () => worker.terminate(),
  };
}
