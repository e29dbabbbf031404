import { getFormProps, useForm, type FieldMetadata } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { formatInstant } from '../calendar/instant';
import { NATIONAL_FIELDS, type NationalColumn } from '../exchange/national';
import { NationalLayoutForm } from '../exchange/national.form';
import { defineNationalLayout, nationalLayout } from '../exchange/nationalLayouts.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import {
  Checkbox,
  ErrorSummary,
  FormActions,
  Input,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  Table,
  TBody,
  Td,
  Th,
  THead,
  Tr,
} from '../ui';
import { NATIONAL_TITLES } from '../zh/national';

export const meta: MetaFunction = () => [{ title: '全国系统的列 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'national.exchange');
  const layout = await store.read(nationalLayout);
  return { ...layout, mayEdit: may(actor.roles, 'national.layout') };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'national.layout');
  return submit(request, NationalLayoutForm, async ({ columns }) => {
    const isChanged = await defineNationalLayout(desk, columns);
    return redirectWithNotice(
      paths.nationalLayout,
      isChanged ? 'national.layout_defined' : 'record.unchanged',
    );
  });
}

export default function NationalLayout() {
  const { columns, definedAt, mayEdit } = useLoaderData<typeof loader>();
  const since = definedAt === null ? '现在用的是系统自带的列。' : `${formatInstant(definedAt)} 设定。`;
  return (
    <Page
      title="全国系统的列"
      subtitle={`导出按这些列和列名；比对时按列名认列，顺序不限。${since}`}
      crumbs={[{ to: paths.national, label: '全国系统' }]}
    >
      {mayEdit ? <LayoutForm key={definedAt} /> : <LayoutTable columns={columns} />}
    </Page>
  );
}

function LayoutTable({ columns }: { columns: readonly NationalColumn[] }) {
  return (
    <Section title="列" description="要改的，请中心主任在这里改。" flush>
      <Table label="列" dense>
        <THead>
          <Tr>
            <Th numeric>顺序</Th>
            <Th>列名</Th>
            <Th>内容</Th>
            <Th>比对</Th>
          </Tr>
        </THead>
        <TBody>
          {columns.map(({ field, title, isCompared }, index) => (
            <Tr key={field}>
              <Td numeric>{index + 1}</Td>
              <Td>{title}</Td>
              <Td>{NATIONAL_TITLES[field]}</Td>
              <Td>{isCompared ? '是' : '否'}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

type ColumnValue = NonNullable<z.input<typeof NationalLayoutForm>['columns']>[number];

function LayoutForm() {
  const { columns } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    onValidate: ({ formData }) => parseWithZod(formData, { schema: NationalLayoutForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { columns: rowsOf(columns) },
  });
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={rowLabels(columns)} />
      <Section
        title="列"
        description="对照全国系统的模板填顺序和列名；不用的列，顺序留空。两边各编各号的（如档案编号），不要勾选比对；勾选“与档案主关系”的，也比对每个人在哪一户。"
        flush
      >
        <ColumnRows field={fields.columns} />
      </Section>
      <FormActions>
        <SubmitButton>保存</SubmitButton>
        <LinkButton to={paths.national}>返回</LinkButton>
      </FormActions>
    </Form>
  );
}

/** The columns in use in their order, then the fields that are none. */
function orderOf(columns: readonly NationalColumn[]) {
  const unused = NATIONAL_FIELDS.filter((field) => !columns.some((column) => column.field === field));
  return [...columns.map(({ field }) => field), ...unused];
}

function rowsOf(columns: readonly NationalColumn[]) {
  return orderOf(columns).map((field, index) => {
    const used = columns[index];
    return {
      field,
      position: used ? String(index + 1) : '',
      title: used?.title ?? NATIONAL_TITLES[field],
      isCompared: used?.isCompared ? 'on' : undefined,
    };
  });
}

function rowLabels(columns: readonly NationalColumn[]): Record<string, string> {
  const rows = orderOf(columns).flatMap((field, index) => [
    [`columns[${index}].position`, `${NATIONAL_TITLES[field]}的顺序`],
    [`columns[${index}].title`, `${NATIONAL_TITLES[field]}的列名`],
  ]);
  return { columns: '列', ...(Object.fromEntries(rows) as Record<string, string>) };
}

function ColumnRows({ field }: { field: FieldMetadata<ColumnValue[] | undefined> }) {
  const { columns } = useLoaderData<typeof loader>();
  const order = orderOf(columns);
  return (
    <fieldset id={field.id} tabIndex={-1}>
      <legend className="sr-only">列</legend>
      {field.errors?.length ? (
        <p className="px-4 pt-2 text-sm text-danger-700">{field.errors.join('')}</p>
      ) : null}
      <Table label="列" dense>
        <THead>
          <Tr>
            <Th>内容</Th>
            <Th>顺序</Th>
            <Th>全国系统的列名</Th>
            <Th>比对</Th>
          </Tr>
        </THead>
        <TBody>
          {field.getFieldList().map((row, index) => (
            <ColumnRow key={row.key} row={row} label={NATIONAL_TITLES[order[index]!]} />
          ))}
        </TBody>
      </Table>
    </fieldset>
  );
}

function ColumnRow({ row, label }: { row: FieldMetadata<ColumnValue>; label: string }) {
  const { field, position, title, isCompared } = row.getFieldset();
  return (
    <Tr>
      <Td nowrap>
        {label}
        <input type="hidden" name={field.name} value={field.initialValue} />
      </Td>
      <Td>
        <Typed of={position} label={`${label}的顺序`} />
      </Td>
      <Td>
        <Typed of={title} label={`${label}的列名`} />
      </Td>
      <Td>
        <Checkbox
          name={isCompared.name}
          label={`比对${label}`}
          defaultChecked={isCompared.initialValue === 'on'}
        />
      </Td>
    </Tr>
  );
}

function Typed({ of, label }: { of: FieldMetadata<string | undefined>; label: string }) {
  return (
    <>
      <Input
        id={of.id}
        name={of.name}
        label={label}
        defaultValue={of.initialValue}
        aria-invalid={of.errors ? true : undefined}
        aria-describedby={of.errors ? of.errorId : undefined}
      />
      {of.errors ? (
        <p id={of.errorId} className="mt-1 text-sm text-danger-700">
          {of.errors.join('')}
        </p>
      ) : null}
    </>
  );
}
