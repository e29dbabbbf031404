import { getCollectionProps, getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { FieldMetadata } from '@conform-to/react';
import { todayInChina } from '../calendar/date';
import { FamilyStatusTag } from '../families/FamilyStatusTag';
import { thePaperStore } from '../families/paperStore.server';
import { KEPT_YEARS } from '../families/retention';
import { EraseForm } from '../families/retention.form';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { eraseFamilies, expiredFiles } from '../integrity/retention.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Card,
  CheckboxField,
  EmptyState,
  ErrorSummary,
  FormActions,
  FormGrid,
  Page,
  Section,
  Stack,
  SubmitButton,
  Table,
  TBody,
  Td,
  TextField,
  TextLink,
  Th,
  THead,
  TickAll,
  Tr,
} from '../ui';
import { RETENTION_LABELS as LABELS, retentionRule } from '../zh/retention';

export const meta: MetaFunction = () => [{ title: '到期档案 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.erase');
  const found = await store.read((read) => expiredFiles(read, todayInChina(new Date())));
  return { ...found, mayExport: may(actor.roles, 'list.export') };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.erase');
  return submit(request, EraseForm, async ({ ids, reason }) => {
    await eraseFamilies(desk, { ids, reason }, { paperStore: thePaperStore() });
    return redirectWithNotice(paths.retention, 'family.erased', { count: ids.length });
  });
}

export default function Retention() {
  const { rows, mayExport } = useLoaderData<typeof loader>();
  return (
    <Page
      title="到期档案"
      subtitle={
        <>
          {retentionRule(KEPT_YEARS)}到期后可以清除个人信息，只留下统计数据和发放记录。
          <RuleLink rule="retention" of="保存年限" />
        </>
      }
      actions={mayExport && rows.length > 0 ? <ExportLink list="retention" /> : null}
    >
      {rows.length === 0 ? (
        <Card>
          <EmptyState title="没有到期的档案">档案到期后会列在这里。</EmptyState>
        </Card>
      ) : (
        <EraseFiles />
      )}
    </Page>
  );
}

function EraseFiles() {
  const { rows, total } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(EraseForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: EraseForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={LABELS} />
      <Stack>
        <Section title={`到期档案，共 ${total} 份`} flush>
          <FilesTable field={fields.ids} />
        </Section>
        {total > rows.length ? (
          <Alert tone="info">先列出最早的 {rows.length} 份，清除后再列出其余的。</Alert>
        ) : null}
        <Section
          title="清除个人信息"
          description="清除姓名、身份证号、电话、住址、银行账号、各种意见和材料文件，不能恢复。类别、金额、发放记录和各年度指标不变。"
        >
          <FormGrid>
            <TextField field={fields.reason} label={LABELS.reason} hint="档案销毁的批准文件和文号" wide />
            <CheckboxField field={fields.confirmed} label="已经核对，勾选的档案不再需要" wide />
          </FormGrid>
          <FormActions>
            <SubmitButton tone="danger">清除勾选的档案</SubmitButton>
          </FormActions>
        </Section>
      </Stack>
    </Form>
  );
}

function FilesTable({ field }: { field: FieldMetadata<string[]> }) {
  const { rows } = useLoaderData<typeof loader>();
  const options = rows.map(({ id }) => id);
  const boxes = getCollectionProps(field, { type: 'checkbox', options, ariaAttributes: false });
  return (
    <fieldset id={field.id} tabIndex={-1} aria-describedby={field.errors?.length ? field.errorId : undefined}>
      <legend className="sr-only">{LABELS.ids}</legend>
      {field.errors?.length ? (
        <p id={field.errorId} className="px-4 pt-2 text-sm text-danger-700">
          {field.errors.join('')}
        </p>
      ) : null}
      <Table label="到期档案" dense>
        <THead>
          <Tr>
            <Th>
              <TickAll name={field.name} label="全部勾选" />
            </Th>
            <Th>档案</Th>
            <Th>状态</Th>
            <Th>关闭日期</Th>
          </Tr>
        </THead>
        <TBody>
          {rows.map(({ id, fileNumber, name, status, closedOn }, index) => (
            <Tr key={id}>
              <Td>
                <input
                  {...boxes[index]}
                  key={id}
                  aria-label={`勾选 ${fileNumber} ${name}`}
                  className="h-4 w-4 align-middle"
                />
              </Td>
              <Td header>
                <TextLink to={paths.family(id)}>
                  {fileNumber} {name}
                </TextLink>
              </Td>
              <Td nowrap>
                <FamilyStatusTag status={status} />
              </Td>
              <Td nowrap>{closedOn}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </fieldset>
  );
}
