import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { familyView } from '../families/families.server';
import { OBJECTION_OUTCOMES } from '../families/notice';
import { HandlingForm } from '../families/notice.form';
import { handleObjection, objectionsOfFamily, type FamilyObjection } from '../families/objections.server';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { DateField, Facts, FormGrid, RadioField, Section, TextAreaField } from '../ui';
import { OBJECTION_OUTCOME_LABELS } from '../zh/notice';

export const meta: MetaFunction = () => [{ title: '处理异议 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.object');
  const familyId = params.familyId!;
  return store.read(async (read) => {
    const family = await orExplained(familyView(read, familyId));
    const objection = (await objectionsOfFamily(read, familyId)).find(({ id }) => id === params.objectionId);
    if (!objection) throw new Response(null, { status: 404, statusText: 'Not Found' });
    const obstacle = obstacleTo(objection, actor.staffId);
    return { family, objection, obstacle, today: todayInChina(new Date()) };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.object');
  const familyId = params.familyId!;
  return submit(request, HandlingForm, async (handling) => {
    await handleObjection(desk, { familyId, id: params.objectionId!, ...handling });
    return redirectWithNotice(paths.family(familyId), 'family.objection_handled');
  });
}

function obstacleTo({ handledOn, recordedBy }: FamilyObjection, staffId: string): string | null {
  if (handledOn) return `这条异议已在 ${handledOn} 处理。`;
  return recordedBy === staffId ? '这条异议由您登记，须由另一位工作人员核实处理。' : null;
}

export default function HandleObjection() {
  const { family, objection, obstacle, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(HandlingForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: HandlingForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  return (
    <StepPage
      family={family}
      action="handle_objection"
      form={form}
      labels={LABELS}
      obstacle={obstacle}
      explanation="异议成立的，这户家庭不能批准建档，只能退回补正或不予认定。"
      facts={
        <Section title="异议内容">
          <Facts
            items={[
              { label: '公示编号', value: objection.noticeNumber },
              { label: '收到日期', value: `${objection.receivedOn}（${objection.recordedByName} 登记）` },
              { label: '内容', value: objection.content, wide: true },
            ]}
          />
        </Section>
      }
    >
      <FormGrid>
        <DateField field={fields.on} label={LABELS.on} min={objection.receivedOn} max={today} />
        <RadioField
          field={fields.outcome}
          label={LABELS.outcome}
          options={OBJECTION_OUTCOMES.map((outcome) => ({
            value: outcome,
            label: OBJECTION_OUTCOME_LABELS[outcome],
          }))}
        />
        <TextAreaField field={fields.handling} label={LABELS.handling} rows={4} wide />
      </FormGrid>
    </StepPage>
  );
}

const LABELS = { on: '处理日期', outcome: '处理结果', handling: '核实经过和处理意见' };
