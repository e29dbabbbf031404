import ts from 'typescript';
import { isTest, nodesOf, violation, type SourceFile, type Violation } from './source';

const LONGEST = 400;

/** The one file of the product that reads the environment, and the tools around it that hand it on. */
const MAY_READ_ENVIRONMENT = [
  'app/config.server.ts',
  'drizzle.config.ts',
  'playwright.config.ts',
  'scripts/bench.ts',
  'scripts/bench/processes.ts',
  'scripts/dev.ts',
  'scripts/migrations.ts',
];

/** drizzle's own transaction goes on running outside the transaction after it threw: `store.write` is the way. */
export function noTransaction(file: SourceFile): Violation[] {
  // The browser's own store, which has transactions of another kind; app/ui knows no database.
  if (file.path === 'app/ui/keptFiles.ts') return [];
  return nodesOf(file, ts.isCallExpression)
    .filter(({ expression }) => calledName(expression) === 'transaction')
    .map((node) => violation(file, node, 'Use store.write instead of transaction.'));
}

/** What lies before an offset is read and thrown away, and rows that come or go meanwhile are shown twice or never. */
export function noOffset(file: SourceFile): Violation[] {
  return nodesOf(file, ts.isCallExpression)
    .filter(({ expression }) => calledName(expression) === 'offset')
    .map((node) => violation(file, node, 'Page by key (db/engine/keyset.ts) instead of by offset.'));
}

/** What a running product starts must never install or build, which would take its own files away under it. */
export function startsBeside(file: SourceFile): Violation[] {
  if (isTest(file.path) || !/^(app|db)\//.test(file.path)) return [];
  return nodesOf(file, ts.isStringLiteralLike)
    .filter(({ text }) => text !== 'scripts/beside.mjs' && /^(npm|npx)$|^scripts\/.*\.mjs$/.test(text))
    .filter(({ text }) => text !== 'scripts/sqliteWriter.mjs')
    .map((node) => violation(file, node, 'The product starts scripts/beside.mjs, which never installs.'));
}

function calledName(expression: ts.Expression): string | null {
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  if (ts.isElementAccessExpression(expression) && ts.isStringLiteralLike(expression.argumentExpression)) {
    return expression.argumentExpression.text;
  }
  return null;
}

/** Settings are read and checked in one place. */
export function environment(file: SourceFile): Violation[] {
  if (
    isTest(file.path) ||
    /^scripts\/[^/]+\.mjs$/.test(file.path) ||
    MAY_READ_ENVIRONMENT.includes(file.path)
  )
    return [];
  const mentions = nodesOf(file, isEnvironment);
  const imported = file.imports.filter(
    ({ from, names }) => /^(node:)?process$/.test(from) && names.includes('env'),
  );
  return [...mentions, ...imported.map(({ line }) => line)].map((place) =>
    violation(file, place, 'Only app/config.server.ts reads the environment.'),
  );
}

function isEnvironment(node: ts.Node): node is ts.Node {
  if (ts.isPropertyAccessExpression(node))
    return node.name.text === 'env' && isProcessOrMeta(node.expression);
  if (ts.isElementAccessExpression(node))
    return /env/.test(node.argumentExpression.getText()) && isProcessOrMeta(node.expression);
  if (!ts.isVariableDeclaration(node) || !node.initializer || !isProcessOrMeta(node.initializer))
    return false;
  return (
    ts.isObjectBindingPattern(node.name) &&
    node.name.elements.some(({ name, propertyName }) => (propertyName ?? name).getText() === 'env')
  );
}

function isProcessOrMeta(node: ts.Node): boolean {
  return ['process', 'globalThis.process', 'import.meta'].includes(node.getText());
}

/** A file that grew too long holds more than one thing. */
export function length(file: SourceFile): Violation[] {
  if (isTest(file.path) || !/^(app|db|scripts)\//.test(file.path)) return [];
  const lines = file.text.trimEnd().split('\n').length;
  if (lines <= LONGEST) return [];
  return [
    violation(file, LONGEST + 1, `${lines} lines, more than ${LONGEST}: take out what can stand alone.`),
  ];
}

/** Names that say nothing of what is inside. */
export function fileNames(file: SourceFile): Violation[] {
  const parts = file.path.split('/').map((part) => part.replace(/\..*$/, ''));
  const empty = parts.filter((part) =>
    /^(utils?|helpers?|misc|common|shared)$|(manager|handler|processor|utils?|helpers?)$/i.test(part),
  );
  return empty.map((part) =>
    violation(file, 1, `The name ${part} says nothing: name the file after what is in it.`),
  );
}
