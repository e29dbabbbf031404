import path from 'node:path';
import { upgradeRestored } from '../../db/client.server';
import { restorePostgres, withScratchPostgres } from '../../db/engine/snapshot.server';
import { configuration } from '../config.server';
import { earlierCopyName, keptKeyFile } from '../identity/keptKeys.server';
import { hasKeyring, keyMarks, loadKeyring, type Keyring } from '../identity/keyring.server';
import { holdsKeysOf } from '../identity/sealing.server';
import { sealedSamples } from '../integrity/sealedColumns.server';
import { Refusal } from '../refusal';
import { unpacked, unzipped, type Manifest } from './archive.server';

/** Which key a backup is opened with. */

export interface NeededKey {
  /** Whether the key that is in its place opens it; null where none is in its place. */
  isThere: boolean | null;
  /** A file that is kept here and would open it. */
  keptIn: string | null;
  /** How the file is called in BACKUP_KEY_DIR once another key is in use; null where the backup does not say. */
  copyName: string | null;
}

/** Looks which key an unpacked backup needs; its database is looked into where the backup is from before it said so. */
export async function neededKey(staging: string, manifest: Manifest): Promise<NeededKey> {
  const { keys } = manifest;
  const samples = keys ? [] : await samplesIn(staging, manifest);
  const willDo = (ring: Keyring) =>
    keys ? keys.every((mark) => keyMarks(ring).includes(mark)) : holdsKeysOf(ring, samples);
  return {
    isThere: hasKeyring() ? opensIt(willDo) : null,
    keptIn: keptKeyFile(willDo),
    copyName: keys ? earlierCopyName(keys) : null,
  };
}

/** A file that holds no key opens nothing. */
function opensIt(willDo: (ring: Keyring) => boolean): boolean {
  try {
    return willDo(loadKeyring());
  } catch {
    return false;
  }
}

/** @throws Refusal backup.other_key where there is a key and it does not open the backup */
export function requireThatItOpens({ isThere, keptIn, copyName }: NeededKey, file: string): void {
  if (isThere !== false) return;
  const { masterKey, keyFile } = configuration();
  throw new Refusal('backup.other_key', {
    ...{ file: path.basename(file), keptIn, copyName },
    keyFile: masterKey === null ? keyFile : null,
  });
}

/** Of a database that is restored apart for it; nothing where the role may not make one. */
async function samplesIn(staging: string, { database }: Manifest): Promise<string[]> {
  const { databaseUrl } = configuration();
  const copy = path.join(staging, database.name);
  const sqliteFile = path.join(staging, 'apart', 'bangfu.db');
  if (!databaseUrl) {
    await unzipped(copy, sqliteFile);
    return samplesOf({ databaseUrl, sqliteFile });
  }
  const samples = await withScratchPostgres(databaseUrl, async (scratchUrl) => {
    await restorePostgres(scratchUrl, unpacked(copy));
    return samplesOf({ databaseUrl: scratchUrl, sqliteFile });
  });
  return samples ?? [];
}

function samplesOf(place: Parameters<typeof upgradeRestored>[0]): Promise<string[]> {
  return upgradeRestored(place, (store) => store.read(sealedSamples));
}
