import ts from 'typescript';
import type { RuleId } from '../app/rules/ruleId';
import { filesUnder, isTest, sourceFile, type SourceFile } from './tidy/source';
import { readFileSync } from 'node:fs';

/** What each page is put together from: every component and text that its default export draws on, far as it goes. */

export interface Part {
  /** `app/relief/StandardFacts#capText` */
  name: string;
  /** Without comments. */
  text: string;
  /** The names of what it uses; those that are no part themselves are texts, rules and queries. */
  uses: string[];
}

/** The components whose words are about nothing but themselves: they know no rule. */
const KNOWS_NO_RULE = /^app\/(ui|routes\/styleguide)\b/;

/** Every top-level component, function and constant of a .tsx file, by its name. */
export function readParts(): Map<string, Part> {
  return partsIn('app', (path) => path.endsWith('.tsx') && !/^app\/ui\/samples\//.test(path));
}

/** The same of the Chinese texts: what a page says when all is well. */
export function readTexts(): Map<string, Part> {
  return partsIn('app/zh', (path) => !/^app\/zh\/(refusals|notices|help)\//.test(path));
}

function partsIn(folder: string, isWanted: (path: string) => boolean): Map<string, Part> {
  const files = filesUnder('.', folder)
    .filter((path) => isWanted(path) && !isTest(path))
    .map((path) => sourceFile(path, readFileSync(path, 'utf8')));
  return new Map(files.flatMap(partsOf).map((part) => [part.name, part]));
}

/** The parts of every route that has a page, by the route's name. */
export function partsOfPages(parts: ReadonlyMap<string, Part>): Map<string, Part[]> {
  const pages = [...parts.keys()].flatMap((name) => {
    const [, route] = /^app\/routes\/(.+)#default$/.exec(name) ?? [];
    return route && route !== 'styleguide' ? [route] : [];
  });
  return new Map(pages.map((route) => [route, reached(parts, `app/routes/${route}#default`)]));
}

/** The rules that a part leads to by their names. */
export function linkedRules({ text }: Part): RuleId[] {
  return [...text.matchAll(/\brule(?:=|: )["']([\w-]+)["']/g)].map(([, rule]) => rule as RuleId);
}

function reached(parts: ReadonlyMap<string, Part>, from: string): Part[] {
  const found = new Map<string, Part>();
  const waiting = [from];
  while (waiting.length > 0) {
    const part = parts.get(waiting.pop()!);
    if (!part || found.has(part.name)) continue;
    found.set(part.name, part);
    waiting.push(...part.uses);
  }
  return [...found.values()].filter(({ name }) => !KNOWS_NO_RULE.test(name));
}

function partsOf(file: SourceFile): Part[] {
  const module = file.path.replace(/\.tsx?$/, '');
  const imported = importedNames(file);
  const own = file.ast.statements.flatMap((statement) =>
    declared(statement).map((name) => ({ name, statement })),
  );
  const ownNames = new Set(own.map(({ name }) => name));
  return own.map(({ name, statement }) => ({
    name: `${module}#${isDefault(statement) ? 'default' : name}`,
    text: textOf(statement, file.ast),
    uses: [...identifiersOf(statement)].flatMap((used) => {
      if (ownNames.has(used) && used !== name) return [`${module}#${used}`];
      return imported.get(used) ?? [];
    }),
  }));
}

function declared(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? 'default'];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) =>
    ts.isIdentifier(name) ? [name.text] : [],
  );
}

function isDefault(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

/** Types aside: `typeof loader` draws nothing of the loader. */
function identifiersOf(statement: ts.Statement): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node) => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isIdentifier(node)) found.add(node.text);
    node.forEachChild(visit);
  };
  visit(statement);
  return found;
}

/** What an imported name stands for: `app/zh/relief#capSentence`. */
function importedNames(file: SourceFile): Map<string, string> {
  const names = new Map<string, string>();
  for (const statement of file.ast.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const module = file.imports.find(({ line }) => line === lineOf(file.ast, statement))!.from;
    const { name, namedBindings } = statement.importClause ?? {};
    if (name) names.set(name.text, `${module}#default`);
    if (namedBindings && ts.isNamedImports(namedBindings))
      for (const one of namedBindings.elements)
        names.set(one.name.text, `${module}#${(one.propertyName ?? one.name).text}`);
  }
  return names;
}

function lineOf(ast: ts.SourceFile, node: ts.Node): number {
  return ast.getLineAndCharacterOfPosition(node.getStart(ast)).line + 1;
}

function textOf(statement: ts.Statement, ast: ts.SourceFile): string {
  return statement
    .getText(ast)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/\{' '\}|\s*\n\s*/g, ' ');
}
