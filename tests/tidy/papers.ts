import { existsSync } from 'node:fs';

/** A file that stands in backticks: with a folder, and with an ending that code or papers have. */
const NAMED = /`((?:[\w.$-]+\/)+[\w.$-]+\.(?:tsx?|mjs|md))`/g;

/**
 * What a paper of the project names and nobody finds.
 * @param text the paper, in Markdown
 * @param folders from which a name may be read, the root being ''
 * @returns names as the paper writes them
 */
export function filesNotFound(text: string, folders: readonly string[]): string[] {
  return [...text.matchAll(NAMED)]
    .map(([, name]) => name!)
    .filter((name) => !folders.some((folder) => existsSync(folder + name)));
}

/** The requirements of OWASP ASVS 4.0.3 of levels 1 and 2 that were not deleted. */
const ASVS = [
  '1.1.1–1.1.7, 1.2.1–1.2.4, 1.4.1, 1.4.4–1.4.5, 1.5.1–1.5.4, 1.6.1–1.6.4, 1.7.1–1.7.2, 1.8.1–1.8.2',
  '1.9.1–1.9.2, 1.10.1, 1.11.1–1.11.2, 1.12.2, 1.14.1–1.14.6',
  '2.1.1–2.1.12, 2.2.1–2.2.3, 2.3.1–2.3.3, 2.4.1–2.4.6, 2.5.1–2.5.7, 2.6.1–2.6.3, 2.7.1–2.7.6',
  '2.8.1–2.8.7, 2.9.1–2.9.3, 2.10.1–2.10.4',
  '3.1.1, 3.2.1–3.2.4, 3.3.1–3.3.4, 3.4.1–3.4.5, 3.5.1–3.5.3, 3.7.1',
  '4.1.1–4.1.3, 4.1.5, 4.2.1–4.2.2, 4.3.1–4.3.3',
  '5.1.1–5.1.5, 5.2.1–5.2.8, 5.3.1–5.3.10, 5.4.1–5.4.3, 5.5.1–5.5.4',
  '6.1.1–6.1.3, 6.2.1–6.2.6, 6.3.1–6.3.2, 6.4.1–6.4.2',
  '7.1.1–7.1.4, 7.2.1–7.2.2, 7.3.1, 7.3.3–7.3.4, 7.4.1–7.4.3',
  '8.1.1–8.1.4, 8.2.1–8.2.3, 8.3.1–8.3.8',
  '9.1.1–9.1.3, 9.2.1–9.2.4',
  '10.2.1–10.2.2, 10.3.1–10.3.3',
  '11.1.1–11.1.8',
  '12.1.1–12.1.3, 12.2.1, 12.3.1–12.3.6, 12.4.1–12.4.2, 12.5.1–12.5.2, 12.6.1',
  '13.1.1, 13.1.3–13.1.5, 13.2.1–13.2.3, 13.2.5–13.2.6, 13.3.1–13.3.2, 13.4.1–13.4.2',
  '14.1.1–14.1.4, 14.2.1–14.2.6, 14.3.2–14.3.3, 14.4.1–14.4.7, 14.5.1–14.5.4',
];

/** Every requirement that a paper on security has to answer. */
export const ASVS_REQUIREMENTS: readonly string[] = ASVS.flatMap(requirementsOf);

/** The requirements in the first cells of a paper's tables, ranges (2.1.1–2.1.4) spelled out, in their order. */
export function requirementsIn(text: string): string[] {
  const cells = text.split('\n').flatMap((line) => /^\| (\d[^|]*)\|/.exec(line)?.[1] ?? []);
  return cells.flatMap(requirementsOf);
}

function requirementsOf(text: string): string[] {
  return text.split(',').flatMap((part) => spelledOut(part.trim()));
}

function spelledOut(part: string): string[] {
  const [first = '', last = first] = part.split('–');
  const section = first.slice(0, first.lastIndexOf('.'));
  if (!last.startsWith(`${section}.`)) return [part];
  const [from, to] = [first, last].map((one) => Number(one.slice(section.length + 1)));
  return Array.from({ length: to! - from! + 1 }, (_, at) => `${section}.${from! + at}`);
}
