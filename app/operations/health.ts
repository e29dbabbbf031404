import { isBackupOld, type BackupRecord } from './backup';

/** What /healthz says of the product: figures of the machine, never of people. */

/** What wants looking at while the product goes on working. */
export const HEALTH_REASONS = [
  'disk_low',
  'backup_missing',
  'backup_old',
  'backup_damaged',
  'backup_unopened',
] as const;
export type HealthReason = (typeof HEALTH_REASONS)[number];

export interface Health {
  /** `down`: the database does not answer, and no page does. */
  status: 'ok' | 'degraded' | 'down';
  reasons: HealthReason[];
  uptimeSeconds: number;
  database: 'ok' | 'unavailable';
  /** Of the volume that holds DATA_DIR; null where it cannot be read. */
  disk: { freeBytes: number; totalBytes: number } | null;
  /** Of the last backup that was tried and found whole, and still can be restored; null where there is none. */
  backupAgeSeconds: number | null;
}

export interface Findings {
  hasDatabase: boolean;
  disk: Health['disk'];
  lastGood: Pick<BackupRecord, 'madeAt'> | null;
  /** See hasDamageToTell. */
  hasDamage: boolean;
  /** Some of them would be good, were their key here. */
  hasUnopened: boolean;
  /** Whether this installation makes backups by itself. */
  makesBackups: boolean;
  uptimeSeconds: number;
  /** Since the office began with the product; null where the database does not tell. */
  inUseSeconds: number | null;
  now: Date;
}

const LEAST_FREE_BYTES = 1024 ** 3;
/** A new installation makes its first backup within the first hour; a day without any is one to look at. */
const FIRST_BACKUP_SECONDS = 24 * 60 * 60;

export function healthOf(findings: Findings): Health {
  const { hasDatabase, disk, lastGood, makesBackups, uptimeSeconds, now } = findings;
  const reasons: HealthReason[] = [];
  const told = backupConcern(findings);
  // How often backups are made by hand is for those who make them; that those there are cannot be restored is not.
  const isLost = told === 'backup_damaged' || told === 'backup_unopened';
  const concern = makesBackups || isLost ? told : null;
  if (disk && disk.freeBytes < LEAST_FREE_BYTES) reasons.push('disk_low');
  if (concern) reasons.push(concern);
  return {
    status: hasDatabase ? (reasons.length > 0 ? 'degraded' : 'ok') : 'down',
    reasons,
    uptimeSeconds: Math.round(uptimeSeconds),
    database: hasDatabase ? 'ok' : 'unavailable',
    disk,
    backupAgeSeconds: lastGood && Math.round((now.getTime() - Date.parse(lastGood.madeAt)) / 1000),
  };
}

export type BackupConcern = Exclude<HealthReason, 'disk_low'>;

/**
 * What people are told of the backups beside their work: as /healthz tells it, and where backups are made by hand that
 * the last one is old. An office that never had any and was told to make none leaves them to somebody else.
 */
export function backupConcern({
  lastGood,
  hasDamage,
  hasUnopened,
  makesBackups,
  inUseSeconds,
  now,
}: Omit<Findings, 'hasDatabase' | 'disk' | 'uptimeSeconds'>): BackupConcern | null {
  if (hasDamage) return 'backup_damaged';
  if (lastGood) return isBackupOld(lastGood, now) ? 'backup_old' : null;
  if (hasUnopened) return 'backup_unopened';
  return makesBackups && (inUseSeconds ?? 0) > FIRST_BACKUP_SECONDS ? 'backup_missing' : null;
}
