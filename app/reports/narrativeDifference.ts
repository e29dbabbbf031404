import type { EvidenceFile } from '../fund/indicatorFiles.server';
import { chapterFactTexts, chapterLabels, differenceTexts as texts } from '../zh/closing';
import type { Chapter, ChapterText } from './chapter';
import type { FrozenContent } from './frozen';
import type { PaperDifference } from './paperDifference';
import type { YearEndReport } from './report';

/** Chapters whose facts stand nowhere on the self-evaluation form; those of the others are its rows in sentences. */
const OF_THEIR_OWN: readonly Chapter[] = ['overview', 'goals', 'attachments'];

type Narrative = Pick<FrozenContent, 'report' | 'chapters'>;

/** The chapters that read otherwise now: what a person wrote, and facts that the form does not tell. */
export function chapterDifferences(frozen: Narrative, now: Narrative): PaperDifference[] {
  return now.chapters.flatMap((chapter) => {
    const was = frozen.chapters.find((one) => one.chapter === chapter.chapter);
    if (!was) return [];
    const name = chapterLabels[chapter.chapter];
    return [
      ...factDifference(texts.chapter(name), [ownFacts(was, frozen.report), ownFacts(chapter, now.report)]),
      ...(was.content === chapter.content
        ? []
        : [{ place: texts.chapterText(name), frozen: was.content, now: chapter.content }]),
    ];
  });
}

/** Of what differs the lines that only one of them has. */
function factDifference(place: string, [was, is]: readonly [string[], string[]]): PaperDifference[] {
  const frozen = was.filter((line) => !is.includes(line));
  const now = is.filter((line) => !was.includes(line));
  if (frozen.length === 0 && now.length === 0) return [];
  return [{ place, frozen: frozen.join('\n'), now: now.join('\n') }];
}

function ownFacts({ chapter, facts }: ChapterText, { basics }: YearEndReport): string[] {
  if (!OF_THEIR_OWN.includes(chapter)) return [];
  const onForm = basics.flat().flatMap(({ label, text }) => [text, chapterFactTexts.entry(label, text)]);
  return facts.filter((fact) => !onForm.includes(fact));
}

/** The files that prove a grade and were added, taken out or put in the place of others, told by what is in them. */
export function evidenceDifferences(
  frozen: readonly EvidenceFile[],
  now: readonly EvidenceFile[],
): PaperDifference[] {
  const only = (some: readonly EvidenceFile[], others: readonly EvidenceFile[]) =>
    some.filter((file) => !others.some((other) => isSame(file, other)));
  return [
    ...only(frozen, now).map((file) => ({
      place: texts.evidence(file.level3),
      frozen: texts.file(file),
      now: texts.absent,
    })),
    ...only(now, frozen).map((file) => ({
      place: texts.evidence(file.level3),
      frozen: texts.absent,
      now: texts.file(file),
    })),
  ];
}

function isSame(file: EvidenceFile, other: EvidenceFile): boolean {
  return file.indicatorId === other.indicatorId && file.sha256 === other.sha256;
}
