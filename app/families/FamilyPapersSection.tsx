import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { LinkButton, Section, Stack } from '../ui';
import { PaperChecklist } from './PaperChecklist';
import type { FamilyPapers } from './papers.server';
import { PaperTable } from './PaperTable';

interface FamilyPapersSectionProps {
  familyId: string;
  papers: FamilyPapers;
  mayUpload: boolean;
}

/** The papers of a file on its page: what it needs, what is there, and the way to upload. */
export function FamilyPapersSection({ familyId, papers, mayUpload }: FamilyPapersSectionProps) {
  const { checklist, present } = papers;
  const missing = checklist.filter(({ isThere }) => !isThere).length;
  return (
    <Section
      id="papers"
      title="档案材料"
      description={
        <>
          {missing === 0
            ? `应有的 ${checklist.length} 种材料齐全。`
            : `应有 ${checklist.length} 种材料，缺 ${missing} 种。`}{' '}
          <RuleLink rule="papers" of="材料" />
        </>
      }
      actions={
        <LinkButton to={paths.familyPapers(familyId)} size="small" icon={mayUpload ? 'upload' : 'folder'}>
          {mayUpload ? '上传材料' : '查看材料'}
        </LinkButton>
      }
    >
      <Stack>
        <PaperChecklist familyId={familyId} checklist={checklist} mayUpload={mayUpload} />
        {present.length > 0 ? (
          <PaperTable familyId={familyId} papers={present} mayRemove={mayUpload} />
        ) : null}
      </Stack>
    </Section>
  );
}
