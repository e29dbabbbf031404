import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyMarks, readKeyring, withNewKey, withoutOldKeys } from './keyring.server';
import { cookieSecret, fingerprint, holdsKeysOf, seal, unseal } from './sealing.server';

const NUMBER = '999999199001010017';

/** The sealed text with one bit of its body turned. */
function flipped(sealed: string, bit: number): string {
  const [version, body] = sealed.split(':') as [string, string];
  const bytes = Buffer.from(body, 'base64');
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return `${version}:${bytes.toString('base64')}`;
}

describe('sealing', () => {
  it('gives back any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => unseal(seal(text)) === text));
  });

  it('says its key version and nothing of the text', () => {
    const sealed = seal(NUMBER);
    expect(sealed).toMatch(/^v1:[A-Za-z0-9+/]+=*$/);
    expect(sealed).not.toContain(NUMBER);
    expect(Buffer.from(sealed.slice(3), 'base64').toString('latin1')).not.toContain(NUMBER);
  });

  it('never gives the same twice', () => {
    const sealed = Array.from({ length: 200 }, () => seal(NUMBER));
    expect(new Set(sealed).size).toBe(200);
    expect(new Set(sealed.map((text) => text.slice(3, 19))).size).toBe(200);
  });

  it('notices every bit that was changed', () => {
    const sealed = seal(NUMBER);
    const bits = Buffer.from(sealed.slice(3), 'base64').length * 8;
    for (let bit = 0; bit < bits; bit += 1) expect(() => unseal(flipped(sealed, bit))).toThrow();
  });

  it.each([12, 16, 20, 24, 27])('notices that it was cut to %i bytes', (length) => {
    // Of an empty text the tag is the end: Node takes a tag cut to 4 bytes for whole unless it is told the length.
    for (const text of [NUMBER, '']) {
      const body = Buffer.from(seal(text).slice(3), 'base64').subarray(0, length);
      expect(() => unseal(`v1:${body.toString('base64')}`)).toThrow();
    }
  });

  it.each(['', NUMBER, 'v1', 'v1:', 'v2:AAAA', 'v1:AAAA'])(
    'opens nothing that it did not seal: %j',
    (text) => {
      expect(() => unseal(text)).toThrow();
    },
  );
});

describe('whether a ring holds the keys of some texts', () => {
  const ring = readKeyring(process.env.BANGFU_KEY!, 'test');
  const other = readKeyring(Buffer.alloc(32, 8).toString('base64'), 'test');
  const sealed = [seal(NUMBER), seal('')];
  const damaged = flipped(sealed[0]!, 300);

  it.each([
    ['nothing is sealed', ring, [], true],
    ['it sealed them', ring, sealed, true],
    ['one of them is damaged', ring, [damaged, sealed[1]!], true],
    ['all of them are damaged', ring, [damaged], false],
    ['another key of the same version sealed them', other, sealed, false],
    ['one is of a version that it has not', ring, [...sealed, sealed[0]!.replace('v1', 'v2')], false],
    ['it has one key more', withNewKey(ring), sealed, true],
    ['its other key is gone', withoutOldKeys(withNewKey(ring)), sealed, false],
    ['a text names no version', ring, ['', 'damaged', ...sealed], true],
  ])('%s', (_, holder, texts, expected) => {
    expect(holdsKeysOf(holder, texts)).toBe(expected);
  });
});

describe('the marks of a ring', () => {
  it('tell keys of one version apart and stay the same', () => {
    const ring = readKeyring(process.env.BANGFU_KEY!, 'test');
    const [mark, ...more] = keyMarks(ring);
    expect(more).toEqual([]);
    expect(mark).toMatch(/^v1:[\da-f]{12}$/);
    expect(keyMarks(withNewKey(ring))[0]).toBe(mark);
    expect(keyMarks(readKeyring(Buffer.alloc(32, 8).toString('base64'), 'test'))).not.toEqual([mark]);
    expect(keyMarks(withNewKey(ring))[1]).not.toBe(keyMarks(withNewKey(ring))[1]);
    expect(ring.keys.get(1)!.toString('hex')).not.toContain(mark!.slice(3));
  });
});

describe('the cookie secret', () => {
  it('is neither the master key nor a fingerprint', () => {
    const master = Buffer.from(process.env.BANGFU_KEY!, 'base64');
    expect(cookieSecret()).toMatch(/^[0-9a-f]{64}$/);
    expect(cookieSecret()).not.toBe(master.toString('hex'));
    expect(cookieSecret()).not.toBe(fingerprint('cookie'));
  });
});

describe('fingerprints', () => {
  it('are equal for equal texts only', () => {
    expect(fingerprint(NUMBER)).toBe(fingerprint(NUMBER));
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        (one, other) => (fingerprint(one) === fingerprint(other)) === (one === other),
      ),
    );
  });

  it('show nothing of the text', () => {
    expect(fingerprint(NUMBER)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the key file', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
    vi.stubEnv('BANGFU_KEY', '');
    vi.stubEnv('DATA_DIR', path.join(folder, 'data'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const keyFile = () => path.join(folder, 'data', 'key');
  /** The module as a new process loads it. */
  async function started() {
    vi.resetModules();
    return import('./sealing.server');
  }

  it('is made once, for its owner alone, and opens what was sealed before', async () => {
    const first = await started();
    const sealed = first.seal(NUMBER);
    const made = readFileSync(keyFile(), 'utf8');
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    expect(Buffer.from(made.trim(), 'base64')).toHaveLength(32);

    const second = await started();
    expect(second.unseal(sealed)).toBe(NUMBER);
    expect(second.fingerprint(NUMBER)).toBe(first.fingerprint(NUMBER));
    expect(second.cookieSecret()).toBe(first.cookieSecret());
    expect(readFileSync(keyFile(), 'utf8')).toBe(made);
  });

  it('of another installation opens nothing', async () => {
    const first = await started();
    const sealed = first.seal(NUMBER);
    rmSync(keyFile());
    const second = await started();
    expect(() => second.unseal(sealed)).toThrow();
    expect(second.fingerprint(NUMBER)).not.toBe(first.fingerprint(NUMBER));
  });

  it.each(['', 'c2hvcnQ=', Buffer.alloc(33).toString('base64')])(
    'that holds %j stops the start',
    async (content) => {
      await started().then(({ seal }) => seal(NUMBER));
      writeFileSync(keyFile(), content);
      const { seal } = await started();
      expect(() => seal(NUMBER)).toThrow(keyFile());
      expect(readFileSync(keyFile(), 'utf8')).toBe(content);
    },
  );

  it('that got a new key is read again: the new one seals, both open, and equal texts stay equal', async () => {
    const running = await started();
    const sealed = running.seal(NUMBER);
    const mark = running.fingerprint(NUMBER);
    const { keyringText, loadKeyring, saveKeyring, withNewKey, withoutOldKeys } =
      await import('./keyring.server');
    const ring = withNewKey(loadKeyring());
    saveKeyring(keyFile(), keyringText(ring, '\n'));
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);

    const other = await started();
    expect(running.unseal(other.seal(NUMBER))).toBe(NUMBER);
    expect(running.seal(NUMBER)).toMatch(/^v2:/);
    expect(running.unseal(sealed)).toBe(NUMBER);

    saveKeyring(keyFile(), keyringText(withoutOldKeys(ring), '\n'));
    const later = await started();
    expect(() => later.unseal(sealed)).toThrow();
    expect(later.unseal(running.seal(NUMBER))).toBe(NUMBER);
    expect(later.fingerprint(NUMBER)).toBe(mark);
  });

  it('is not made when the key comes from the environment', async () => {
    const key = Buffer.alloc(32, 9).toString('base64');
    vi.stubEnv('BANGFU_KEY', key);
    const first = await started();
    const sealed = first.seal(NUMBER);
    expect(existsSync(keyFile())).toBe(false);

    vi.stubEnv('BANGFU_KEY', Buffer.alloc(32, 8).toString('base64'));
    expect(first.unseal(sealed)).toBe(NUMBER);
    const other = await started();
    expect(() => other.unseal(sealed)).toThrow();
  });
});
