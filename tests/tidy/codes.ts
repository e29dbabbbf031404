import ts from 'typescript';
import { isTest, nodesOf, violation, type SourceFile, type Violation } from './source';

/**
 * Every list of codes that a record holds or a form offers (`const CODES = […]`, imported by the schema or given to
 * `z.enum`) has a table of labels typed by its type; that the table is complete is TypeScript's to check.
 */
export function codesHaveLabels(files: SourceFile[]): Violation[] {
  const recorded = new Set(files.filter(({ path }) => !isTest(path)).flatMap(recordedLists));
  const labels = files.filter(({ path }) => /^app\/zh\/|^app\/.*\.tsx$/.test(path)).map(({ text }) => text);
  return productOf(files).flatMap((file) =>
    codeTypesOf(file)
      .filter(({ list }) => recorded.has(list))
      .filter(({ type }) => !labels.some((text) => isLabelled(text, type)))
      .map(({ type, node }) => violation(file, node, `The codes of ${type} have no labels in app/zh.`)),
  );
}

function recordedLists(file: SourceFile): string[] {
  const stored = file.path.startsWith('db/schema/') ? file.imports.flatMap(({ names }) => names) : [];
  const offered = nodesOf(file, ts.isCallExpression)
    .filter(({ expression }) => expression.getText(file.ast) === 'z.enum')
    .flatMap((call) => call.arguments.filter(ts.isIdentifier).map(({ text }) => text));
  return [...stored, ...offered];
}

/** `type Code = (typeof CODES)[number]` */
function codeTypesOf(file: SourceFile): { type: string; list: string; node: ts.Node }[] {
  return nodesOf(file, ts.isTypeAliasDeclaration).flatMap((node) => {
    const list = /^\(typeof (\w+)\)\[number\]$/.exec(node.type.getText(file.ast))?.[1];
    return list ? [{ type: node.name.text, list, node }] : [];
  });
}

function isLabelled(text: string, type: string): boolean {
  return new RegExp(`Record<[^,{]*\\b${type}\\b[^,{]*,|\\bin ${type}\\]`).test(text);
}

/** Every refusal that is thrown has its sentence, and every sentence is said somewhere. */
export function refusalsHaveSentences(files: SourceFile[], known: readonly string[]): Violation[] {
  const product = productOf(files);
  const thrown = product.flatMap((file) =>
    codesOfRefusals(file)
      .filter(ts.isStringLiteralLike)
      .filter(({ text }) => !known.includes(text))
      .map((node) => violation(file, node, `The refusal ${node.text} has no sentence in app/zh/refusals.`)),
  );
  return [...thrown, ...unsaid(product, { known, place: 'app/zh/refusals' })];
}

/** Every notice is given somewhere; that each one given exists is TypeScript's to check. */
export function noticesAreGiven(files: SourceFile[], known: readonly string[]): Violation[] {
  return unsaid(productOf(files), { known, place: 'app/zh/notices' });
}

function unsaid(
  product: SourceFile[],
  { known, place }: { known: readonly string[]; place: string },
): Violation[] {
  const written = new Set(product.flatMap((file) => nodesOf(file, isText).map(({ text }) => text)));
  const prefixes = product
    .flatMap((file) => nodesOf(file, ts.isTemplateHead).map(({ text }) => text))
    .filter((prefix) => /^\w+\.$/.test(prefix));
  // `application.${fault}` says application.own_record where own_record is one of the faults.
  const isPutTogether = (code: string) =>
    prefixes.some((prefix) => code.startsWith(prefix) && written.has(code.slice(prefix.length)));
  return known
    .filter((code) => !written.has(code) && !isPutTogether(code))
    .map((code) => ({ path: place, line: 1, message: `Nothing says ${code}: remove its sentence.` }));
}

/** The first argument of each `new Refusal(…)`; of a choice, both sides. */
function codesOfRefusals(file: SourceFile): ts.Expression[] {
  return nodesOf(file, ts.isNewExpression)
    .filter(({ expression }) => expression.getText(file.ast) === 'Refusal')
    .flatMap(({ arguments: given }) => (given?.[0] ? outcomesOf(given[0]) : []));
}

function outcomesOf(node: ts.Expression): ts.Expression[] {
  if (!ts.isConditionalExpression(node)) return [node];
  return [...outcomesOf(node.whenTrue), ...outcomesOf(node.whenFalse)];
}

function productOf(files: SourceFile[]): SourceFile[] {
  return files.filter(({ path }) => /^(app|db)\//.test(path) && !path.startsWith('app/zh/') && !isTest(path));
}

function isText(node: ts.Node): node is ts.StringLiteralLike {
  return ts.isStringLiteralLike(node);
}
