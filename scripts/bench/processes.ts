import { configuration } from '../../app/config.server';

/** The environment of a process of the product on the database of this run. */
export function productEnvironment(databaseUrl: string | null): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATA_DIR: configuration().dataDir,
    DATABASE_URL: databaseUrl ?? '',
    PORT: '0',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
    BACKUP_HOUR: 'off',
  };
}
