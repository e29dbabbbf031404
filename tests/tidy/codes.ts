import ts from 'typescript';
import { isTest, nodesOf, violation, type SourceFile, type Violation } from './source';

/** Codes that nobody reads: not shown on any page, paper or screen. */
const NEVER_SHOWN: string[] = [];

/**
 * Every list of codes (`const CODES = […]` with `type Code = (typeof CODES)[number]`) has a table of labels typed by
 * it; that the table is complete is TypeScript's to check.
 */
export function codesHaveLabels(files: SourceFile[]): Violation[] {
  const product = files.filter(({ path }) => path.startsWith('app/') && !isTest(path));
  const labels = product.filter(({ path }) => path.startsWith('app/zh/') || path.endsWith('.tsx')).map(({ text }) => text);
  return product
    .filter(({ path }) => !path.startsWith('app/zh/'))
    .flatMap((file) =>
      codeTypesOf(file)
        .filter(({ name }) => !NEVER_SHOWN.includes(name.text))
        .filter(({ name }) => !labels.some((text) => isLabelled(text, name.text)))
        .map((alias) => violation(file, alias, `The codes of ${alias.name.text} have no labels in app/zh.`)),
    );
}

function codeTypesOf(file: SourceFile): ts.TypeAliasDeclaration[] {
  return nodesOf(file, ts.isTypeAliasDeclaration).filter(
    ({ type }) =>
      ts.isIndexedAccessTypeNode(type) &&
      ts.isParenthesizedTypeNode(type.objectType) &&
      ts.isTypeQueryNode(type.objectType.type) &&
      type.indexType.kind === ts.SyntaxKind.NumberKeyword,
  );
}

function isLabelled(text: string, type: string): boolean {
  return new RegExp(`Record<[^,{]*\\b${type}\\b[^,{]*,|\\bin ${type}\\]`).test(text);
}

/** Every refusal that is thrown has its sentence, and every sentence is said somewhere. */
export function refusalsHaveSentences(files: SourceFile[], known: readonly string[]): Violation[] {
  const product = productOf(files);
  const thrown = product.flatMap((file) =>
    nodesOf(file, ts.isNewExpression)
      .filter(({ expression }) => expression.getText(file.ast) === 'Refusal')
      .flatMap(({ arguments: given }) => (given?.[0] ? textsIn(given[0]) : []))
      .filter(({ text }) => !known.includes(text))
      .map((node) => violation(file, node, `The refusal ${node.text} has no sentence in app/zh/refusals.`)),
  );
  return [...thrown, ...unsaid(product, { known, place: 'app/zh/refusals' })];
}

/** Every notice is given somewhere; that each one given exists is TypeScript's to check. */
export function noticesAreGiven(files: SourceFile[], known: readonly string[]): Violation[] {
  return unsaid(productOf(files), { known, place: 'app/zh/notices' });
}

function unsaid(product: SourceFile[], { known, place }: { known: readonly string[]; place: string }): Violation[] {
  const written = new Set(product.flatMap((file) => textsIn(file.ast).map(({ text }) => text)));
  return known
    .filter((code) => !written.has(code))
    .map((code) => ({ path: place, line: 1, message: `Nothing says ${code}: remove its sentence.` }));
}

function productOf(files: SourceFile[]): SourceFile[] {
  return files.filter(({ path }) => path.startsWith('app/') && !path.startsWith('app/zh/') && !isTest(path));
}

function textsIn(node: ts.Node): ts.StringLiteralLike[] {
  const own = ts.isStringLiteralLike(node) ? [node] : [];
  const below: ts.StringLiteralLike[] = [];
  node.forEachChild((child) => void below.push(...textsIn(child)));
  return [...own, ...below];
}
