import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm run --silent bench`: builds invented offices in databases of their own, on the engine that DATABASE_URL names, and
 * measures. What it does by which option stands in bench/modes.ts. Everything lies in a folder that is gone afterwards,
 * its key too: the settings are read as soon as anything of the product is imported.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-bench-'));
process.env.DATA_DIR = folder;
try {
  const { measure } = await import('./bench/modes');
  await measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
