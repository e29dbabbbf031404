import { paths } from '../paths';
import { TextLink } from '../ui';
import type { RuleId } from './ruleId';

/** Beside a figure or a limit: leads to the rule and its source. `of` says what the rule is about. */
export function RuleLink({ rule, of }: { rule: RuleId; of: string }) {
  return (
    <TextLink to={paths.helpRule(rule)} className="no-print whitespace-nowrap text-sm font-normal">
      {of}依据
    </TextLink>
  );
}
