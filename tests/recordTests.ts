import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDERS = ['app', 'db', 'tests'];
const IMPORTED = /\bfrom '(\.[^']+)'|\bimport\('(\.[^']+)'\)/g;

/**
 * The test files that have a database: those that import tests/database, if by way of others. Every other file has
 * the same result whatever the engine of the run.
 * @returns paths from the project's folder
 */
export function recordTests(): string[] {
  const files = new Map(sources().map((file) => [file, importsOf(file)]));
  const reaching = new Set(['tests/database.ts']);
  for (let before = 0; before < reaching.size;) {
    before = reaching.size;
    for (const [file, imports] of files) if (imports.some((one) => reaching.has(one))) reaching.add(file);
  }
  return [...reaching].filter((file) => /\.test\.tsx?$/.test(file));
}

function sources(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.posix.join(folder, file)),
  ).filter((file) => (file.startsWith('tests/') ? /\.tsx?$/ : /\.test\.tsx?$/).test(file));
}

function importsOf(file: string): string[] {
  const found = [...readFileSync(file, 'utf8').matchAll(IMPORTED)].map(([, from, lazy]) => from ?? lazy!);
  return found.flatMap((from) => {
    const whole = path.posix.join(path.posix.dirname(file), from);
    return [`${whole}.ts`, `${whole}.tsx`];
  });
}
