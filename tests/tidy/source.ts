import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** One `import`, `export … from`, `import()` or `import('…').Type`. */
export interface Import {
  /** Path from the root of the project without extension, or the name of a package. */
  from: string;
  /** Erased when compiled. `import { type X }` is not: verbatimModuleSyntax keeps the import itself. */
  typeOnly: boolean;
  names: string[];
  line: number;
}

export interface SourceFile {
  /** From the root of the project, with forward slashes. */
  path: string;
  text: string;
  imports: Import[];
  ast: ts.SourceFile;
}

export interface Violation {
  path: string;
  line: number;
  message: string;
}

const ROOTS = ['app', 'db', 'scripts', 'tests'];
const SOURCE = /\.(ts|tsx|mjs|js)$/;

/** Every source file of the project. */
export function readProject(root = process.cwd()): SourceFile[] {
  const atRoot = readdirSync(root).filter((name) => SOURCE.test(name));
  return [...atRoot, ...ROOTS.flatMap((folder) => filesUnder(root, folder))]
    .filter((file) => SOURCE.test(file))
    .map((file) => sourceFile(file, readFileSync(path.join(root, file), 'utf8')));
}

/** All files below a folder, as paths from the root; none when there is no such folder. */
export function filesUnder(root: string, folder: string): string[] {
  try {
    return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const place = path.posix.join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(root, place) : [place];
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A file as the rules see it; planted violations are made with it too. */
export function sourceFile(filePath: string, text: string): SourceFile {
  const ast = ts.createSourceFile(filePath, text, ts.ScriptTarget.Latest, true);
  return { path: filePath, text, ast, imports: importsOf(filePath, ast) };
}

export function isTest(filePath: string): boolean {
  return filePath.startsWith('tests/') || /\.test\.tsx?$/.test(filePath);
}

/** Whether a module never reaches the browser: its name says so, which is what Remix goes by. */
export function isServerModule(modulePath: string): boolean {
  return /\.server(\.tsx?)?$/.test(modulePath);
}

export function violation(file: SourceFile, place: ts.Node | number, message: string): Violation {
  const line = typeof place === 'number' ? place : lineOf(file.ast, place);
  return { path: file.path, line, message };
}

/** Visits a node and everything below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** The nodes of a file that a test picks. */
export function nodesOf<Kind extends ts.Node>(
  file: SourceFile,
  pick: (node: ts.Node) => node is Kind,
): Kind[] {
  const found: Kind[] = [];
  walk(file.ast, (node) => {
    if (pick(node)) found.push(node);
  });
  return found;
}

function importsOf(filePath: string, ast: ts.SourceFile): Import[] {
  const imports: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, rest: Omit<Import, 'from' | 'line'>) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    imports.push({ from: resolved(filePath, specifier.text), line: lineOf(ast, node), ...rest });
  };
  walk(ast, (node) => {
    if (ts.isImportDeclaration(node)) {
      const { isTypeOnly = false, name, namedBindings } = node.importClause ?? {};
      const names = [...(name ? ['default'] : []), ...namesOf(namedBindings)];
      add(node, node.moduleSpecifier, { typeOnly: isTypeOnly, names });
    } else if (ts.isExportDeclaration(node)) {
      add(node, node.moduleSpecifier, { typeOnly: node.isTypeOnly, names: namesOf(node.exportClause) });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], { typeOnly: false, names: [] });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node, node.argument.literal, { typeOnly: true, names: [] });
    }
  });
  return imports;
}

function namesOf(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): string[] {
  if (!bindings || !('elements' in bindings)) return [];
  return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
}

function resolved(filePath: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const target = path.posix.join(path.posix.dirname(filePath), specifier.replace(/\?.*$/, ''));
  return target.replace(SOURCE, '');
}

function lineOf(ast: ts.SourceFile, node: ts.Node): number {
  return ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
}
