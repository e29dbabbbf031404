import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfiguration } from './config.server';
import { badSetting, CONFIG_MESSAGES as MESSAGES } from './zh/config';

const KEY = Buffer.alloc(32, 1).toString('base64');

describe('the settings', () => {
  it('have defaults for all', () => {
    expect(readConfiguration({})).toEqual({
      environment: 'production',
      dataDir: path.resolve('data'),
      databaseUrl: null,
      sqliteFile: path.resolve('data/bangfu.db'),
      backupFolder: path.resolve('data/backups'),
      backupHour: 2,
      keyBackupFolder: null,
      keyFile: path.resolve('data/key'),
      masterKey: null,
      host: '127.0.0.1',
      port: 3000,
      metricsPort: null,
      logLevel: 'info',
      sessionIdleMinutes: 30,
      sessionMaxMinutes: 720,
      secureCookies: false,
      proxies: 0,
      papers: { kind: 'folder', folder: path.join(path.resolve('data'), 'uploads') },
    });
  });

  it('are taken from the environment', () => {
    const given = readConfiguration({
      NODE_ENV: 'development',
      DATA_DIR: '/srv/bangfu',
      DATABASE_URL: 'postgres://bangfu@db/bangfu',
      BANGFU_KEY: KEY,
      HOST: '0.0.0.0',
      PORT: '8080',
      METRICS_PORT: '9464',
      LOG_LEVEL: 'warn',
      SESSION_IDLE_MINUTES: '15',
      SESSION_MAX_MINUTES: '480',
      COOKIE_SECURE: 'yes',
      TRUST_PROXY: 'yes',
      BACKUP_DIR: '/mnt/backup',
      BACKUP_HOUR: 'off',
      BACKUP_KEY_DIR: '/mnt/key',
      PATH: '/usr/bin',
    });
    expect(given).toEqual({
      environment: 'development',
      dataDir: '/srv/bangfu',
      databaseUrl: 'postgres://bangfu@db/bangfu',
      sqliteFile: '/srv/bangfu/bangfu.db',
      backupFolder: '/mnt/backup',
      backupHour: null,
      keyBackupFolder: '/mnt/key',
      keyFile: '/srv/bangfu/key',
      masterKey: KEY,
      host: '0.0.0.0',
      port: 8080,
      metricsPort: 9464,
      logLevel: 'warn',
      sessionIdleMinutes: 15,
      sessionMaxMinutes: 480,
      secureCookies: true,
      proxies: 1,
      papers: { kind: 'folder', folder: '/srv/bangfu/uploads' },
    });
  });

  const BUCKET = {
    PAPER_STORE: 's3://bangfu-papers/centre/one/',
    PAPER_STORE_ENDPOINT: 'http://minio.local:9000',
    PAPER_STORE_KEY_ID: 'id',
    PAPER_STORE_SECRET: 'secret',
  };

  it('may keep the papers in object storage', () => {
    const expected = {
      kind: 'bucket',
      bucket: 'bangfu-papers',
      prefix: 'centre/one/',
      endpoint: 'http://minio.local:9000',
      region: 'us-east-1',
      accessKeyId: 'id',
      secretAccessKey: 'secret',
    };
    expect(readConfiguration(BUCKET).papers).toEqual(expected);
    const whole = readConfiguration({
      ...BUCKET,
      PAPER_STORE: 's3://papers',
      PAPER_STORE_REGION: 'cn-north-1',
    });
    expect(whole.papers).toEqual({ ...expected, bucket: 'papers', prefix: '', region: 'cn-north-1' });
  });

  it.each(['PAPER_STORE_ENDPOINT', 'PAPER_STORE_KEY_ID', 'PAPER_STORE_SECRET'])(
    'of object storage are all needed: %s',
    (name) => {
      expect(() => readConfiguration({ ...BUCKET, [name]: '' })).toThrow(
        new Error(badSetting(name, MESSAGES.neededForPaperStore)),
      );
    },
  );

  it.each(['/srv/papers', 's3://', 's3://Bucket', 's3://papers/a b'])(
    'of object storage name a bucket and a prefix: not %s',
    (place) => {
      expect(() => readConfiguration({ ...BUCKET, PAPER_STORE: place })).toThrow(
        new Error(badSetting('PAPER_STORE', MESSAGES.paperStore)),
      );
    },
  );

  describe('of where the papers are sent', () => {
    const read = (endpoint: string) =>
      readConfiguration({ ...BUCKET, PAPER_STORE_ENDPOINT: endpoint }).papers;

    it.each([
      'https://oss.example.com',
      'http://localhost:9000',
      'http://minio:9000',
      'http://store.internal',
      'http://127.8.9.1',
      'http://10.255.255.255',
      'http://172.16.0.1',
      'http://172.31.255.255',
      'http://192.168.0.1',
      'http://169.254.1.1',
      'http://[::1]:9000',
      'http://[fd12::1]',
      'http://[fe80::1]',
    ])('may be %s', (endpoint) => expect(read(endpoint)).toMatchObject({ endpoint }));

    it.each([
      'http://oss.example.com',
      'http://store.internal.example.com',
      'http://9.255.255.255',
      'http://11.0.0.0',
      'http://172.15.255.255',
      'http://172.32.0.0',
      'http://192.169.0.0',
      'http://128.0.0.1',
      'http://[2001:db8::1]',
      'http://[::2]',
      'http://[fec0::1]',
      'http://127.0.0.1.example.com',
      'http://10.0.0.1@oss.example.com',
    ])('must not be %s, which leaves the own network unencrypted', (endpoint) =>
      expect(() => read(endpoint)).toThrow(
        new Error(badSetting('PAPER_STORE_ENDPOINT', MESSAGES.paperStoreUnencrypted)),
      ),
    );
  });

  describe('of where the key is copied', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-config-'));
    const backups = path.join(folder, 'backups');
    mkdirSync(backups);
    symlinkSync(backups, path.join(folder, 'link'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const read = (keys: string, given = backups) =>
      readConfiguration({ BACKUP_DIR: given, BACKUP_KEY_DIR: keys });

    it.each([
      ['itself', 'backups'],
      ['in another writing', 'other/../backups/'],
      ['by a link', 'link'],
      ['a folder in it', 'backups/keys'],
      ['one that is not there yet, by a link', 'link/a/b'],
    ])('name no place with the backups: %s', (_, place) => {
      const refused = new Error(badSetting('BACKUP_KEY_DIR', MESSAGES.keyBesideBackups(backups)));
      expect(() => read(`${folder}/${place}`)).toThrow(refused);
      expect(() => read(path.relative(process.cwd(), `${folder}/${place}`))).toThrow(refused);
    });

    it('name none where the backups lie by themselves', () =>
      expect(() =>
        readConfiguration({ DATA_DIR: folder, BACKUP_KEY_DIR: path.join(folder, 'backups') }),
      ).toThrow(badSetting('BACKUP_KEY_DIR', MESSAGES.keyBesideBackups(backups))));

    it('name none that a link of the backups leads to', () => {
      const linked = path.join(folder, 'link');
      expect(() => read(backups, linked)).toThrow(
        badSetting('BACKUP_KEY_DIR', MESSAGES.keyBesideBackups(linked)),
      );
    });

    it.each(['keys', 'backups-keys', '..keys', 'backups/../keys'])('may name another: %s', (place) =>
      expect(read(`${folder}/${place}`).keyBackupFolder).toBe(path.resolve(folder, place)),
    );
  });

  it('that are empty count as not given', () => {
    const empty = { PORT: '', DATABASE_URL: '', BANGFU_KEY: '', DATA_DIR: '', COOKIE_SECURE: '' };
    expect(readConfiguration(empty)).toEqual(readConfiguration({}));
  });

  it.each([
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65535 }],
    ['SESSION_IDLE_MINUTES', '1', { sessionIdleMinutes: 1 }],
    ['DATABASE_URL', 'postgresql://db/bangfu', { databaseUrl: 'postgresql://db/bangfu' }],
    ['BACKUP_HOUR', '0', { backupHour: 0 }],
    ['BACKUP_HOUR', '23', { backupHour: 23 }],
    ['COOKIE_SECURE', 'no', { secureCookies: false }],
    ['TRUST_PROXY', '2', { proxies: 2 }],
  ])('%s may be %s', (name, value, expected) => {
    expect(readConfiguration({ [name]: value })).toMatchObject(expected);
  });

  it.each([
    ['NODE_ENV', 'staging', MESSAGES.nodeEnv],
    ['DATABASE_URL', 'mysql://db/bangfu', MESSAGES.databaseUrl],
    ['DATABASE_URL', 'bangfu.db', MESSAGES.databaseUrl],
    ['BANGFU_KEY', Buffer.alloc(31, 1).toString('base64'), MESSAGES.key],
    ['BANGFU_KEY', Buffer.alloc(33, 1).toString('base64'), MESSAGES.key],
    ['BANGFU_KEY', 'a password', MESSAGES.key],
    ['PORT', '-1', MESSAGES.port],
    ['PORT', '65536', MESSAGES.port],
    ['PORT', '30.5', MESSAGES.port],
    ['PORT', 'http', MESSAGES.port],
    ['BACKUP_HOUR', '-1', MESSAGES.hour],
    ['BACKUP_HOUR', '24', MESSAGES.hour],
    ['BACKUP_HOUR', '2.5', MESSAGES.hour],
    ['BACKUP_HOUR', 'night', MESSAGES.hour],
    ['LOG_LEVEL', 'loud', MESSAGES.logLevel],
    ['SESSION_IDLE_MINUTES', '0', MESSAGES.minutes],
    ['SESSION_IDLE_MINUTES', '-5', MESSAGES.minutes],
    ['SESSION_MAX_MINUTES', '1.5', MESSAGES.minutes],
    ['SESSION_MAX_MINUTES', 'a day', MESSAGES.minutes],
    ['COOKIE_SECURE', 'true', MESSAGES.yesNo],
    ['TRUST_PROXY', '0', MESSAGES.trustProxy],
    ['TRUST_PROXY', 'true', MESSAGES.trustProxy],
    ['PAPER_STORE_ENDPOINT', 'minio:9000', MESSAGES.paperStoreEndpoint],
    ['PAPER_STORE_ENDPOINT', 'ftp://minio', MESSAGES.paperStoreEndpoint],
  ])('%s must not be %s, and a sentence says so', (name, value, message) => {
    expect(() => readConfiguration({ [name]: value })).toThrow(new Error(badSetting(name, message)));
  });

  it('that are wrong are all named at once, without their values', () => {
    const wrong = () => readConfiguration({ PORT: 'http', BANGFU_KEY: 'secret-key', TRUST_PROXY: 'maybe' });
    const lines = [
      badSetting('BANGFU_KEY', MESSAGES.key),
      badSetting('PORT', MESSAGES.port),
      badSetting('TRUST_PROXY', MESSAGES.trustProxy),
    ];
    expect(wrong).toThrow(new Error(lines.join('\n')));
  });
});
