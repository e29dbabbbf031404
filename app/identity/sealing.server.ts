import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configuration } from '../config.server';

/**
 * Encryption at rest of ID numbers and bank accounts, and the keyed hash that finds them again. The only module that
 * touches the key. One master key (32 bytes) from BANGFU_KEY or the key file gives a subkey for each purpose.
 */

const KEY_VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Keys {
  sealing: Buffer;
  fingerprint: Buffer;
  cookie: string;
}

let keys: Keys | undefined;

/**
 * Encrypts a text with AES-256-GCM under a fresh nonce.
 * @returns `v1:` and base64 of nonce, authentication tag and cipher text
 */
export function seal(text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', theKeys().sealing, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `v${KEY_VERSION}:${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`;
}

/**
 * Decrypts what `seal` made.
 * @throws Error when the text was changed, or sealed under another key
 */
export function unseal(sealed: string): string {
  const [version, body] = sealed.split(':');
  if (version !== `v${KEY_VERSION}` || !body) throw new Error(`Unknown key version: ${version}`);
  const bytes = Buffer.from(body, 'base64');
  // Without the length, Node would accept a tag that was cut to four bytes.
  const decipher = createDecipheriv('aes-256-gcm', theKeys().sealing, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/** Keyed hash (HMAC-SHA-256, hex) of a normalised ID number or account: equal texts, equal fingerprints. */
export function fingerprint(text: string): string {
  return createHmac('sha256', theKeys().fingerprint).update(text).digest('hex');
}

/** The secret that signs session cookies. */
export function cookieSecret(): string {
  return theKeys().cookie;
}

function theKeys(): Keys {
  keys ??= deriveKeys(masterKey());
  return keys;
}

function deriveKeys(master: Buffer): Keys {
  const subkey = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `bangfu ${purpose}`, 32));
  return {
    sealing: subkey('sealing'),
    fingerprint: subkey('fingerprint'),
    cookie: subkey('cookie').toString('hex'),
  };
}

function masterKey(): Buffer {
  const { masterKey: given, keyFile } = configuration();
  if (given) return Buffer.from(given, 'base64');
  if (!existsSync(keyFile)) makeKeyFile(keyFile);
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`The key file ${keyFile} does not hold 32 bytes of base64.`);
  return key;
}

function makeKeyFile(keyFile: string): void {
  mkdirSync(path.dirname(keyFile), { recursive: true });
  // wx: a key that another process made in the meantime is kept, never overwritten.
  try {
    writeFileSync(keyFile, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
