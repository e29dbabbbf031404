import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { LineConfirmForm } from '../families/line.form';
import { confirmLine, lineRow } from '../families/lines.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { fen } from '../money/fen';
import { formatYuan, plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  MoneyField,
  Page,
  Section,
  SubmitButton,
  TextField,
} from '../ui';
import { HUKOU_KIND_LABELS, LINE_FIELD_LABELS as LABELS, regionLabel } from '../zh/families';

export const meta: MetaFunction = () => [{ title: '确认低保标准 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'line.edit');
  return { line: await orExplained(store.read((read) => lineRow(read, params.lineId!))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'line.edit');
  return submit(request, LineConfirmForm, async (confirmed) => {
    await orNotFound(confirmLine(desk, { id: params.lineId!, ...confirmed }));
    return redirectWithNotice(paths.lines, 'line.confirmed');
  });
}

export default function ConfirmLine() {
  const { line } = useLoaderData<typeof loader>();
  const title = line.isConfirmed ? '更正低保标准' : '确认低保标准';
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(LineConfirmForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: LineConfirmForm }),
    shouldRevalidate: 'onInput',
    // The amount of an example is typed anew from the document, not waved through.
    defaultValue: line.isConfirmed
      ? { monthlyFen: plainYuan(fen(line.monthlyFen)), document: line.document }
      : {},
  });
  return (
    <Page title={title} crumbs={[{ to: paths.lines, label: '低保标准' }]}>
      <Section
        title={`${regionLabel(line.region)}，${HUKOU_KIND_LABELS[line.hukouKind]}，${line.effectiveOn} 起`}
        description={
          <>
            之后的类别建议和救助上限按确认的金额计算；已认定的类别不会自动改变。确认会记入操作日志。{' '}
            <RuleLink rule="line" of="低保标准" /> <RuleLink rule="cap" of="上限" />
          </>
        }
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <FormGrid>
            <MoneyField
              field={fields.monthlyFen}
              label={LABELS.monthlyFen}
              hint={
                line.isConfirmed ? undefined : `示例为 ${formatYuan(fen(line.monthlyFen))} 元，请按文件填写`
              }
            />
            <TextField
              field={fields.document}
              label={LABELS.document}
              hint="民政部门公布标准的文件名称和文号"
            />
          </FormGrid>
          <FormActions>
            <SubmitButton>{title}</SubmitButton>
            <LinkButton to={paths.lines}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
