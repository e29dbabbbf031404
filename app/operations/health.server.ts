import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { theStore } from '../../db/client.server';
import { configuration } from '../config.server';
import { hasDamageToTell, lastGoodBackup, unopenedBackups, type BackupRecord } from './backup';
import { listBackups } from './backupFiles.server';
import { inUseSince } from './installation.server';
import { backupConcern, healthOf, type BackupConcern, type Findings, type Health } from './health';

/** A database that has not answered by then is as good as gone to whoever waits for a page. */
const ANSWER_WITHIN_MS = 3_000;

/** How this process, its database, its disk and its backups are at this moment. Never throws. */
export async function currentHealth(): Promise<Health> {
  const [since, disk, backups] = await Promise.all([
    answers(),
    diskOf(configuration().dataDir),
    listBackups(),
  ]);
  const uptimeSeconds = process.uptime();
  return healthOf({ hasDatabase: since !== false, disk, uptimeSeconds, ...foundOf(backups, since || null) });
}

/** What the home page tells of the backups, and when the last good one was made (ISO UTC). */
export async function currentBackupConcern(): Promise<{ is: BackupConcern; madeAt: string | null } | null> {
  const found = foundOf(await listBackups(), await askedSince());
  const is = backupConcern(found);
  return is && { is, madeAt: found.lastGood?.madeAt ?? null };
}

function foundOf(
  backups: readonly BackupRecord[],
  since: string | null,
): Omit<Findings, 'hasDatabase' | 'disk' | 'uptimeSeconds'> {
  const now = new Date();
  return {
    lastGood: lastGoodBackup(backups),
    hasDamage: hasDamageToTell(backups),
    hasUnopened: unopenedBackups(backups).length > 0,
    makesBackups: configuration().backupHour !== null,
    inUseSeconds: since === null ? null : (now.getTime() - Date.parse(since)) / 1000,
    now,
  };
}

/** Since when the office works with the product, as the database tells; false where it does not answer in time. */
async function answers(): Promise<string | null | false> {
  const waited = new AbortController();
  const late = sleep(ANSWER_WITHIN_MS, false as const, { signal: waited.signal });
  try {
    return await Promise.race([late, askedSince()]);
  } catch {
    return false;
  } finally {
    waited.abort();
    late.catch(() => undefined);
  }
}

async function askedSince(): Promise<string | null> {
  const store = await theStore();
  return store.read(inUseSince);
}

async function diskOf(folder: string): Promise<Health['disk']> {
  try {
    const { bsize, bavail, blocks } = await statfs(folder);
    return { freeBytes: bsize * bavail, totalBytes: bsize * blocks };
  } catch {
    return null;
  }
}
