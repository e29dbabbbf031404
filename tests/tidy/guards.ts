import ts from 'typescript';
import { violation, type SourceFile, type Violation } from './source';

/** What lets a request through or throws; the first thing a loader or action waits for. */
const GUARDS = ['guard', 'guardStaff', 'guardStep', 'styleguideOnly'];

/** What anybody may ask for, logged in or not. */
export const PUBLIC = [
  'app/root.tsx loader',
  'app/routes/login.tsx loader',
  'app/routes/login.tsx action',
  'app/routes/logout.tsx loader',
  'app/routes/logout.tsx action',
  'app/routes/setup.tsx loader',
  'app/routes/setup.tsx action',
  'app/routes/setup_.demo.tsx loader',
  'app/routes/setup_.demo.tsx action',
];

/** Every loader and action asks a guard before anything else, or is public; an action asks for more than reading. */
export function guarded(file: SourceFile): Violation[] {
  if (!/^app\/(routes\/|root\.tsx)/.test(file.path)) return [];
  return entrancesOf(file).flatMap(({ name, node, body }) => {
    if (PUBLIC.includes(`${file.path} ${name}`)) return [];
    if (!body)
      return [violation(file, node, `Write ${name} as a function here, so that its guard can be seen.`)];
    const call = guardOf(file, body);
    if (!call) return [violation(file, node, `${name} asks no guard first.`)];
    const permission = call.arguments[1];
    const reads = permission && ts.isStringLiteralLike(permission) && permission.text.endsWith('.read');
    return name === 'action' && reads
      ? [violation(file, call, 'An action needs more than the permission to read.')]
      : [];
  });
}

/** Entries of the public list that nothing stands behind: the list stays short. */
export function publicListIsCurrent(files: SourceFile[]): Violation[] {
  const existing = files.flatMap((file) => entrancesOf(file).map(({ name }) => `${file.path} ${name}`));
  return PUBLIC.filter((entry) => !existing.includes(entry)).map((entry) => ({
    path: 'tests/tidy/guards.ts',
    line: 1,
    message: `The public list names ${entry}, which does not exist.`,
  }));
}

interface Entrance {
  name: string;
  node: ts.Node;
  body: ts.ConciseBody | undefined;
}

function entrancesOf(file: SourceFile): Entrance[] {
  return file.ast.statements.flatMap((node): Entrance[] => {
    if (ts.isExportDeclaration(node)) {
      const names =
        node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : [];
      return names
        .filter(({ name }) => isEntrance(name.text))
        .map(({ name }) => ({ name: name.text, node, body: undefined }));
    }
    if (!isExported(node)) return [];
    if (ts.isFunctionDeclaration(node) && node.name && isEntrance(node.name.text)) {
      return [{ name: node.name.text, node, body: node.body }];
    }
    if (!ts.isVariableStatement(node)) return [];
    return node.declarationList.declarations.flatMap((declaration): Entrance[] => {
      if (!ts.isIdentifier(declaration.name) || !isEntrance(declaration.name.text)) return [];
      const value = declaration.initializer;
      const isFunction = value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
      return [{ name: declaration.name.text, node, body: isFunction ? value.body : undefined }];
    });
  });
}

function isEntrance(name: string): boolean {
  return name === 'loader' || name === 'action';
}

function isExported(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) &&
    Boolean(ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
  );
}

/** The guard's call, when it is awaited in a statement of the body itself and nothing is awaited before it. */
function guardOf(file: SourceFile, body: ts.ConciseBody): ts.CallExpression | null {
  const expressions = ts.isBlock(body) ? body.statements.flatMap(expressionsOf) : [body];
  for (const expression of expressions) {
    const awaited = ts.isAwaitExpression(expression) ? expression.expression : expression;
    if (ts.isCallExpression(awaited) && ts.isIdentifier(awaited.expression)) {
      const name = awaited.expression.text;
      const waits = ts.isAwaitExpression(expression) || name === 'styleguideOnly';
      if (GUARDS.includes(name) && waits && isImportedFromHttp(file, name)) return awaited;
    }
    if (containsAwait(expression)) return null;
  }
  return null;
}

function expressionsOf(statement: ts.Statement): ts.Node[] {
  if (ts.isExpressionStatement(statement)) return [statement.expression];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ initializer }) =>
      initializer ? [initializer] : [],
    );
  }
  return [statement];
}

function containsAwait(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  return Boolean(node.forEachChild((child) => containsAwait(child) || undefined));
}

function isImportedFromHttp(file: SourceFile, name: string): boolean {
  return file.imports.some(({ from, names }) => from.startsWith('app/http/') && names.includes(name));
}
