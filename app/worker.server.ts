import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { theStore } from '../db/client.server';
import { configuration } from './config.server';
import { incidentNumber } from './http/incident';
import { log } from './http/log.server';
import { hasOpenJobs } from './exchange/jobs.server';
import { isBackupDue, saidReason } from './operations/backup';
import { listBackups } from './operations/backupFiles.server';
import { noteFailedBackup } from './operations/attempts.server';

/**
 * Long work runs in a process of its own, so that pages stay quick and its memory is its own. It ends when nothing
 * waits any more; what it leaves undone when it is stopped is taken up again.
 */

const LOOK_EVERY_MS = 15_000;
const BACKUP_LOOK_EVERY_MS = 10 * 60_000;
const MEMORY = ['--max-old-space-size=200', '--max-semi-space-size=16'];

/** What is started, by the command and what follows it. */
const WORK = { jobs: ['jobs'], backup: ['backup'], backupCheck: ['backup', '--check'] };
type Work = keyof typeof WORK;

const running = new Map<Work, ChildProcess>();

/** Sees to it that the jobs that wait are done. */
export function wakeWorker(): void {
  start('jobs');
}

/** Begins a backup, unless one is under way. */
export function startBackup(): void {
  start('backup');
}

/** Begins to read the files of all backups, unless that is under way. */
export function startBackupCheck(): void {
  start('backupCheck');
}

function start(work: Work): void {
  if (running.has(work)) return;
  const startedAt = new Date();
  const started = spawn(process.execPath, [...MEMORY, 'scripts/beside.mjs', ...WORK[work]], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.set(work, started);
  let said = '';
  started.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  started.once('close', (code, signal) => {
    running.delete(work);
    // It is ended with this process; any other signal ended it for a cause.
    if (code === 0 || signal === 'SIGTERM' || signal === 'SIGINT') return;
    const incident = incidentNumber(randomUUID());
    log.error({ work, code, signal, incident, said }, 'work beside the pages failed');
    if (work === 'backup') void tellFailedBackup({ startedAt, reason: saidReason(code, said), incident });
  });
  started.once('error', (error) => {
    running.delete(work);
    log.error({ work, err: error }, 'work beside the pages did not start');
  });
}

/** The page of the backups must not go on as if none had been tried. */
async function tellFailedBackup(attempt: Parameters<typeof noteFailedBackup>[0]): Promise<void> {
  try {
    await noteFailedBackup(attempt);
  } catch (error) {
    log.error({ err: error }, 'a failed backup could not be noted');
  }
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
  process.once('exit', () => {
    for (const child of running.values()) child.kill();
  });
}

/** Begins the nightly backup when its hour has struck, or as soon as the product runs again after it, and anew where it was damaged. */
export function watchBackups(): void {
  const hour = configuration().backupHour;
  if (hour === null) return;
  const look = () =>
    void listBackups()
      .then((all) => isBackupDue(all, { now: new Date(), hour }) && startBackup())
      .catch((error: unknown) => log.error({ err: error }, 'looking for backups failed'));
  setInterval(look, BACKUP_LOOK_EVERY_MS).unref();
}
