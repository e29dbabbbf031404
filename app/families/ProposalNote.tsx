import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Alert, TextLink } from '../ui';
import { CATEGORY_LABELS, lineSentence, proposalSentence } from '../zh/families';
import type { Line, Proposal } from './classification';
import type { FamilyPage } from './familyQueries.server';
import { IncomeGapNote, IncomeGapOfFile } from './IncomeGapNote';
import type { ReviewPreview } from './reviews.server';

interface Explained {
  proposal: Proposal;
  line: Line | null;
}

/** Why the rules propose what they propose, and the line it rests on, or where the lines are when there is none. */
export function ProposalText({ proposal, line }: Explained) {
  return (
    <>
      <p>
        {proposalSentence(proposal)} <RuleLink rule="category" of="类别建议" />
      </p>
      {line ? (
        <p className="mt-1 text-sm">
          {lineSentence(line)}。<RuleLink rule="line" of="低保标准" />
        </p>
      ) : (
        <p className="mt-1">
          <TextLink to={paths.lines}>查看低保标准</TextLink>
        </p>
      )}
    </>
  );
}

/** What the rules propose for a file on what it stated with its application. */
export function ProposalOfFile({ family }: { family: FamilyPage }) {
  return (
    <>
      <Proposed {...family} />
      <IncomeGapOfFile family={family} />
    </>
  );
}

/** What they propose at a review, on the figures of the file or on those that were typed in, which is told anew. */
export function ProposalAtReview({ preview, isTyped }: { preview: ReviewPreview; isTyped: boolean }) {
  const basis = isTyped ? '按填写的收入' : '按档案现有的收入';
  return (
    <>
      <Proposed {...preview} basis={`${basis}和 ${preview.on} 的标准，`} polite />
      <IncomeGapNote {...preview} />
    </>
  );
}

function Proposed({ proposal, line, basis = '', polite }: Explained & { basis?: string; polite?: boolean }) {
  const { category } = proposal;
  const title = category ? `系统建议：${CATEGORY_LABELS[category]}` : '系统没有建议类别';
  return (
    <Alert tone={category ? 'info' : 'warning'} title={basis + title} polite={polite}>
      <ProposalText proposal={proposal} line={line} />
    </Alert>
  );
}
