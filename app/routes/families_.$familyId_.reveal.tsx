import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { familyView, revealFamily } from '../families/families.server';
import { RevealForm } from '../families/family.form';
import { FamilyStatusTag } from '../families/FamilyStatusTag';
import { RevealedNumbers } from '../families/RevealedNumbers';
import { guard } from '../http/guard.server';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import {
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  TextAreaField,
} from '../ui';

export const meta: MetaFunction = () => [{ title: '查看完整号码 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'identity.reveal');
  const family = await orNotFound(store.read((read) => familyView(read, params.familyId!)));
  const { id, fileNumber, status, bankName, accountHolder } = family;
  return { id, fileNumber, status, bankName, accountHolder, name: family.members[0]?.name };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'identity.reveal');
  // The numbers travel in the answer to this post alone: no redirect, no flash, and no page is ever stored.
  return submit(request, RevealForm, async ({ reason }) => ({
    revealed: await orNotFound(revealFamily(desk, { id: params.familyId!, reason })),
  }));
}

export default function Reveal() {
  const family = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="查看完整号码"
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.name} ${family.fileNumber}` },
      ]}
      tag={<FamilyStatusTag status={family.status} />}
    >
      {answer && 'revealed' in answer ? (
        <RevealedNumbers revealed={answer.revealed} family={family} />
      ) : (
        <ReasonForm />
      )}
    </Page>
  );
}

function ReasonForm() {
  const family = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    lastResult: answer && 'lastResult' in answer ? answer.lastResult : undefined,
    constraint: getZodConstraint(RevealForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RevealForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section
      title="查看的用途"
      description="将显示全部成员的身份证号、联系电话和银行账号。谁在什么时候为什么查看，会记入操作日志和办理经过。"
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={{ reason: '用途' }} />
        <FormGrid>
          <TextAreaField
            field={fields.reason}
            label="用途"
            hint="例如：核对银行退票账号、电话通知领取材料"
            wide
          />
        </FormGrid>
        <FormActions>
          <SubmitButton>查看</SubmitButton>
          <LinkButton to={paths.family(family.id)}>返回档案</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}
