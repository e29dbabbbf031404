import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What the workers of this run copied from (tests/e2e/product.ts). */
export default function removeStocks(): void {
  rmSync(path.join(tmpdir(), `bangfu-stocks-${process.pid}`), { recursive: true, force: true });
}
