import { Alert, TextLink } from '../ui';
import { paths } from '../paths';
import { suggestionText } from '../zh/compliance';
import type { Suggestion } from './suggestion';

/** What the records say of an indicator that the head grades, with the way to the cases. */
export function SuggestionPanel({
  suggestion,
  year,
  asOf,
}: {
  suggestion: Suggestion;
  year: number;
  asOf: string;
}) {
  const isFiles = suggestion.evidence === 'files';
  return (
    <Alert
      tone={suggestion.grade === 'achieved' ? 'success' : 'warning'}
      title={suggestionText(suggestion.grade)}
    >
      <p>{suggestion.sentence}</p>
      <p className="mt-1">
        <TextLink to={isFiles ? paths.familiesLackingPapers() : paths.compliance(year, { asOf })}>
          {isFiles ? '查看材料不全的档案' : '查看各项检查和案件'}
        </TextLink>
        。建议只供参考，由中心主任评定。
      </p>
    </Alert>
  );
}
