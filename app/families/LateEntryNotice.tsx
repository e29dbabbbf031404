import { RuleLink } from '../rules/RuleLink';
import { Alert } from '../ui';
import { lateNoticeText, lateStepText } from '../zh/lateEntry';
import type { LateEntries } from './lateEntries.server';

/** What was entered later than it is dated, before somebody decides on it. */
export function LateEntryNotice({ late }: { late: LateEntries }) {
  if (late.steps.length === 0) return null;
  return (
    <Alert tone="warning" title="有环节是事后录入的">
      <ul className="list-inside list-disc">
        {late.steps.map((step) => (
          <li key={step.kind}>{lateStepText(step)}</li>
        ))}
      </ul>
      <p>
        {late.earliestByEntry
          ? lateNoticeText(late.earliestByEntry)
          : '请对照纸质材料，确认这些环节确实在所写的日期办理。'}{' '}
        <RuleLink rule="late-entry" of="事后录入" />
      </p>
    </Alert>
  );
}
