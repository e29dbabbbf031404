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
  const { sources } = suggestion;
  const hasFiles = sources.includes('files');
  const hasChecks = sources.some((source) => source !== 'files');
  return (
    <Alert
      tone={suggestion.grade === 'achieved' ? 'success' : 'warning'}
      title={suggestionText(suggestion.grade)}
    >
      <p>{suggestion.sentence}</p>
      <p className="mt-1">
        {hasChecks ? <TextLink to={paths.compliance(year, { asOf })}>查看各项检查和案件</TextLink> : null}
        {hasChecks && hasFiles ? '，' : ''}
        {hasFiles ? (
          <>
            <TextLink to={paths.familiesLackingPapers()}>查看材料不全的档案</TextLink>
            （档案材料按今天的情况统计，不随截至日期变化）
          </>
        ) : null}
        。建议只供参考，由中心主任评定。
      </p>
    </Alert>
  );
}
