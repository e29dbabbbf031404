import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { familyView } from '../families/families.server';
import { ObjectionForm } from '../families/notice.form';
import { recordObjection } from '../families/objections.server';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { DateField, FormGrid, TextAreaField } from '../ui';

export const meta: MetaFunction = () => [{ title: '登记异议 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.object');
  const family = await orExplained(store.read((read) => familyView(read, params.familyId!)));
  return { family, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.object');
  return submit(request, ObjectionForm, async (objection) => {
    await recordObjection(desk, { id: params.familyId!, ...objection });
    return redirectWithNotice(paths.family(params.familyId!), 'family.objected');
  });
}

export default function ObjectToFamily() {
  const { family, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ObjectionForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ObjectionForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  return (
    <StepPage
      family={family}
      action="object"
      form={form}
      labels={LABELS}
      explanation="公示期间收到的异议逐条登记。登记人不能自己处理；处理完以前，这户家庭不能审批。"
    >
      <FormGrid>
        <DateField field={fields.on} label={LABELS.on} min={family.publicisedOn ?? undefined} max={today} />
        <TextAreaField
          field={fields.content}
          label={LABELS.content}
          hint="写明反映的事实。反映人要求保密的，不要写姓名和联系方式。"
          rows={4}
          wide
        />
      </FormGrid>
    </StepPage>
  );
}

const LABELS = { on: '收到日期', content: '异议内容' };
