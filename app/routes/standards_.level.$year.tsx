import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { projectOfYear } from '../fund/fund.server';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { extraLevel, setExtraLevel } from '../relief/reliefSettings.server';
import { ExtraLevelForm } from '../relief/standard.form';
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
} from '../ui';
import { STANDARD_FIELD_LABELS as LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '设定二级审批金额 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'standard.edit');
  const year = yearOfAddress(params.year);
  return store.read(async (read) => {
    const { id } = await orExplained(projectOfYear(read, year));
    const { levelFen } = await extraLevel(read, id);
    return { year, level: levelFen === null ? undefined : plainYuan(levelFen) };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'standard.edit');
  const year = yearOfAddress(params.year);
  return submit(request, ExtraLevelForm, async ({ levelFen }) => {
    const isChanged = await setExtraLevel(desk, { year, levelFen });
    return redirectWithNotice(paths.standards, isChanged ? 'relief.level_set' : 'record.unchanged', { year });
  });
}

export default function SetExtraLevel() {
  const { year, level } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ExtraLevelForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ExtraLevelForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { levelFen: level },
  });
  return (
    <Page title="设定二级审批金额" crumbs={[{ to: paths.standards, label: '救助标准' }]}>
      <Section
        title={`${year} 年度`}
        description={
          <>
            单笔救助金额超过这个数额的，审批后由另一位审批人确认，确认后才核定、占用资金。专项活动按每人金额计算。{' '}
            <RuleLink rule="extra-level" of="二级审批" />
          </>
        }
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <FormGrid>
            <MoneyField
              field={fields.levelFen}
              label={LABELS.levelFen}
              required={false}
              hint="等于这个数额的不需要；留空则都不需要。已经审批的不受影响"
            />
          </FormGrid>
          <FormActions>
            <SubmitButton>保存</SubmitButton>
            <LinkButton to={paths.standards}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
