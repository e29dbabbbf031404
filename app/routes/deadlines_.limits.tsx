import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { LIMITED_DESKS } from '../deskTime/desk';
import { DeskLimitsForm } from '../deskTime/deskLimits.form';
import { deskLimitsOf, setDeskLimits } from '../deskTime/deskLimits.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  NumberField,
  Page,
  Section,
  SubmitButton,
} from '../ui';
import { DESK_LIMIT_LABELS as LABELS } from '../zh/deskTime';

export const meta: MetaFunction = () => [{ title: '设定办理时限 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'standard.edit');
  return { limits: await store.read(deskLimitsOf) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'standard.edit');
  return submit(request, DeskLimitsForm, async (limits) => {
    const isChanged = await setDeskLimits(desk, limits);
    return redirectWithNotice(paths.deadlines(), isChanged ? 'desk.limits_set' : 'record.unchanged');
  });
}

export default function SetDeskLimits() {
  const { limits } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(DeskLimitsForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: DeskLimitsForm }),
    shouldRevalidate: 'onInput',
    defaultValue: limits,
  });
  return (
    <Page title="设定办理时限" crumbs={[{ to: paths.deadlines(), label: '逾期提醒' }]}>
      <Section
        title="各环节的工作日数"
        description={
          <>
            从上一环节办结的次日起算，含调休。开始的数字是软件的建议，不是规定；发放的时限在年度目标的救助安排里设定。
            <RuleLink rule="desk-limits" of="办理时限" /> <RuleLink rule="due-date" of="应发日" />
          </>
        }
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <FormGrid columns={3}>
            {LIMITED_DESKS.map((desk) => (
              <NumberField key={desk} field={fields[desk]} label={LABELS[desk]} />
            ))}
          </FormGrid>
          <FormActions>
            <SubmitButton>保存</SubmitButton>
            <LinkButton to={paths.deadlines()}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
