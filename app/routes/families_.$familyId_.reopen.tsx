import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { familyView } from '../families/families.server';
import { MembersTable } from '../families/FamilySummary';
import { reopenFamily } from '../families/refall.server';
import { ReopenForm } from '../families/review.form';
import { presently } from '../families/statement';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { DateField, FormGrid, Section } from '../ui';

export const meta: MetaFunction = () => [{ title: '重新建档 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const family = await orExplained(store.read((read) => familyView(read, params.familyId!)));
  return { family, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, ReopenForm, async ({ on }) => {
    const { id, fileNumber } = await reopenFamily(desk, { id: params.familyId!, on });
    return redirectWithNotice(paths.family(id), 'family.reopened', { fileNumber });
  });
}

export default function ReopenFamily() {
  const { family, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ReopenForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ReopenForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  return (
    <StepPage
      family={family}
      action="reopen"
      form={form}
      labels={LABELS}
      explanation="这户家庭再次困难（返困）时使用：按原档案的内容开一份新的草稿，两份档案互相关联。原档案保持已退出，新档案重新提交、核查、公示和审批。"
      facts={
        <Section title="家庭成员" flush>
          <MembersTable members={presently(family).members} today={today} />
        </Section>
      }
    >
      <FormGrid>
        <DateField field={fields.on} label={LABELS.on} min={family.exitedOn ?? undefined} max={today} />
      </FormGrid>
    </StepPage>
  );
}

const LABELS = { on: '新的申请日期' };
