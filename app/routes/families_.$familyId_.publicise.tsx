import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { familyView, publiciseFamily } from '../families/families.server';
import { isNoticeCovered } from '../families/notice';
import { PubliciseForm } from '../families/notice.form';
import { StepPage } from '../families/StepPage';
import { earliestApproval, PUBLIC_NOTICE_WORKING_DAYS } from '../families/workflow';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Alert, DateField, FormGrid, Stack, TextField, TextLink } from '../ui';
import {
  NOTICE_DAY_HINT,
  NOTICE_FIELD_LABELS as LABELS,
  UNCOVERED_YEAR,
  USUAL_NOTICE_PLACE,
} from '../zh/notice';

export const meta: MetaFunction = () => [{ title: '开始公示 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const family = await orExplained(store.read((read) => familyView(read, params.familyId!)));
  const today = todayInChina(new Date());
  return { family, today, earliest: earliestApproval(today), isCovered: isNoticeCovered(today) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, PubliciseForm, async ({ on, place }) => {
    const { endsOn } = await publiciseFamily(desk, { id: params.familyId!, on, place });
    return redirectWithNotice(paths.family(params.familyId!), 'family.publicised', { earliest: endsOn });
  });
}

export default function PubliciseFamily() {
  const { family, today, earliest, isCovered } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(PubliciseForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: PubliciseForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today, place: USUAL_NOTICE_PLACE },
  });
  return (
    <StepPage
      family={family}
      action="publicise"
      form={form}
      labels={LABELS}
      explanation={
        <>
          公示须满 {PUBLIC_NOTICE_WORKING_DAYS} 个工作日（含调休）。今天开始公示的，最早 {earliest}{' '}
          可以审批。这里只公示这一户；多户一起公示，请到
          <TextLink to={paths.noticeNew({ family: family.id })}>成批公示</TextLink>。{' '}
          <RuleLink rule="notice" of="公示期" />
        </>
      }
    >
      <Stack>
        {isCovered ? null : <Alert tone="warning">{UNCOVERED_YEAR}</Alert>}
        <FormGrid>
          <DateField
            field={fields.on}
            label={LABELS.on}
            hint={NOTICE_DAY_HINT}
            min={family.visitedOn ?? undefined}
            max={today}
          />
          <TextField field={fields.place} label={LABELS.place} />
        </FormGrid>
      </Stack>
    </StepPage>
  );
}
