import { paths } from '../paths';
import { FilterBar } from '../ui';
import { divisions } from '../identity/division';
import { CATEGORY_LABELS, CAUSE_LABELS } from '../zh/families';
import { FAMILY_FILTER_LABELS as LABELS, SEARCH_PLACEHOLDER } from '../zh/familyList';
import { divisionLabels } from '../zh/identity';
import { CATEGORIES, CAUSES } from './family';
import { isNarrowed, type FamilyQuestion } from './familyFilter';

/** What the list of families is narrowed by; all of it at once if need be. */
export function FamilyFilterBar({ question }: { question: FamilyQuestion }) {
  const { search, category, cause, division, from, to, review, account, status, sort, column } = question;
  return (
    <FilterBar
      action={paths.families()}
      search={{ name: 'search', label: LABELS.search, value: search, placeholder: SEARCH_PLACEHOLDER }}
      selects={[
        {
          name: 'category',
          label: LABELS.category,
          value: category ?? '',
          options: CATEGORIES.map((one) => ({ value: one, label: CATEGORY_LABELS[one] })),
        },
        {
          name: 'cause',
          label: LABELS.cause,
          value: cause ?? '',
          options: CAUSES.map((one) => ({ value: one, label: CAUSE_LABELS[one] })),
        },
        {
          name: 'division',
          label: LABELS.division,
          value: division ?? '',
          options: divisions.map((one) => ({ value: one, label: divisionLabels[one] })),
        },
      ]}
      dates={[
        { name: 'from', label: LABELS.from, value: from ?? '' },
        { name: 'to', label: LABELS.to, value: to ?? '' },
      ]}
      keep={{ ...(status ? { status } : {}), ...(sort ? { sort } : {}), column }}
      resetTo={isNarrowed(question) ? paths.families({ status, sort, column }) : undefined}
    >
      <Only name="review" value="due" isOn={review === 'due'} />
      <Only name="account" value="none" isOn={account === 'none'} />
    </FilterBar>
  );
}

function Only({ name, value, isOn }: { name: 'review' | 'account'; value: string; isOn: boolean }) {
  return (
    <label className="inline-flex h-9 items-center gap-2">
      <input
        key={String(isOn)}
        type="checkbox"
        name={name}
        value={value}
        defaultChecked={isOn}
        className="h-4 w-4"
      />
      {LABELS[name]}
    </label>
  );
}
