import ts from 'typescript';
import {
  isServerModule,
  isTest,
  nodesOf,
  violation,
  type Import,
  type SourceFile,
  type Violation,
} from './source';

/** Packages that run on the server only. */
const SERVER_PACKAGES =
  /^(drizzle-orm|better-sqlite3|pg|async-mutex|@node-rs\/argon2|express|@remix-run\/express|helmet|compression|close-with-grace|pino|pino-http|exceljs|docx|yauzl)(\/|$)/;

/**
 * Only server modules touch the database, Node and the packages of the server. Pages may call server modules (Remix
 * takes loaders and actions out of the browser's bundle) and open the store, no more.
 */
export function serverOnly(file: SourceFile): Violation[] {
  if (!file.path.startsWith('app/') || isTest(file.path) || isServerModule(file.path)) return [];
  return file.imports
    .filter((one) => isForbidden(one, isPage(file.path)))
    .map((one) => violation(file, one.line, `Only a *.server file imports ${one.from}.`));
}

function isForbidden({ from, typeOnly }: Import, inPage: boolean): boolean {
  if (from.startsWith('node:') || SERVER_PACKAGES.test(from)) return true;
  if (from.startsWith('db/')) return !(inPage && from === 'db/client.server');
  if (from === '@remix-run/node') return !inPage && !typeOnly;
  return isServerModule(from) && !inPage && !typeOnly;
}

const SQL_TEXT = /\b(select\b[^]*\bfrom|insert\s+into|update\b[^]*\bset|delete\s+from)\b/i;

/** No SQL in pages and in what the browser gets; queries live in the server modules of the domains. */
export function noSql(file: SourceFile): Violation[] {
  if (!file.path.startsWith('app/') || isTest(file.path) || isServerModule(file.path)) return [];
  const tags = nodesOf(file, ts.isTaggedTemplateExpression).filter(
    ({ tag }) => tag.getText(file.ast) === 'sql',
  );
  const texts = nodesOf(file, isText).filter(({ text }) => SQL_TEXT.test(text));
  return [...tags, ...texts].map((node) => violation(file, node, 'SQL stands in *.server files only.'));
}

function isText(node: ts.Node): node is ts.StringLiteralLike {
  return ts.isStringLiteralLike(node);
}

function isPage(filePath: string): boolean {
  return filePath.startsWith('app/routes/') || filePath === 'app/root.tsx';
}
