import type { Violation } from './source';

/** Texts that stay in a minified bundle when the module got into it, each seen there once in a trial build. */
const MARKERS: Record<string, string> = {
  'better_sqlite3.node': 'better-sqlite3',
  'drizzle:entityKind': 'drizzle-orm',
  libpq: 'pg',
  SESSION_MAX_MINUTES: 'app/config.server',
  exceljs: 'exceljs',
  wordprocessingml: 'docx',
};

/** What the browser gets holds nothing of the server. */
export function bundleIsClean({ path, text }: { path: string; text: string }): Violation[] {
  return Object.entries(MARKERS)
    .filter(([marker]) => text.includes(marker))
    .map(([marker, module]) => ({
      path,
      line: 1,
      message: `${module} is in the browser's bundle (it says ${marker}).`,
    }));
}
