import { defineConfig } from 'drizzle-kit';

/** `npm run migrations -- NAME` runs this once for each engine, from the one schema. */
const onPostgres = Boolean(process.env.DATABASE_URL);

export default defineConfig({
  dialect: onPostgres ? 'postgresql' : 'sqlite',
  schema: './db/schema/index.ts',
  out: onPostgres ? './db/migrations/postgres' : './db/migrations/sqlite',
});
