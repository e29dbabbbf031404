import { Alert, Section, Stack } from '../ui';
import { CATEGORY_LABELS } from '../zh/families';
import type { FamilyPage } from './familyQueries.server';
import { IncomeGapOfFile } from './IncomeGapNote';
import { ProposalOfFile, ProposalText } from './ProposalNote';
import { presently } from './statement';

/** The category of a family, and how it comes about: as it was decided, or what the rules propose until then. */
export function CategorySection({ family, reviewedOn }: { family: FamilyPage; reviewedOn?: string }) {
  const { category, registeredOn, overrideReason } = family;
  const { proposal, line } = family.present ?? family;
  if (!registeredOn || !category) return <ProposalOfFile family={family} />;
  // With the people and their incomes gone, the rules have nothing to propose by.
  if (family.erasedAt) return <Section title={`困难类别：${CATEGORY_LABELS[category]}`}>{null}</Section>;
  return (
    <Section title={`困难类别：${CATEGORY_LABELS[category]}`}>
      <Stack gap="small">
        {reviewedOn ? <p>{reviewedOn} 年审核定。</p> : null}
        {overrideReason ? <p>与系统建议不同，理由：{overrideReason}</p> : null}
        <div>
          <ProposalText proposal={proposal} line={line} />
        </div>
        <IncomeGapOfFile family={presently(family)} />
        {overrideReason || reviewedOn || proposal.category === category ? null : (
          <Alert tone="warning">
            低保标准在审批之后更正过，按现在的标准计算结果不同。已认定的类别不会自动改变，需要时请为这户办理退出后重新建档。
          </Alert>
        )}
      </Stack>
    </Section>
  );
}
