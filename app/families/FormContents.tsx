import { Alert, Icon, Progress } from '../ui';
import { findingSentence, FORM_SECTION_LABELS } from '../zh/familyForm';
import { completeness, FORM_SECTIONS, type Completeness, type FormSection } from './completeness';
import { crossChecks, type Finding } from './crossChecks';
import type { FamilyAnswers } from './familyAnswers';

interface FormContentsProps {
  formId: string;
  answers: FamilyAnswers;
}

/** Beside the form: its sections, how far each is filled in, and what does not fit together. */
export function FormContents({ formId, answers }: FormContentsProps) {
  const { met, all, sections } = completeness(answers);
  return (
    <>
      <nav aria-label="表单目录" className="rounded-lg border border-ink-200 bg-white px-4 py-3 shadow-card">
        <Progress
          label="提交前必填"
          valueText={`${met} / ${all}`}
          ratio={all === 0 ? 1 : met / all}
          tone={met === all ? 'success' : 'info'}
        />
        <ol className="mt-3 flex flex-wrap gap-x-4 lg:block">
          {FORM_SECTIONS.map((section) => (
            <SectionLine key={section} section={section} filled={sections[section]} />
          ))}
        </ol>
      </nav>
      <Findings formId={formId} findings={crossChecks(answers)} />
    </>
  );
}

function SectionLine({ section, filled: { met, all } }: { section: FormSection; filled: Completeness }) {
  return (
    <li className="flex items-center justify-between gap-2 py-0.5">
      <a href={`#section-${section}`} className="text-accent-700 hover:underline hover:underline-offset-4">
        {FORM_SECTION_LABELS[section]}
      </a>
      {all === 0 ? null : met === all ? (
        <span className="text-success-700">
          <Icon name="success" />
          <span className="sr-only">已填齐</span>
        </span>
      ) : (
        <span className="text-sm tabular-nums text-ink-600">
          {met} / {all}
        </span>
      )}
    </li>
  );
}

function Findings({ formId, findings }: { formId: string; findings: Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <Alert tone="warning" title="请核对">
      <ul className="list-disc space-y-1 pl-4 text-sm">
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.field}`}>
            <a href={`#${formId}-${finding.field}`} className="underline underline-offset-[3px]">
              {findingSentence(finding)}
            </a>
            {finding.level === 'block' ? '（未改正不能提交）' : null}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
