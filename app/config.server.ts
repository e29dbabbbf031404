import { realpathSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { badSetting, CONFIG_MESSAGES as MESSAGES } from './zh/config';

/** The only file that reads the environment: every setting, its default and its check stand here. */

const port = z.coerce
  .number({ error: MESSAGES.port })
  .int(MESSAGES.port)
  .min(0, MESSAGES.port)
  .max(65535, MESSAGES.port);
const minutes = z.coerce.number({ error: MESSAGES.minutes }).int(MESSAGES.minutes).positive(MESSAGES.minutes);
/** `s3://bucket` or `s3://bucket/prefix`, the bucket named as object stores allow it. */
const PAPER_STORE = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/;
const yesNo = z.enum(['yes', 'no'], { error: MESSAGES.yesNo }).default('no');

const Environment = z
  .object({
    NODE_ENV: z
      .enum(['production', 'development', 'test'], { error: MESSAGES.nodeEnv })
      .default('production'),
    DATA_DIR: z.string().min(1, MESSAGES.notEmpty).default('data'),
    DATABASE_URL: z
      .string()
      .regex(/^(postgres|postgresql):\/\//, MESSAGES.databaseUrl)
      .optional(),
    BANGFU_KEY: z
      .string()
      .refine((text) => text.split(/[\s,]+/).every(isKey), MESSAGES.key)
      .optional(),
    HOST: z.string().min(1, MESSAGES.notEmpty).default('127.0.0.1'),
    PORT: port.default(3000),
    METRICS_PORT: port.optional(),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
        error: MESSAGES.logLevel,
      })
      .default('info'),
    SESSION_IDLE_MINUTES: minutes.default(30),
    SESSION_MAX_MINUTES: minutes.default(12 * 60),
    COOKIE_SECURE: yesNo,
    TRUST_PROXY: z
      .string()
      .regex(/^(yes|no|[1-9])$/, MESSAGES.trustProxy)
      .default('no'),
    BACKUP_DIR: z.string().min(1, MESSAGES.notEmpty).optional(),
    BACKUP_HOUR: z
      .union(
        [
          z.literal('off'),
          z.coerce.number(MESSAGES.hour).int(MESSAGES.hour).min(0, MESSAGES.hour).max(23, MESSAGES.hour),
        ],
        { error: MESSAGES.hour },
      )
      .default(2),
    BACKUP_KEY_DIR: z.string().min(1, MESSAGES.notEmpty).optional(),
    PAPER_STORE: z.string().regex(PAPER_STORE, MESSAGES.paperStore).optional(),
    PAPER_STORE_ENDPOINT: z
      .url({ protocol: /^https?$/, error: MESSAGES.paperStoreEndpoint })
      .refine((text) => !goesOutUnencrypted(text), MESSAGES.paperStoreUnencrypted)
      .optional(),
    PAPER_STORE_REGION: z.string().default('us-east-1'),
    PAPER_STORE_KEY_ID: z.string().optional(),
    PAPER_STORE_SECRET: z.string().optional(),
  })
  .superRefine((settings, context) => {
    if (!settings.PAPER_STORE) return;
    for (const name of ['PAPER_STORE_ENDPOINT', 'PAPER_STORE_KEY_ID', 'PAPER_STORE_SECRET'] as const) {
      if (settings[name]) continue;
      context.addIssue({ code: 'custom', path: [name], message: MESSAGES.neededForPaperStore });
    }
  });

type Settings = z.output<typeof Environment>;

/** Where the bytes of uploaded papers lie: a folder, or a bucket of S3-compatible object storage. */
export type PaperPlace = { kind: 'folder'; folder: string } | PaperBucket;

export interface PaperBucket {
  kind: 'bucket';
  endpoint: string;
  region: string;
  bucket: string;
  /** Stands before every name; empty, or with a slash at its end. */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** One key of the ring that app/identity/keyring.server.ts reads, with or without its version. */
function isKey(entry: string): boolean {
  return Buffer.from(entry.replace(/^(v\d+|hash):/, ''), 'base64').length === 32;
}

/** Addresses that lie on this machine or in a network of one's own (RFC 1918, 3927, 4193, 4291). */
const WITHIN = new BlockList();
for (const [address, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  WITHIN.addSubnet(address, bits);
WITHIN.addAddress('::1', 'ipv6');
WITHIN.addSubnet('fc00::', 7, 'ipv6');
WITHIN.addSubnet('fe80::', 10, 'ipv6');
/** Names that only the own network knows: without a dot, or under an ending that the Internet has not. */
const NAME_WITHIN = /^[^.]+$|\.(local|localhost|internal|lan|home\.arpa)$/;

/** Whether papers would leave the own network as anybody can read them. */
function goesOutUnencrypted(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'http:') return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  if (family === 0) return !NAME_WITHIN.test(host);
  return !WITHIN.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

export interface Configuration {
  environment: 'production' | 'development' | 'test';
  dataDir: string;
  /** A postgres:// address, or null for the SQLite file in dataDir. */
  databaseUrl: string | null;
  sqliteFile: string;
  keyFile: string;
  /** The 32-byte master key as base64, or the ring of them, when it comes from the environment; else null: the key file holds it. */
  masterKey: string | null;
  host: string;
  port: number;
  /** Where the figures for Prometheus are served, on the loopback address; null for nowhere. */
  metricsPort: number | null;
  logLevel: string;
  sessionIdleMinutes: number;
  sessionMaxMinutes: number;
  secureCookies: boolean;
  /** How many reverse proxies stand before the product; what they say of the request is believed, of that many only. */
  proxies: number;
  papers: PaperPlace;
  backupFolder: string;
  /** The hour of the office at which the nightly backup begins; null for none. */
  backupHour: number | null;
  /** Where the key file is copied, apart from the backups; null for nowhere. */
  keyBackupFolder: string | null;
}

/** Settings that cannot be worked with: one Chinese line for each. */
export class BadSetting extends Error {}

/**
 * Reads and checks the settings from an environment.
 * @throws BadSetting with one Chinese line per bad setting, ready to be shown to whoever starts the product.
 */
export function readConfiguration(environment: Record<string, string | undefined>): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => badSetting(issue.path.join('.'), issue.message));
    throw new BadSetting(lines.join('\n'));
  }
  const settings = result.data;
  const dataDir = path.resolve(settings.DATA_DIR);
  const backupFolder = path.resolve(settings.BACKUP_DIR ?? path.join(dataDir, 'backups'));
  const keyBackupFolder = settings.BACKUP_KEY_DIR ? path.resolve(settings.BACKUP_KEY_DIR) : null;
  if (keyBackupFolder !== null && isWithin(keyBackupFolder, backupFolder))
    throw new BadSetting(badSetting('BACKUP_KEY_DIR', MESSAGES.keyBesideBackups(backupFolder)));
  return {
    environment: settings.NODE_ENV,
    dataDir,
    databaseUrl: settings.DATABASE_URL ?? null,
    sqliteFile: path.join(dataDir, 'bangfu.db'),
    keyFile: path.join(dataDir, 'key'),
    masterKey: settings.BANGFU_KEY ?? null,
    host: settings.HOST,
    port: settings.PORT,
    metricsPort: settings.METRICS_PORT ?? null,
    logLevel: settings.LOG_LEVEL,
    sessionIdleMinutes: settings.SESSION_IDLE_MINUTES,
    sessionMaxMinutes: settings.SESSION_MAX_MINUTES,
    secureCookies: settings.COOKIE_SECURE === 'yes',
    proxies: { yes: 1, no: 0 }[settings.TRUST_PROXY] ?? Number(settings.TRUST_PROXY),
    papers: paperPlace(settings, dataDir),
    backupFolder,
    backupHour: settings.BACKUP_HOUR === 'off' ? null : settings.BACKUP_HOUR,
    keyBackupFolder,
  };
}

/** Whether a folder is another one or lies in it, by whatever links; either may not be there yet. */
function isWithin(folder: string, other: string): boolean {
  const way = path.relative(realPlace(other), realPlace(folder));
  return !path.isAbsolute(way) && way.split(path.sep)[0] !== '..';
}

/** A place as the system finds it; what is not there yet will be made below what is. */
function realPlace(place: string): string {
  try {
    return realpathSync(place);
  } catch {
    const parent = path.dirname(place);
    return parent === place ? place : path.join(realPlace(parent), path.basename(place));
  }
}

function paperPlace(settings: Settings, dataDir: string): PaperPlace {
  const [, bucket, prefix = ''] = PAPER_STORE.exec(settings.PAPER_STORE ?? '') ?? [];
  if (bucket === undefined) return { kind: 'folder', folder: path.join(dataDir, 'uploads') };
  return {
    kind: 'bucket',
    bucket,
    prefix: prefix && `${prefix.replace(/\/+$/, '')}/`,
    endpoint: settings.PAPER_STORE_ENDPOINT!,
    region: settings.PAPER_STORE_REGION,
    accessKeyId: settings.PAPER_STORE_KEY_ID!,
    secretAccessKey: settings.PAPER_STORE_SECRET!,
  };
}

let current: Configuration | undefined;

/** The settings of this process, read once. */
export function configuration(): Configuration {
  current ??= readConfiguration(process.env);
  return current;
}

/** Makes this process work in another folder than its environment names; before anything is opened. */
export function workIn(dataDir: string): void {
  current = readConfiguration({ ...process.env, DATA_DIR: dataDir });
}

/** Before the client of object storage is loaded, which would ask for a later Node in every log: the one here was tried. */
export function quietObjectStorage(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
}

/** Which engine the column kit of db/engine is built for; fixed for the life of the process. */
export const engine: 'sqlite' | 'postgres' = process.env.DATABASE_URL ? 'postgres' : 'sqlite';

/** The folder from which a command was called: npm runs scripts in the project's own and keeps the caller's here. */
export function callersFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}

/** The environment for a process of our own, with some settings of it changed; undefined takes one away. */
export function environmentWith(changes: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
