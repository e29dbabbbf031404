import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { CATEGORIES, EDUCATION_STAGES } from '../families/family';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { StandardForm, standardOf } from '../relief/standard.form';
import { recordStandard } from '../relief/standardSets.server';
import { RuleLink } from '../rules/RuleLink';
import {
  DateField,
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
import { CATEGORY_LABELS, EDUCATION_STAGE_LABELS } from '../zh/families';
import { STANDARD_FIELD_LABELS as LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '登记救助标准 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'standard.edit');
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'standard.edit');
  return submit(request, StandardForm, async (standard) => {
    const id = await recordStandard(desk, standardOf(standard));
    return redirectWithNotice(paths.standardConfirm(id), 'standard.recorded');
  });
}

export default function NewStandard() {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(StandardForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: StandardForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { livingMonths: '12', schoolingMonths: '10' },
  });
  const living = fields.living.getFieldset();
  const schooling = fields.schooling.getFieldset();
  return (
    <Page
      title="登记救助标准"
      subtitle={
        <>
          登记后核对并确认，从执行日期起使用；同一执行日期再登记一次，替换还没有确认的那一套。{' '}
          <RuleLink rule="cap" of="上限" />
        </>
      }
      crumbs={[{ to: paths.standards, label: '救助标准' }]}
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <Section title="依据和上限">
          <FormGrid columns={3}>
            <DateField field={fields.effectiveOn} label={LABELS.effectiveOn} />
            <TextField field={fields.document} label={LABELS.document} hint="文件名称和文号" />
            <TextField
              field={fields.medicalPercent}
              label={LABELS.medicalPercent}
              hint="占自付部分的比例，没有规定的留空；上限总是自付部分"
            />
            <TextField field={fields.livingMonths} label={LABELS.livingMonths} hint="每户每年" />
            <TextField field={fields.schoolingMonths} label={LABELS.schoolingMonths} hint="每名学生每年" />
          </FormGrid>
        </Section>
        <div className="mt-4 space-y-4">
          <Section title={LABELS.living} description="按困难类别，没有规定的留空。">
            <FormGrid columns={3}>
              {CATEGORIES.map((code) => (
                <MoneyField key={code} field={living[code]} label={CATEGORY_LABELS[code]} required={false} />
              ))}
            </FormGrid>
          </Section>
          <Section title={LABELS.schooling} description="按学段，没有规定的留空。">
            <FormGrid columns={3}>
              {EDUCATION_STAGES.map((code) => (
                <MoneyField
                  key={code}
                  field={schooling[code]}
                  label={EDUCATION_STAGE_LABELS[code]}
                  required={false}
                />
              ))}
            </FormGrid>
            <FormActions>
              <SubmitButton>登记标准</SubmitButton>
              <LinkButton to={paths.standards}>取消</LinkButton>
            </FormActions>
          </Section>
        </div>
      </Form>
    </Page>
  );
}
