import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onServer } from './postgresServer';

/** Before the first test file of a run and after the last: what all of them share has the run's name, and goes with it. */
export default function testRun(): () => Promise<void> {
  process.env.TEST_RUN = String(process.pid);
  return async () => {
    rmSync(migratedFolder(), { recursive: true, force: true });
    const server = process.env.DATABASE_URL;
    if (!server) return;
    for (const name of [migratedName(), `${migratedName()}_part`])
      await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
}

/** Where the migrated SQLite file of this run lies, of which those of the tests are copies. */
export function migratedFolder(): string {
  return path.join(tmpdir(), `bangfu-migrated-${process.env.TEST_RUN}`);
}

/** The migrated database of this run on a PostgreSQL server. */
export function migratedName(): string {
  return `bangfu_migrated_${process.env.TEST_RUN}`;
}
