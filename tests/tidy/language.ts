import ts from 'typescript';
import { isTest, nodesOf, violation, type SourceFile, type Violation } from './source';

/** Han, and the signs of Chinese typesetting. */
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff01-\uff5e]/u;

/** What the product says stands in app/zh, in pages and in components; everything else speaks in codes. */
export function chineseInCode(file: SourceFile): Violation[] {
  if (maySpeakChinese(file.path)) return [];
  return nodesOf(file, isWritten)
    .filter((node) => CHINESE.test(node.getText(file.ast)))
    .map((node) => violation(file, node, 'Chinese text belongs in app/zh, keyed by a code.'));
}

/**
 * Comments are English; the labels of app/zh are the glossary. A sentence may name the Chinese term or the regulation
 * that it is about, as long as the line stays English.
 */
export function chineseInComments(file: SourceFile): Violation[] {
  if (maySpeakChinese(file.path)) return [];
  const code = new Set(nodesOf(file, isWritten).flatMap((node) => linesOf(file, node)));
  return file.text.split('\n').flatMap((text, index) => {
    const line = index + 1;
    return isChinese(commentOf(text)) && !code.has(line)
      ? [violation(file, line, 'Comments are English.')]
      : [];
  });
}

function commentOf(line: string): string {
  return /(\/\/|\/?\*).*$/.exec(line)?.[0] ?? line;
}

function isChinese(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  return han > latin;
}

function maySpeakChinese(filePath: string): boolean {
  return isTest(filePath) || filePath.endsWith('.tsx') || /^(app\/(zh|routes|ui)|scripts)\//.test(filePath);
}

function isWritten(node: ts.Node): node is ts.Node {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isRegularExpressionLiteral(node)) return true;
  return ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isIdentifier(node);
}

function linesOf(file: SourceFile, node: ts.Node): number[] {
  if (!CHINESE.test(node.getText(file.ast))) return [];
  const first = file.ast.getLineAndCharacterOfPosition(node.getStart(file.ast)).line + 1;
  const last = file.ast.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
