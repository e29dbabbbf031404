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
