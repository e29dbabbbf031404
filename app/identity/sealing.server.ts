import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { keyringStamp, loadKeyring, subkey, type Keyring } from './keyring.server';

/**
 * Encryption at rest of ID numbers and bank accounts, and the keyed hash that finds them again. The only module that
 * uses the keys. Each master key (32 bytes) of the ring gives a subkey for each purpose; the newest one seals, all open.
 */

const SEALING = 'sealing';
/** With which a sealed text begins. */
const VERSION = /^v[1-9]\d*:/;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Keys {
  sealing: Map<number, Buffer>;
  newest: number;
  fingerprint: Buffer;
  cookie: string;
  /** Of the key file as it was read. */
  stamp: string | null;
}

let keys: Keys | undefined;

/**
 * Encrypts a text with AES-256-GCM under a fresh nonce.
 * @returns `v1:`, by the version of the key, and base64 of nonce, authentication tag and cipher text
 */
export function seal(text: string): string {
  return sealer()(text);
}

/** `seal` for many texts of one write: whether there is a newer key is looked up once for all of them. */
export function sealer(): (text: string) => string {
  const keys = currentKeys();
  return (text) => {
    const { version, body } = encrypted(Buffer.from(text, 'utf8'), keys);
    return `${version}:${body.toString('base64')}`;
  };
}

/**
 * Decrypts what `seal` made.
 * @throws Error when the text was changed, or sealed under another key
 */
export function unseal(sealed: string): string {
  const [version, body] = sealed.split(':');
  return decrypted(version ?? '', Buffer.from(body ?? '', 'base64')).toString('utf8');
}

/**
 * Whether a ring holds the keys of some sealed texts: for each version that is named, one that opens at least one text.
 * A single text may be damaged, which is no matter of the key.
 */
export function holdsKeysOf(ring: Keyring, texts: readonly string[]): boolean {
  const named = new Set(texts.flatMap((text) => VERSION.exec(text)?.[0] ?? []));
  return [...named].every((version) => {
    const key = ring.keys.get(Number(version.slice(1, -1)));
    if (!key) return false;
    const sealing = subkey(key, SEALING);
    return texts.some((text) => text.startsWith(version) && opens(sealing, text));
  });
}

function opens(key: Buffer, sealed: string): boolean {
  try {
    decryptedUnder(key, Buffer.from(sealed.split(':')[1]!, 'base64'));
    return true;
  } catch {
    return false;
  }
}

/** `seal` for a file: the version of the key, a colon, and the bytes. */
export function sealBytes(bytes: Uint8Array): Buffer {
  const { version, body } = encrypted(bytes, currentKeys());
  return Buffer.concat([Buffer.from(`${version}:`, 'latin1'), body]);
}

/**
 * Opens what `sealBytes` made.
 * @throws Error as `unseal`
 */
export function unsealBytes(sealed: Buffer): Buffer {
  const end = sealed.indexOf(':');
  return decrypted(sealed.toString('latin1', 0, Math.max(0, end)), sealed.subarray(end + 1));
}

/**
 * A key for one file alone, from the newest master key or, to open it again, from that of a version; its salt is kept in the file.
 * @throws Error when there is no such version
 */
export function fileKey(salt: Uint8Array, opens?: number): { version: number; key: Buffer } {
  const version = opens ?? currentKeys().newest;
  const master = keyOf(`v${version}`);
  if (!master) throw new Error(`Unknown key version: v${version}`);
  return { version, key: subkey(master, 'file', salt) };
}

function encrypted(content: Uint8Array, { sealing, newest }: Keys): { version: string; body: Buffer } {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', sealing.get(newest)!, nonce);
  const sealed = [cipher.update(content), cipher.final()];
  return { version: `v${newest}`, body: Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]) };
}

/** Random bytes are drawn for many nonces at once: asking for so few takes longer than to encrypt. None is used twice. */
const NONCES_AT_ONCE = 256;
let drawn = Buffer.alloc(0);

function freshNonce(): Buffer {
  if (drawn.length === 0) drawn = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
  const nonce = drawn.subarray(0, NONCE_BYTES);
  drawn = drawn.subarray(NONCE_BYTES);
  return nonce;
}

function decrypted(version: string, bytes: Buffer): Buffer {
  const key = keyOf(version);
  if (!key || bytes.length === 0) throw new Error(`Unknown key version: ${version}`);
  return decryptedUnder(key, bytes);
}

function decryptedUnder(key: Buffer, bytes: Buffer): Buffer {
  // Without the length, Node would accept a tag that was cut to four bytes.
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/** Keyed hash (HMAC-SHA-256, hex) of a normalised ID number or account: equal texts, equal fingerprints. */
export function fingerprint(text: string): string {
  return createHmac('sha256', theKeys().fingerprint).update(text).digest('hex');
}

/** The secret that signs session cookies. */
export function cookieSecret(): string {
  return theKeys().cookie;
}

/** A version that this process does not know may have come with a rotation since it read the ring. */
function keyOf(version: string): Buffer | undefined {
  const number = /^v([1-9]\d*)$/.exec(version)?.[1];
  if (!number) return undefined;
  return theKeys().sealing.get(Number(number)) ?? currentKeys().sealing.get(Number(number));
}

function theKeys(): Keys {
  keys ??= deriveKeys();
  return keys;
}

/** The keys of this moment: nothing is sealed under a key that a rotation is about to throw away. */
function currentKeys(): Keys {
  const stamp = keyringStamp();
  if (keys && stamp !== null && stamp !== keys.stamp) keys = undefined;
  return theKeys();
}

function deriveKeys(): Keys {
  const stamp = keyringStamp();
  const ring = loadKeyring();
  return {
    sealing: new Map([...ring.keys].map(([version, key]) => [version, subkey(key, SEALING)])),
    newest: ring.newest,
    fingerprint: ring.hash,
    cookie: subkey(ring.keys.get(ring.newest)!, 'cookie').toString('hex'),
    stamp,
  };
}
