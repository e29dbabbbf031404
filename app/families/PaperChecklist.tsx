import { paths } from '../paths';
import { Tag, TextLink } from '../ui';
import { PAPER_LABELS } from '../zh/papers';
import type { FamilyPapers } from './papers.server';

interface PaperChecklistProps {
  familyId: string;
  checklist: FamilyPapers['checklist'];
  mayUpload: boolean;
}

/** Every paper that a file needs, each with whether it is there; a missing one leads to its upload. */
export function PaperChecklist({ familyId, checklist, mayUpload }: PaperChecklistProps) {
  return (
    <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 sm:grid-cols-3 xl:grid-cols-4" aria-label="材料清单">
      {checklist.map(({ kind, isThere }) => (
        <li key={kind} className="flex items-baseline gap-2">
          <Tag tone={isThere ? 'success' : 'warning'}>{isThere ? '有' : '缺'}</Tag>
          <span className="min-w-0">
            {isThere || !mayUpload ? (
              PAPER_LABELS[kind]
            ) : (
              <TextLink to={paths.familyPapers(familyId, kind)}>{PAPER_LABELS[kind]}</TextLink>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
