import { paths } from '../paths';
import { Section, TextLink } from '../ui';
import { freezeName } from '../zh/closing';
import type { PaperEvidence } from './frozenEvidence.server';

interface FrozenFilesProps {
  year: number;
  papers: readonly PaperEvidence[];
  mayOpen: boolean;
}

/** Files that were taken out after a closing: the frozen papers count them as before. Nothing where there are none. */
export function FrozenFiles({ year, papers, mayOpen }: FrozenFilesProps) {
  if (papers.length === 0) return null;
  return (
    <Section title="定稿计入、后来移除的" description="以后的报告不再计入；定稿和审计资料包里仍然保留。">
      <ul className="list-disc pl-5">
        {papers.flatMap(({ position, files }) =>
          files.map(({ sha256, fileName }) => (
            <li key={`${position} ${sha256}`} className="break-all">
              {freezeName(position)}：
              <EvidenceLink {...{ year, position, sha256, fileName, mayOpen }} />
            </li>
          )),
        )}
      </ul>
    </Section>
  );
}

interface EvidenceLinkProps {
  year: number;
  position: number;
  sha256: string;
  fileName: string;
  mayOpen: boolean;
}

/** A file of a frozen paper, which opens beside the page; each look at it is recorded. */
export function EvidenceLink({ year, position, sha256, fileName, mayOpen }: EvidenceLinkProps) {
  if (!mayOpen) return <>{fileName}</>;
  const to = paths.reportFrozenEvidence(year, position, sha256);
  return (
    <TextLink to={to} reloadDocument target="_blank" rel="noopener">
      {fileName}
    </TextLink>
  );
}
