import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { familyView, publiciseFamily } from '../families/families.server';
import { PubliciseForm } from '../families/family.form';
import { StepPage } from '../families/StepPage';
import { earliestApproval } from '../families/workflow';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { DateField, FormGrid } from '../ui';

export const meta: MetaFunction = () => [{ title: '开始公示 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const family = await orNotFound(store.read((read) => familyView(read, params.familyId!)));
  const today = todayInChina(new Date());
  return { family, today, earliest: earliestApproval(today) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, PubliciseForm, async ({ on }) => {
    await publiciseFamily(desk, { id: params.familyId!, on });
    const notice = { earliest: earliestApproval(on) };
    return redirectWithNotice(paths.family(params.familyId!), 'family.publicised', notice);
  });
}

export default function PubliciseFamily() {
  const { family, today, earliest } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(PubliciseForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: PubliciseForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  return (
    <StepPage
      family={family}
      action="publicise"
      form={form}
      labels={{ on: '公示开始日期' }}
      explanation={`公示须满 5 个工作日（含调休）。今天开始公示的，最早 ${earliest} 可以审批。`}
    >
      <FormGrid>
        <DateField field={fields.on} label="公示开始日期" min={family.visitedOn ?? undefined} max={today} />
      </FormGrid>
    </StepPage>
  );
}
