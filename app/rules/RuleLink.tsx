import { paths } from '../paths';
import { Hidden, TextLink } from '../ui';
import type { RuleId } from './ruleId';

/**
 * Beside a figure or a limit: leads to the rule and its source. `of` says what the rule is about. It opens beside the
 * page, for many stand in forms that are half filled in, and lies above the link of a figure whose note it is.
 */
export function RuleLink({ rule, of }: { rule: RuleId; of: string }) {
  return (
    <TextLink
      to={paths.helpRule(rule)}
      target="_blank"
      rel="noopener"
      className="no-print relative whitespace-nowrap text-sm font-normal"
    >
      {of}依据
      <Hidden>（在新窗口打开）</Hidden>
    </TextLink>
  );
}
