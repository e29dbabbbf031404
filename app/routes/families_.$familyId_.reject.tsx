import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { RejectForm } from '../families/family.form';
import { rejectFamily, familyView } from '../families/families.server';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { DateField, FormGrid, TextAreaField } from '../ui';

export const meta: MetaFunction = () => [{ title: '不予认定 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.approve');
  const family = await orExplained(store.read((read) => familyView(read, params.familyId!)));
  return { family, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.approve');
  return submit(request, RejectForm, async (step) => {
    await rejectFamily(desk, { id: params.familyId!, ...step });
    return redirectWithNotice(paths.family(params.familyId!), 'family.rejected');
  });
}

export default function RejectFamily() {
  const { family, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(RejectForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RejectForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  return (
    <StepPage
      family={family}
      action="reject"
      form={form}
      labels={LABELS}
      isDangerous
      explanation="档案就此关闭，不能恢复；家庭情况变化后可以重新建档。"
    >
      <FormGrid>
        <DateField
          field={fields.on}
          label="决定日期"
          min={family.publicisedOn ?? family.visitedOn ?? family.submittedOn ?? undefined}
          max={today}
        />
        <TextAreaField
          field={fields.reason}
          label="不予认定的原因"
          wide
          hint="原因会告知申请人，请写明依据。"
        />
      </FormGrid>
    </StepPage>
  );
}

const LABELS = { on: '决定日期', reason: '不予认定的原因' };
