import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Before which call of the file system on a name, or before which query that holds a text, a process halts. */
export type HaltAt = { call: string; of: string } | { query: string; nth?: number };

/**
 * What Node is given so that its process sends itself a signal at that point: a program of its own in a folder of the
 * test, loaded first.
 */
export function haltingAt(
  at: HaltAt,
  { signal, folder }: { signal: NodeJS.Signals; folder: string },
): string[] {
  const file = path.join(mkdtempSync(path.join(folder, 'halt-')), 'halt.mjs');
  const halts = `process.kill(process.pid, '${signal}')`;
  writeFileSync(file, 'call' in at ? atCall(at, halts) : atQuery(at, halts));
  return ['--import', pathToFileURL(file).href];
}

function atCall({ call, of }: { call: string; of: string }, halts: string): string {
  return `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const original = fs.${call};
    fs.${call} = (first, ...rest) => {
      if (String(first).includes(${JSON.stringify(`/${of}`)})) ${halts};
      return original(first, ...rest);
    };
    syncBuiltinESMExports();`;
}

function atQuery({ query, nth = 1 }: { query: string; nth?: number }, halts: string): string {
  return `import { createRequire } from 'node:module';
    const pg = createRequire(process.cwd() + '/')('pg');
    const original = pg.Client.prototype.query;
    let count = 0;
    pg.Client.prototype.query = function (asked, ...rest) {
      const text = typeof asked === 'string' ? asked : (asked?.text ?? '');
      if (text.includes(${JSON.stringify(query)}) && ++count === ${nth}) ${halts};
      return original.call(this, asked, ...rest);
    };`;
}
