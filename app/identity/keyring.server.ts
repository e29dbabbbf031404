import { hkdfSync, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { configuration } from '../config.server';
import { Refusal } from '../refusal';

/**
 * The master keys by version. As text: one entry a line (or between commas), `v2:` and 32 bytes of base64; an entry
 * without a version is version 1, and `hash:` is the subkey of the fingerprints, kept once version 1 is gone.
 */
export interface Keyring {
  keys: ReadonlyMap<number, Buffer>;
  /** The version that seals; the others only open. */
  newest: number;
  hash: Buffer;
}

const KEY_BYTES = 32;
const MARK_BYTES = 6;
const ENTRY = /^(?:v([1-9]\d{0,5}):|(hash):)?([A-Za-z0-9+/=]+)$/;

/**
 * Reads a key ring.
 * @throws Error that names the place when it holds anything but keys of 32 bytes
 */
export function readKeyring(text: string, place: string): Keyring {
  const keys = new Map<number, Buffer>();
  let hash: Buffer | undefined;
  for (const entry of text.split(/[\s,]+/).filter((one) => one !== '')) {
    const [, version, isHash, body] = ENTRY.exec(entry) ?? [];
    const bytes = Buffer.from(body ?? '', 'base64');
    if (bytes.length !== KEY_BYTES) throw new Error(`The key in ${place} is not 32 bytes of base64.`);
    if (isHash) hash = bytes;
    else keys.set(Number(version ?? 1), bytes);
  }
  hash ??= keys.has(1) ? subkey(keys.get(1)!, 'fingerprint') : undefined;
  if (keys.size === 0 || !hash) throw new Error(`The key in ${place} does not hold 32 bytes of base64.`);
  return { keys, newest: Math.max(...keys.keys()), hash };
}

/** A key ring as text; the version that made the hash key goes without an entry of its own. */
export function keyringText({ keys, hash }: Keyring, separator: string): string {
  const entries = [...keys].map(([version, key]) => `v${version}:${key.toString('base64')}`);
  if (!keys.has(1)) entries.push(`hash:${hash.toString('base64')}`);
  return entries.join(separator);
}

/** The ring with one more key, which seals from now on. */
export function withNewKey(ring: Keyring): Keyring {
  const newest = ring.newest + 1;
  return { ...ring, newest, keys: new Map([...ring.keys, [newest, randomBytes(KEY_BYTES)]]) };
}

/** The ring with its newest key alone. */
export function withoutOldKeys(ring: Keyring): Keyring {
  return { ...ring, keys: new Map([[ring.newest, ring.keys.get(ring.newest)!]]) };
}

/** Each key of a ring by what tells it from any other key and nothing of it: `v2:` and 12 hexadecimal digits. */
export function keyMarks({ keys }: Keyring): string[] {
  return [...keys].map(
    ([version, key]) => `v${version}:${subkey(key, 'mark').toString('hex', 0, MARK_BYTES)}`,
  );
}

/** A key for one purpose, from which neither the master key nor another subkey can be found; with each salt another one. */
export function subkey(master: Buffer, purpose: string, salt: Uint8Array = new Uint8Array()): Buffer {
  return Buffer.from(hkdfSync('sha256', master, salt, `bangfu ${purpose}`, KEY_BYTES));
}

/** The ring of this installation: from the environment, or from the key file, which is made when missing. */
export function loadKeyring(): Keyring {
  const { masterKey: given, keyFile } = configuration();
  if (given) return readKeyring(given, 'BANGFU_KEY');
  if (!existsSync(keyFile)) makeKeyFile(keyFile);
  return readKeyring(readFileSync(keyFile, 'utf8'), keyFile);
}

/**
 * Where there must be a key, none is made.
 * @throws Refusal key.missing
 */
export function requireKeyring(): void {
  if (!hasKeyring()) throw new Refusal('key.missing', { file: configuration().keyFile });
}

/** Whether there is a key, which none is made for. */
export function hasKeyring(): boolean {
  const { masterKey: given, keyFile } = configuration();
  return given !== null || existsSync(keyFile);
}

/** What tells whether the key file was changed; null when the key is in the environment or the file is not there. */
export function keyringStamp(): string | null {
  const { masterKey: given, keyFile } = configuration();
  const found = given ? undefined : statSync(keyFile, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : null;
}

/** Writes a ring in place of a file: whoever reads it finds the old one or the new one, also after a power cut. */
export function saveKeyring(file: string, text: string): void {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, `${text}\n`, { mode: 0o600, flush: true });
  renameSync(beside, file);
  const folder = openSync(path.dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function makeKeyFile(keyFile: string): void {
  mkdirSync(path.dirname(keyFile), { recursive: true });
  // wx: a key that another process made in the meantime is kept, never overwritten.
  try {
    writeFileSync(keyFile, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
