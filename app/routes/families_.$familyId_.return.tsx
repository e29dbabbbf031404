import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ReturnForm } from '../families/family.form';
import { returnFamily, familyView } from '../families/families.server';
import { objectionAgainstApproval } from '../families/objections.server';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { QueueBar } from '../queues/QueueBar';
import { afterActing, queuePlace } from '../queues/queues.server';
import { Refusal } from '../refusal';
import { FormGrid, TextAreaField } from '../ui';
import { refusalText } from '../zh/refusals';

export const meta: MetaFunction = () => [{ title: '退回补正 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.return');
  const id = params.familyId!;
  return store.read(async (read) => ({
    family: await orExplained(familyView(read, id)),
    place: await queuePlace(read, { request, kind: 'family', actor, id }),
    objection: await objectionAgainstApproval(read, id),
  }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.return');
  return submit(request, ReturnForm, async (step) => {
    const { actor, store } = desk;
    const id = params.familyId!;
    const to = await store.read((read) =>
      afterActing(read, paths.family(id), { request, kind: 'family', actor, id }),
    );
    await returnFamily(desk, { id, ...step });
    return redirectWithNotice(to, 'family.returned');
  });
}

export default function ReturnFamily() {
  const { family, place, objection } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ReturnForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ReturnForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <>
      <QueueBar
        place={place}
        approveOn={paths.familyApprove(family.id)}
        obstacle={objection && refusalText(new Refusal(objection))}
      />
      <StepPage
        family={family}
        action="return"
        form={form}
        labels={LABELS}
        explanation="档案回到可以修改的状态；补正后重新提交，入户核查和公示需要重新办理。"
      >
        <FormGrid>
          <TextAreaField field={fields.reason} label="需要补正的内容" wide />
        </FormGrid>
      </StepPage>
    </>
  );
}

const LABELS = { reason: '需要补正的内容' };
