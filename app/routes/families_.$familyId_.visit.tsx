import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { VisitForm } from '../families/family.form';
import { visitFamily, familyView } from '../families/families.server';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { DateField, FormGrid, TextAreaField } from '../ui';

export const meta: MetaFunction = () => [{ title: '登记入户核查 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const family = await orNotFound(store.read((read) => familyView(read, params.familyId!)));
  return { family, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, VisitForm, async (step) => {
    await visitFamily(desk, { id: params.familyId!, ...step });
    return redirectWithNotice(paths.family(params.familyId!), 'family.visited');
  });
}

export default function VisitFamily() {
  const { family, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(VisitForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: VisitForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  return (
    <StepPage
      family={family}
      action="visit"
      form={form}
      labels={LABELS}
      explanation="写明到户所见：住房、收入、就业、患病或就学情况是否与申请一致。"
    >
      <FormGrid>
        <DateField field={fields.on} label="核查日期" min={family.submittedOn ?? undefined} max={today} />
        <TextAreaField field={fields.note} label="核查情况" rows={5} wide />
      </FormGrid>
    </StepPage>
  );
}

const LABELS = { on: '核查日期', note: '核查情况' };
