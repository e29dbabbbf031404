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
const yesNo = z.enum(['yes', 'no'], { error: MESSAGES.yesNo }).default('no');

const Environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test'], { error: MESSAGES.nodeEnv }).default('production'),
  DATA_DIR: z.string().min(1, MESSAGES.notEmpty).default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres|postgresql):\/\//, MESSAGES.databaseUrl)
    .optional(),
  BANGFU_KEY: z
    .string()
    .refine((text) => Buffer.from(text, 'base64').length === 32, MESSAGES.key)
    .optional(),
  HOST: z.string().min(1, MESSAGES.notEmpty).default('127.0.0.1'),
  PORT: port.default(3000),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: MESSAGES.logLevel,
    })
    .default('info'),
  SESSION_IDLE_MINUTES: minutes.default(30),
  SESSION_MAX_MINUTES: minutes.default(12 * 60),
  COOKIE_SECURE: yesNo,
  TRUST_PROXY: yesNo,
});

export interface Configuration {
  environment: 'production' | 'development' | 'test';
  dataDir: string;
  /** A postgres:// address, or null for the SQLite file in dataDir. */
  databaseUrl: string | null;
  sqliteFile: string;
  keyFile: string;
  /** The 32-byte master key as base64 when it comes from the environment, else null: the key file holds it. */
  masterKey: string | null;
  host: string;
  port: number;
  logLevel: string;
  sessionIdleMinutes: number;
  sessionMaxMinutes: number;
  secureCookies: boolean;
  trustProxy: boolean;
}

/**
 * Reads and checks the settings from an environment.
 * @throws Error with one Chinese line per bad setting, ready to be shown to whoever starts the product.
 */
export function readConfiguration(environment: Record<string, string | undefined>): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = Environment.safeParse(given);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => badSetting(issue.path.join('.'), issue.message));
    throw new Error(lines.join('\n'));
  }
  const settings = result.data;
  const dataDir = path.resolve(settings.DATA_DIR);
  return {
    environment: settings.NODE_ENV,
    dataDir,
    databaseUrl: settings.DATABASE_URL ?? null,
    sqliteFile: path.join(dataDir, 'bangfu.db'),
    keyFile: path.join(dataDir, 'key'),
    masterKey: settings.BANGFU_KEY ?? null,
    host: settings.HOST,
    port: settings.PORT,
    logLevel: settings.LOG_LEVEL,
    sessionIdleMinutes: settings.SESSION_IDLE_MINUTES,
    sessionMaxMinutes: settings.SESSION_MAX_MINUTES,
    secureCookies: settings.COOKIE_SECURE === 'yes',
    trustProxy: settings.TRUST_PROXY === 'yes',
  };
}

let current: Configuration | undefined;

/** The settings of this process, read once. */
export function configuration(): Configuration {
  current ??= readConfiguration(process.env);
  return current;
}

/** Which engine the column kit of db/engine is built for; fixed for the life of the process. */
export const engine: 'sqlite' | 'postgres' = process.env.DATABASE_URL ? 'postgres' : 'sqlite';

/** The folder from which a command was called: npm runs scripts in the project's own and keeps the caller's here. */
export function callersFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}
