import { Form, useLocation } from '@remix-run/react';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Button, LinkButton } from './Button';
import { Labelled, OptionList } from './controls';
import type { Option } from './controls';
import { useSearchText } from './useSearchText';

export interface FilterSearch {
  name: string;
  label: string;
  placeholder?: string;
  value?: string;
}

export interface FilterSelect {
  name: string;
  label: string;
  options: Option[];
  value?: string;
  /** The option that filters nothing; null when one must be chosen. */
  allLabel?: string | null;
}

export interface FilterDate {
  name: string;
  label: string;
  value?: string;
}

interface FilterBarProps {
  /** What the form is called where a page has several. */
  label?: string;
  action?: string;
  search?: FilterSearch;
  selects?: FilterSelect[];
  dates?: FilterDate[];
  /** Sent along unchanged. */
  keep?: Record<string, string | readonly string[]>;
  submitLabel?: string;
  resetTo?: string;
  /** Where a search is posted; it leads to the list. */
  searchPath?: string;
  children?: ReactNode;
}

/**
 * What a list is narrowed by; the answer has an address. A form with a search box is posted and led there, since a
 * number that is typed into the box must not stand in the address.
 */
export function FilterBar({
  label = '查找与筛选',
  action,
  search,
  selects = [],
  dates = [],
  keep = {},
  submitLabel = '查询',
  resetTo,
  searchPath = '/search',
  children,
}: FilterBarProps) {
  const id = useId();
  const { pathname } = useLocation();
  const text = search?.value ?? '';
  const { onSubmit, ...box } = useSearchText(isHeld(text) ? '' : text, text);
  const list = new URLSearchParams({ list: action ?? pathname });
  return (
    <Form
      {...(search ? { method: 'post', action: `${searchPath}?${list}` } : { method: 'get', action })}
      onSubmit={onSubmit}
      aria-label={label}
      className="no-print flex flex-wrap items-end gap-x-3 gap-y-2"
    >
      {Object.entries(keep).flatMap(([name, values]) =>
        [values].flat().map((value) => <input key={name + value} type="hidden" name={name} value={value} />),
      )}
      {search ? (
        <div className="w-full sm:w-64">
          <Labelled label={search.label} htmlFor={`${id}${search.name}`}>
            <input
              {...box}
              id={`${id}${search.name}`}
              type="search"
              name={search.name}
              placeholder={isHeld(text) ? '正按完整号码查找，号码不显示' : search.placeholder}
              className="control"
            />
          </Labelled>
          {isHeld(text) ? <input type="hidden" name="held" value={text} /> : null}
        </div>
      ) : null}
      {selects.map((select) => (
        <div key={select.name} className="min-w-[8rem] flex-1 sm:max-w-[10.5rem] sm:flex-none">
          <Labelled label={select.label} htmlFor={`${id}${select.name}`}>
            <select
              key={select.value}
              id={`${id}${select.name}`}
              name={select.name}
              defaultValue={select.value}
              className="control"
            >
              {select.allLabel === null ? null : <option value="">{select.allLabel ?? '全部'}</option>}
              <OptionList options={select.options} />
            </select>
          </Labelled>
        </div>
      ))}
      {dates.map((date) => (
        <div key={date.name} className="min-w-[9rem] flex-1 sm:flex-none">
          <Labelled label={date.label} htmlFor={`${id}${date.name}`}>
            <input
              key={date.value}
              id={`${id}${date.name}`}
              type="date"
              name={date.name}
              defaultValue={date.value}
              className="control"
            />
          </Labelled>
        </div>
      ))}
      {children}
      <div className="flex gap-2">
        <Button icon="search">{submitLabel}</Button>
        {resetTo ? (
          <LinkButton to={resetTo} tone="quiet">
            清除条件
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}

/** A number that was searched for comes back sealed, marked by its first character. */
function isHeld(text: string): boolean {
  return text.startsWith('~');
}
