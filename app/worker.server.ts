import { spawn, type ChildProcess } from 'node:child_process';
import { theStore } from '../db/client.server';
import { log } from './http/log.server';
import { hasOpenJobs } from './exchange/jobs.server';

/**
 * Long work runs in a process of its own, so that pages stay quick and its memory is its own. It ends when nothing
 * waits any more; what it leaves undone when it is stopped is taken up again.
 */

const LOOK_EVERY_MS = 15_000;
const MEMORY = ['--max-old-space-size=200', '--max-semi-space-size=8'];

let worker: ChildProcess | undefined;

/** Sees to it that the jobs that wait are done. */
export function wakeWorker(): void {
  if (worker) return;
  const started = spawn(process.execPath, [...MEMORY, 'scripts/run.mjs', 'jobs'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  worker = started;
  let said = '';
  started.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2_000)));
  started.once('close', (code) => {
    worker = undefined;
    if (code) log.error({ code, said }, 'the worker of long jobs ended');
  });
  started.once('error', (error) => {
    worker = undefined;
    log.error({ err: error }, 'the worker of long jobs did not start');
  });
}

/** Takes up what was left undone, now and whenever something waits; ends with this process. */
export function watchJobs(): void {
  const look = () =>
    void theStore()
      .then((store) => store.read(hasOpenJobs))
      .then((hasOpen) => hasOpen && wakeWorker())
      .catch((error: unknown) => log.error({ err: error }, 'looking for jobs failed'));
  look();
  setInterval(look, LOOK_EVERY_MS).unref();
  process.once('exit', () => worker?.kill());
}
