import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { SubmitForm } from '../families/family.form';
import type { PaperKind } from '../families/paper';
import { submitFamily, familyView } from '../families/families.server';
import { BeforeSubmission } from '../families/FamilyDetails';
import { missingOf } from '../families/papers.server';
import { neededToSubmit } from '../families/requiredPapers';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { Alert, DateField, FormGrid, TextLink } from '../ui';
import { missingPapersText } from '../zh/papers';

export const meta: MetaFunction = () => [{ title: '提交档案 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  return store.read(async (read) => {
    const family = await orExplained(familyView(read, params.familyId!));
    const missing = (await missingOf(read, [family.id])).get(family.id) ?? [];
    return { family, missingPapers: neededToSubmit(missing), today: todayInChina(new Date()) };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, SubmitForm, async (step) => {
    await submitFamily(desk, { id: params.familyId!, ...step });
    return redirectWithNotice(paths.family(params.familyId!), 'family.submitted');
  });
}

export default function SubmitFamily() {
  const { family, missingPapers, today } = useLoaderData<typeof loader>();
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
      facts={
        <>
          <BeforeSubmission family={family} />
          <MissingPapers familyId={family.id} kinds={missingPapers} />
        </>
      }
      explanation="提交后不能再修改；需要修改时请退回补正。下一步是入户核查。"
    >
      <FormGrid>
        <DateField field={fields.on} label="提交日期" min={family.appliedOn ?? undefined} max={today} />
      </FormGrid>
    </StepPage>
  );
}

/** The file may be handed in all the same: papers often follow a few days later. */
function MissingPapers({ familyId, kinds }: { familyId: string; kinds: PaperKind[] }) {
  if (kinds.length === 0) return null;
  return (
    <Alert tone="warning" title={`还缺 ${kinds.length} 种材料`}>
      {missingPapersText(kinds)}。可以先提交，之后再补；也可以现在
      <TextLink to={paths.familyPapers(familyId)}>上传材料</TextLink>。
    </Alert>
  );
}

const LABELS = { on: '提交日期' };
