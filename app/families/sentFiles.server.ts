import { Refusal } from '../refusal';
import { paperContent, type PaperMediaType } from './paperContent';
import { paperName } from './paperName';
import { sha256Of } from './paperStore.server';

/** Scans and photos that somebody sends in, read before anything is kept of them. */

export interface SentFile {
  name: string;
  bytes: Uint8Array;
}

/** The files of a form, read whole. */
export function sentFilesOf(files: readonly File[]): Promise<SentFile[]> {
  return Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}

/** What is wrong with a file that was sent, as JSON in the refusal `paper.refused`. */
export interface PaperProblem {
  name: string;
  problem: 'unknown' | 'cut_off';
}

export interface ReadFile {
  fileName: string;
  mediaType: PaperMediaType;
  sha256: string;
  bytes: Uint8Array;
}

/**
 * What the files are by their content; all of them, or none.
 * @throws Refusal paper.refused {problems: JSON of PaperProblem[]} beside `files`
 */
export function readOrRefuse(files: readonly SentFile[]): ReadFile[] {
  const problems: PaperProblem[] = [];
  const read = files.flatMap(({ name, bytes }): ReadFile[] => {
    const mediaType = paperContent(bytes);
    if (mediaType === 'unknown' || mediaType === 'cut_off') {
      problems.push({ name, problem: mediaType });
      return [];
    }
    return [{ fileName: paperName(name, mediaType), mediaType, sha256: sha256Of(bytes), bytes }];
  });
  if (problems.length > 0)
    throw new Refusal('paper.refused', { problems: JSON.stringify(problems) }, 'files');
  return read;
}
