import { paperProblemSentence } from '../zh/papers';
import { LARGEST_PAPER_BYTES, type ContentProblem } from './paper.form';
import { paperContent } from './paperContent';

/** What chosen files are, read in the browser as the server will read them: also while nobody answers. */
export interface ChosenContent {
  /** Reads those that were not read yet. @returns whether something is wrong with one of the files */
  read: (files: readonly File[]) => Promise<boolean>;
  /** What was found; null of one that is sound or was not read. */
  problemOf: ContentProblem;
}

export function chosenContent(): ChosenContent {
  const found = new Map<string, string | null>();
  const problemOf = (file: File) => found.get(keyOf(file)) ?? null;
  return {
    problemOf,
    read: async (files) => {
      for (const file of files) if (!found.has(keyOf(file))) found.set(keyOf(file), await problemIn(file));
      return files.some((file) => problemOf(file) !== null);
    },
  };
}

async function problemIn(file: File): Promise<string | null> {
  // Empty and too large ones are refused for that.
  if (file.size === 0 || file.size > LARGEST_PAPER_BYTES) return null;
  // One that the device does not give out is left to the sending.
  const content = await file.arrayBuffer().then(
    (bytes) => paperContent(new Uint8Array(bytes)),
    () => null,
  );
  if (content !== 'unknown' && content !== 'cut_off') return null;
  return paperProblemSentence({ name: file.name, problem: content });
}

/** A form gives out its files anew each time. */
function keyOf({ name, size, lastModified }: File): string {
  return `${lastModified} ${size} ${name}`;
}
