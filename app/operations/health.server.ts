import { statfs } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { theStore } from '../../db/client.server';
import { configuration } from '../config.server';
import { hasDamageToTell, lastGoodBackup, unopenedBackups, type BackupRecord } from './backup';
import { listBackups } from './backupFiles.server';
import { backupConcern, healthOf, type BackupConcern, type Findings, type Health } from './health';

/** A database that has not answered by then is as good as gone to whoever waits for a page. */
const ANSWER_WITHIN_MS = 3_000;

/** How this process, its database, its disk and its backups are at this moment. Never throws. */
export async function currentHealth(): Promise<Health> {
  const [hasDatabase, disk, backups] = await Promise.all([
    answers(),
    diskOf(configuration().dataDir),
    listBackups(),
  ]);
  return healthOf({ hasDatabase, disk, ...foundOf(backups) });
}

/** What the home page tells of the backups, and when the last good one was made (ISO UTC). */
export async function currentBackupConcern(): Promise<{ is: BackupConcern; madeAt: string | null } | null> {
  const found = foundOf(await listBackups());
  const is = backupConcern(found);
  return is && { is, madeAt: found.lastGood?.madeAt ?? null };
}

function foundOf(backups: readonly BackupRecord[]): Omit<Findings, 'hasDatabase' | 'disk'> {
  return {
    lastGood: lastGoodBackup(backups),
    hasDamage: hasDamageToTell(backups),
    hasUnopened: unopenedBackups(backups).length > 0,
    makesBackups: configuration().backupHour !== null,
    uptimeSeconds: process.uptime(),
    now: new Date(),
  };
}

async function answers(): Promise<boolean> {
  const waited = new AbortController();
  const late = sleep(ANSWER_WITHIN_MS, false, { signal: waited.signal });
  try {
    return await Promise.race([late, asked()]);
  } catch {
    return false;
  } finally {
    waited.abort();
    late.catch(() => undefined);
  }
}

async function asked(): Promise<boolean> {
  const store = await theStore();
  await store.read((read) => read.select({ one: sql`1` }).from(sql`(select 1) as one`));
  return true;
}

async function diskOf(folder: string): Promise<Health['disk']> {
  try {
    const { bsize, bavail, blocks } = await statfs(folder);
    return { freeBytes: bsize * bavail, totalBytes: bsize * blocks };
  } catch {
    return null;
  }
}
