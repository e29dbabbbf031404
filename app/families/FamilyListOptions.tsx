import { Form } from '@remix-run/react';
import { paths } from '../paths';
import type { SavedFilter } from '../staff/savedFilters.server';
import { Button, Disclosure, Labelled, LinkButton, SubmitButton, TextLink } from '../ui';
import { FAMILY_COLUMN_LABELS } from '../zh/familyList';
import { FAMILY_COLUMNS, USUAL_COLUMNS, type FamilyQuestion } from './familyFilter';

interface FamilyListOptionsProps {
  question: FamilyQuestion;
  saved: readonly SavedFilter[];
}

/** The filters that somebody keeps, and what the list shows. */
export function FamilyListOptions({ question, saved }: FamilyListOptionsProps) {
  return (
    <div className="no-print flex flex-col gap-2">
      {saved.length > 0 ? (
        <nav aria-label="常用筛选" className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          <span className="text-ink-600">常用筛选：</span>
          {saved.map(({ id, name, query }) => (
            <TextLink key={id} to={`${paths.families()}?${query}`}>
              {name}
            </TextLink>
          ))}
        </nav>
      ) : null}
      <Disclosure summary="显示的列、常用筛选">
        <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[2fr_1fr]">
          <ColumnChoice question={question} />
          <div className="flex flex-col gap-3">
            <SaveForm question={question} />
            <SavedFilters saved={saved} />
          </div>
        </div>
      </Disclosure>
    </div>
  );
}

function ColumnChoice({ question }: { question: FamilyQuestion }) {
  const { column, after: _, before: __, ...filters } = question;
  const chosen = column.length > 0 ? column : USUAL_COLUMNS;
  return (
    <Form method="get" action={paths.families()} aria-label="显示的列" key={chosen.join()}>
      {Object.entries(filters).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <fieldset>
        <legend className="mb-1 text-sm text-ink-700">显示的列（档案编号和档案主总是显示）</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1.5">
          {FAMILY_COLUMNS.map((one) => (
            <label key={one} className="inline-flex items-center gap-2">
              <input
                type="checkbox"
                name="column"
                value={one}
                defaultChecked={chosen.includes(one)}
                className="h-4 w-4"
              />
              {FAMILY_COLUMN_LABELS[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="mt-2 flex gap-2">
        <Button size="small">按所选的列显示</Button>
        {column.length > 0 ? (
          <LinkButton to={paths.families(filters)} tone="quiet" size="small">
            恢复默认列
          </LinkButton>
        ) : null}
      </div>
    </Form>
  );
}

function SaveForm({ question }: { question: FamilyQuestion }) {
  const { after: _, before: __, search: ___, ...kept } = question;
  const [, query = ''] = paths.families(kept).split('?');
  return (
    <Form method="post" action={paths.familyFilters} aria-label="保存常用筛选">
      <input type="hidden" name="query" value={query} />
      <Labelled label="把现在的筛选条件和列保存为" htmlFor="filter-name">
        <div className="flex gap-2">
          <input
            id="filter-name"
            name="name"
            required
            maxLength={30}
            className="control"
            aria-describedby="filter-name-hint"
          />
          <SubmitButton tone="plain">保存</SubmitButton>
        </div>
      </Labelled>
      <p id="filter-name-hint" className="mt-1 text-sm text-ink-500">
        同名的会被替换；「查找家庭」里的文字不保存。
      </p>
    </Form>
  );
}

function SavedFilters({ saved }: { saved: readonly SavedFilter[] }) {
  if (saved.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1">
      {saved.map(({ id, name }) => (
        <li key={id} className="flex items-center justify-between gap-3">
          {name}
          <Form method="post" action={paths.familyFilterDelete(id)}>
            <SubmitButton tone="quiet" size="small" pendingText="删除" aria-label={`删除常用筛选${name}`}>
              删除
            </SubmitButton>
          </Form>
        </li>
      ))}
    </ul>
  );
}
