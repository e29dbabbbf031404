import ts from 'typescript';
import { isServerModule, isTest, nodesOf, violation, type SourceFile, type Violation } from './source';

/** What the product may have of modules that reach other machines: to be asked, and to read addresses. */
const MAY_HAVE: Record<string, readonly string[]> = {
  'node:http': ['createServer', 'RequestListener', 'Server', 'STATUS_CODES'],
  'node:net': ['BlockList', 'isIP', 'isIPv4', 'isIPv6'],
};
const REACHING =
  /^(node:)?(http|http2|https|net|tls|dgram|dns|dns\/promises)$|^(undici|axios|got|node-fetch)$/;

/** A text that somebody typed must never be read as a command: programs are started with a list of arguments. */
export function startsNoShell(file: SourceFile): Violation[] {
  if (!isOfProduct(file)) return [];
  const started = file.imports.filter(
    ({ from, names }) =>
      /^(node:)?child_process$/.test(from) &&
      names.some((name) => !/^(spawn|spawnSync|ChildProcess)$/.test(name)),
  );
  const shells = nodesOf(file, ts.isObjectLiteralElementLike).filter(
    ({ name }) => name !== undefined && /^['"]?shell['"]?$/.test(name.getText(file.ast)),
  );
  return [...started.map(({ line }) => line), ...shells].map((place) =>
    violation(file, place, 'Programs are started by spawn with a list of arguments, without a shell.'),
  );
}

/** The server asks no address that a request could name: the database and the object storage are settings. */
export function asksNoAddress(file: SourceFile): Violation[] {
  if (!isOfProduct(file) || !(file.path.startsWith('db/') || isServerModule(file.path))) return [];
  const imported = file.imports.filter(
    ({ from, names, typeOnly }) =>
      !typeOnly && REACHING.test(from) && names.some((name) => !MAY_HAVE[from]?.includes(name)),
  );
  const fetched = hasOwnFetch(file)
    ? []
    : nodesOf(file, ts.isCallExpression).filter(({ expression }) =>
        /^(globalThis\.)?fetch$/.test(expression.getText(file.ast)),
      );
  return [...imported.map(({ line }) => line), ...fetched].map((place) =>
    violation(file, place, 'The server asks no address but those of its settings.'),
  );
}

/** Whether a file calls something of its own so. */
function hasOwnFetch(file: SourceFile): boolean {
  const named = nodesOf(
    file,
    (node): node is ts.BindingElement | ts.ParameterDeclaration | ts.VariableDeclaration =>
      ts.isBindingElement(node) || ts.isParameter(node) || ts.isVariableDeclaration(node),
  );
  return named.some(({ name }) => name.getText(file.ast) === 'fetch');
}

function isOfProduct(file: SourceFile): boolean {
  return !isTest(file.path) && /^(app|db)\//.test(file.path);
}
