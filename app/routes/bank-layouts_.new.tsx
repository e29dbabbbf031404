import { getFormProps, useForm, type FieldMetadata } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { BANK_FIELDS, MOST_COLUMNS } from '../payments/bankLayout';
import { BankLayoutForm } from '../payments/bankLayout.form';
import { defineLayout, layoutsInUse } from '../payments/bankLayouts.server';
import {
  ErrorSummary,
  FormActions,
  Input,
  LinkButton,
  Page,
  Section,
  Select,
  SubmitButton,
  Table,
  TBody,
  Td,
  TextField,
  Th,
  THead,
  Tr,
} from '../ui';
import { BANK_FIELD_LABELS, BANK_LAYOUT_LABELS as LABELS } from '../zh/batches';

export const meta: MetaFunction = () => [{ title: '新增银行文件格式 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'bank_layout.edit');
  const from = new URL(request.url).searchParams.get('from') ?? 'generic';
  const layouts = await store.read(layoutsInUse);
  return { columns: (layouts.find(({ id }) => id === from) ?? layouts[0]!).columns };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'bank_layout.edit');
  return submit(request, BankLayoutForm, async (layout) => {
    await defineLayout(desk, layout);
    return redirectWithNotice(paths.bankLayouts, 'bank_layout.defined', { name: layout.name });
  });
}

export default function NewBankLayout() {
  const { columns } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(BankLayoutForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: BankLayoutForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { columns: rowsOf(columns) },
  });
  return (
    <Page title="新增银行文件格式" crumbs={[{ to: paths.bankLayouts, label: '银行文件格式' }]}>
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={{ ...LABELS, ...columnLabels() }} />
        <Section title="格式" description="按银行模板从左到右填写每一列；不用的行留空。">
          <TextField
            field={fields.name}
            label={LABELS.name}
            hint="如银行名；已有的格式要改时，用新名称另存，再停用原来的。"
          />
        </Section>
        <div className="mt-4">
          <Section title="列" flush>
            <ColumnRows field={fields.columns} />
          </Section>
        </div>
        <FormActions>
          <SubmitButton>保存格式</SubmitButton>
          <LinkButton to={paths.bankLayouts}>返回</LinkButton>
        </FormActions>
      </Form>
    </Page>
  );
}

type ColumnValue = NonNullable<z.input<typeof BankLayoutForm>['columns']>[number];

const FIELD_OPTIONS = [
  { value: '', label: '不用' },
  ...BANK_FIELDS.map((value) => ({ value, label: BANK_FIELD_LABELS[value] })),
];

/** As many rows as a layout may have columns, the first of them filled in. */
function rowsOf(columns: readonly ColumnValue[]) {
  return Array.from({ length: MOST_COLUMNS }, (_, index) => columns[index] ?? {});
}

function columnLabels(): Record<string, string> {
  const rows = Array.from({ length: MOST_COLUMNS }, (_, index) => [
    `columns[${index}].header`,
    `第 ${index + 1} 列`,
  ]);
  return { columns: '列', ...(Object.fromEntries(rows) as Record<string, string>) };
}

function ColumnRows({ field }: { field: FieldMetadata<ColumnValue[] | undefined> }) {
  return (
    <fieldset id={field.id} tabIndex={-1}>
      <legend className="sr-only">列</legend>
      {field.errors?.length ? (
        <p className="px-4 pt-2 text-sm text-danger-700">{field.errors.join('')}</p>
      ) : null}
      <Table label="列" dense>
        <THead>
          <Tr>
            <Th numeric>列</Th>
            <Th>表头</Th>
            <Th>内容</Th>
            <Th>固定内容（跨行标识列填本行的名称）</Th>
          </Tr>
        </THead>
        <TBody>
          {field.getFieldList().map((row, index) => (
            <ColumnRow key={row.key} row={row} number={index + 1} />
          ))}
        </TBody>
      </Table>
    </fieldset>
  );
}

function ColumnRow({ row, number }: { row: FieldMetadata<ColumnValue>; number: number }) {
  const { header, field, text } = row.getFieldset();
  return (
    <Tr>
      <Td numeric muted>
        {number}
      </Td>
      <Td>
        <Input
          id={header.id}
          name={header.name}
          label={`第 ${number} 列表头`}
          defaultValue={header.initialValue}
          aria-invalid={header.errors ? true : undefined}
          aria-describedby={header.errors ? header.errorId : undefined}
        />
        {header.errors ? (
          <p id={header.errorId} className="mt-1 text-sm text-danger-700">
            {header.errors.join('')}
          </p>
        ) : null}
      </Td>
      <Td>
        <Select
          id={field.id}
          name={field.name}
          label={`第 ${number} 列内容`}
          defaultValue={field.initialValue}
          options={FIELD_OPTIONS}
        />
      </Td>
      <Td>
        <Input
          id={text.id}
          name={text.name}
          label={`第 ${number} 列固定内容`}
          defaultValue={text.initialValue}
        />
      </Td>
    </Tr>
  );
}
