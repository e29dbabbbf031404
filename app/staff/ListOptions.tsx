import type { SubmissionResult } from '@conform-to/react';
import { Form, useFetcher } from '@remix-run/react';
import { paths } from '../paths';
import { Button, Disclosure, LinkButton, SubmitButton, TextLink } from '../ui';
import { LIST_NOTES } from '../zh/listOptions';
import { keptAddress, keptQuery, type KeptList, type ListFilters } from './listView';
import { SaveFilter } from './SaveFilter';
import type { SavedFilter } from './savedFilters.server';

interface ListOptionsProps<Column extends string> {
  list: KeptList;
  /** Its address without a query. */
  address: string;
  /** What narrows it now, under the names of its address. */
  filters: ListFilters;
  /** What is not kept with a filter but goes along with each link: the year that is looked at. */
  along?: ListFilters;
  columns: Readonly<Record<Column, string>>;
  /** Those that are shown unless somebody chose. */
  usual: readonly Column[];
  chosen: readonly Column[];
  saved: readonly SavedFilter[];
}

/** The filters that somebody keeps for a list, and what the list shows. */
export function ListOptions<Column extends string>(props: ListOptionsProps<Column>) {
  const { address, along = {}, saved } = props;
  return (
    <div className="no-print flex flex-col gap-2">
      {saved.length > 0 ? (
        <nav aria-label="常用筛选" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <span className="text-ink-600">常用筛选：</span>
          {saved.map(({ id, name, query }) => (
            <TextLink key={id} to={keptAddress(address, { along, query })}>
              {name}
            </TextLink>
          ))}
        </nav>
      ) : null}
      <Disclosure summary="显示的列、常用筛选">
        <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[2fr_1fr]">
          <ColumnChoice {...props} />
          <div className="flex flex-col gap-3">
            <SaveForm key={saved.map(({ id, query }) => `${id} ${query}`).join()} {...props} />
            <SavedFilters {...props} />
          </div>
        </div>
      </Disclosure>
    </div>
  );
}

function ColumnChoice<Column extends string>(props: ListOptionsProps<Column>) {
  const { list, address, filters, along = {}, columns, usual, chosen } = props;
  const shown = chosen.length > 0 ? chosen : usual;
  const kept = Object.entries({ ...along, ...filters });
  return (
    <Form method="get" action={address} aria-label="显示的列" key={shown.join()}>
      {kept.map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <fieldset>
        <legend className="mb-1 text-sm text-ink-700">显示的列（{LIST_NOTES[list].always}总是显示）</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          {(Object.keys(columns) as Column[]).map((one) => (
            <label key={one} className="inline-flex items-center gap-2">
              <input
                type="checkbox"
                name="column"
                value={one}
                defaultChecked={shown.includes(one)}
                className="h-4 w-4"
              />
              {columns[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-2 flex gap-2">
        <Button size="small">按所选的列显示</Button>
        {chosen.length > 0 ? (
          <LinkButton
            to={`${address}?${new URLSearchParams(kept.filter((entry): entry is [string, string] => Boolean(entry[1]))).toString()}`}
            tone="quiet"
            size="small"
          >
            恢复默认列
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}

/** Answers where it stands: what narrows the list and what was typed stay when the name is refused. */
function SaveForm<Column extends string>({ list, filters, chosen, along = {} }: ListOptionsProps<Column>) {
  const { data, Form } = useFetcher<{ lastResult?: SubmissionResult }>();
  return (
    <SaveFilter {...{ list, along, Form }} query={keptQuery(filters, chosen)} lastResult={data?.lastResult} />
  );
}

function SavedFilters<Column extends string>({ list, saved }: ListOptionsProps<Column>) {
  if (saved.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {saved.map(({ id, name }) => (
        <li key={id} className="flex items-center justify-between gap-3">
          {name}
          <Form method="post" action={paths.listFilterDelete(list, id)}>
            <SubmitButton tone="quiet" size="small" pendingText="删除" aria-label={`删除常用筛选${name}`}>
              删除
            </SubmitButton>
          </Form>
        </li>
      ))}
    </ul>
  );
}
