import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { SubmitForm } from '../families/family.form';
import { submitFamily, familyView } from '../families/families.server';
import { BeforeSubmission } from '../families/FamilyDetails';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { DateField, FormGrid } from '../ui';

export const meta: MetaFunction = () => [{ title: '提交档案 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const family = await orNotFound(store.read((read) => familyView(read, params.familyId!)));
  return { family, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, SubmitForm, async (step) => {
    await submitFamily(desk, { id: params.familyId!, ...step });
    return redirectWithNotice(paths.family(params.familyId!), 'family.submitted');
  });
}

export default function SubmitFamily() {
  const { family, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(SubmitForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: SubmitForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  return (
    <StepPage
      family={family}
      action="submit"
      form={form}
      labels={LABELS}
      facts={<BeforeSubmission family={family} />}
      explanation="提交后不能再修改；需要修改时请退回补正。下一步是入户核查。"
    >
      <FormGrid>
        <DateField field={fields.on} label="提交日期" min={family.appliedOn ?? undefined} max={today} />
      </FormGrid>
    </StepPage>
  );
}

const LABELS = { on: '提交日期' };
