import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { FetcherWithComponents } from '@remix-run/react';
import { paths } from '../paths';
import { SubmitButton, TextField, useNoticeOver } from '../ui';
import { LIST_NOTES } from '../zh/listOptions';
import type { KeptList, ListFilters } from './listView';
import { SavedFilterForm } from './savedFilter.form';

interface SaveFilterProps {
  list: KeptList;
  /** What is kept: filters and columns, as in an address of the list. */
  query: string;
  /** What is not kept with it, and stays when the list is shown again. */
  along: ListFilters;
  lastResult: SubmissionResult | undefined;
  /** Whether it leads on to another page or answers where it stands. */
  Form: FetcherWithComponents<unknown>['Form'];
}

/** Keeps what a list shows now under a name. */
export function SaveFilter({ list, query, along, lastResult, Form }: SaveFilterProps) {
  const [form, fields] = useForm({
    id: 'save-filter',
    lastResult,
    constraint: getZodConstraint(SavedFilterForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: SavedFilterForm }),
    shouldRevalidate: 'onInput',
  });
  useNoticeOver(form.status === 'error');
  return (
    <Form
      method="post"
      action={paths.listFilters(list, along)}
      aria-label="保存常用筛选"
      {...getFormProps(form)}
    >
      <input type="hidden" name="query" value={query} />
      <TextField
        field={fields.name}
        label="把现在的筛选条件和列保存为"
        hint={`同名的会被替换；${LIST_NOTES[list].notKept}不保存。`}
      />
      {form.errors?.map((error) => (
        <p key={error} role="alert" className="mt-1 text-sm text-danger-700">
          {error}
        </p>
      ))}
      <div className="mt-2">
        <SubmitButton tone="plain">保存</SubmitButton>
      </div>
    </Form>
  );
}
