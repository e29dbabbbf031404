/** Backups of everything that must be kept: their names, which of them stay, and when one is old. */

/** What a backup may turn out to be when it is tried; the sentences stand in app/zh/backups.ts. */
export const BACKUP_FAULTS = [
  'not_restored',
  'invariants_failed',
  'no_scratch_database',
  'papers_away',
] as const;
export type BackupFault = (typeof BACKUP_FAULTS)[number];

/** What may have become of the file of a backup since it was tried. */
export const BACKUP_DAMAGES = ['gone', 'resized', 'altered'] as const;
export type BackupDamage = (typeof BACKUP_DAMAGES)[number];

export interface BackupRecord {
  fileName: string;
  /** ISO UTC. */
  madeAt: string;
  bytes: number;
  sha256: string;
  /** When it was last restored into a scratch place and verified; null when never. */
  checkedAt: string | null;
  fault: BackupFault | null;
  /** What its file shows now; null while it is as it was when it was tried. */
  damage: BackupDamage | null;
  /** Whether a key that lies here opens it; null where it does not say which it needs (one of an earlier program). */
  isOpened: boolean | null;
  /** When the whole file was last read and held against its SHA-256 (ISO UTC). */
  readAt: string | null;
}

/** How many days, weeks and months keep a backup of their own. */
export const KEPT_BACKUPS = { days: 7, weeks: 5, months: 12 };

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days, weeks and months are those of the office. */
const CHINA_MS = 8 * 60 * 60 * 1000;
/** Nights without a good backup after which one is asked for. */
export const BACKUP_OLD_DAYS = 2;

/** `bangfu-20261125T020000Z.tar` */
export function backupName(madeAt: Date): string {
  return `bangfu-${madeAt.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.tar`;
}

/** When the backup of this name was made (ISO UTC); null for any other file. */
export function madeAtOf(fileName: string): string | null {
  const parts = /^bangfu-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar$/.exec(fileName);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}

/**
 * The names of all that stay. One that is damaged, or opened by no key, is told of as long as a good one in its place
 * would have been kept; it takes no place from those, and neither does one that failed its trial, which goes with the next.
 */
export function backupsToKeep(all: readonly BackupRecord[]): Set<string> {
  const good = all.filter(({ fault }) => fault === null);
  const newest = newestOf(all);
  return new Set([
    ...keptBackups(good.filter(isAsTried)),
    ...keptBackups(good),
    ...(newest ? [newest.fileName] : []),
  ]);
}

/** Of good ones, the names that stay: the newest of each of the latest seven days, five weeks and twelve months that have one. */
export function keptBackups(all: readonly { fileName: string; madeAt: string }[]): Set<string> {
  const newestFirst = [...all].sort((left, right) => (left.madeAt < right.madeAt ? 1 : -1));
  return new Set([
    ...newestOfEach(newestFirst, dayOf, KEPT_BACKUPS.days),
    ...newestOfEach(newestFirst, weekOf, KEPT_BACKUPS.weeks),
    ...newestOfEach(newestFirst, monthOf, KEPT_BACKUPS.months),
  ]);
}

/** The newest backup that was restored and found whole, and that still can be; null where there is none. */
export function lastGoodBackup(all: readonly BackupRecord[]): BackupRecord | null {
  return newestOf(all.filter((one) => wasGood(one) && isAsTried(one)));
}

/** Good backups whose files are as they were, but which no key that lies here opens; in the order given. */
export function unopenedBackups(all: readonly BackupRecord[]): BackupRecord[] {
  return all.filter((one) => wasGood(one) && one.damage === null && one.isOpened === false);
}

/** Good backups whose files are no longer what they were, in the order given. */
export function damagedBackups(all: readonly BackupRecord[]): BackupRecord[] {
  return all.filter((one) => wasGood(one) && one.damage !== null);
}

/**
 * Whether somebody has to look at a damaged backup. One that is gone was perhaps taken away by its keeper, and is asked
 * about only while no newer one is good.
 */
export function hasDamageToTell(all: readonly BackupRecord[]): boolean {
  const lastGood = lastGoodBackup(all);
  return damagedBackups(all).some(
    ({ damage, madeAt }) => damage !== 'gone' || !lastGood || madeAt > lastGood.madeAt,
  );
}

/** Its file is as it was, and its key is here. */
function isAsTried({ damage, isOpened }: Pick<BackupRecord, 'damage' | 'isOpened'>): boolean {
  return damage === null && isOpened !== false;
}

function wasGood({ checkedAt, fault }: BackupRecord): boolean {
  return checkedAt !== null && fault === null;
}

function newestOf(all: readonly BackupRecord[]): BackupRecord | null {
  return all.reduce<BackupRecord | null>(
    (last, one) => (last && last.madeAt > one.madeAt ? last : one),
    null,
  );
}

/** Whether there should be a newer good backup by now. */
export function isBackupOld(lastGood: Pick<BackupRecord, 'madeAt'> | null, now: Date): boolean {
  return !lastGood || now.getTime() - Date.parse(lastGood.madeAt) > BACKUP_OLD_DAYS * DAY_MS;
}

/**
 * Whether the nightly backup is due: none was made since this day's hour (of the office) struck, or its file is damaged
 * or its key gone.
 * One that failed its trial is not tried again the same day.
 */
export function isBackupDue(
  all: readonly Pick<BackupRecord, 'madeAt' | 'damage' | 'isOpened'>[],
  { now, hour }: { now: Date; hour: number },
): boolean {
  const struck = lastStruck(now, hour);
  return !all.some((one) => isAsTried(one) && Date.parse(one.madeAt) >= struck);
}

/**
 * The sentence in which the command said why it failed, the last of its words; empty where they were none for people:
 * with another status than 1, or with a trace, as Node itself leaves them.
 */
export function saidReason(status: number | null, said: string): string {
  if (status !== 1 || /^ {4}at /m.test(said)) return '';
  return said.trim().split('\n').at(-1)!;
}

function lastStruck(now: Date, hour: number): number {
  const midnight = Math.floor((now.getTime() + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS;
  const today = midnight + hour * 60 * 60 * 1000;
  return today <= now.getTime() ? today : today - DAY_MS;
}

function newestOfEach(
  newestFirst: readonly { fileName: string; madeAt: string }[],
  periodOf: (madeAt: string) => string | number,
  most: number,
): string[] {
  const newest = new Map<string | number, string>();
  for (const { fileName, madeAt } of newestFirst) {
    const period = periodOf(madeAt);
    if (!newest.has(period) && newest.size < most) newest.set(period, fileName);
  }
  return [...newest.values()];
}

function dayOf(madeAt: string): number {
  return Math.floor((Date.parse(madeAt) + CHINA_MS) / DAY_MS);
}

/** Weeks begin on Monday; 1970-01-01 was a Thursday. */
function weekOf(madeAt: string): number {
  return Math.floor((dayOf(madeAt) + 3) / 7);
}

function monthOf(madeAt: string): string {
  return new Date(Date.parse(madeAt) + CHINA_MS).toISOString().slice(0, 7);
}
