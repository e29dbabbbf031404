import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { Comparison } from '../families/Comparison';
import { DUPLICATE_VERDICTS, pairOf } from '../families/duplicate';
import { VerdictForm } from '../families/duplicate.form';
import { decideDuplicate, duplicatesOf, hasSameAccount, verdictOn } from '../families/duplicates.server';
import { familyView } from '../families/families.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import {
  Alert,
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  RadioField,
  Section,
  Stack,
  SubmitButton,
  TextAreaField,
  TextLink,
} from '../ui';
import {
  DUPLICATE_FIELD_LABELS as LABELS,
  DUPLICATE_SIGN_LABELS,
  DUPLICATE_VERDICT_LABELS,
} from '../zh/duplicates';

export const meta: MetaFunction = () => [{ title: '对比核对 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const [familyId, otherId] = [params.familyId!, params.otherId!];
  return store.read(async (read) => {
    const first = await orExplained(familyView(read, familyId));
    const second = await orExplained(familyView(read, otherId));
    const verdict = await verdictOn(read, pairOf(familyId, otherId));
    const alike = (await duplicatesOf(read, familyId)).find(({ id }) => id === otherId);
    return {
      first,
      second,
      signs: alike?.signs ?? [],
      isSameAccount: await hasSameAccount(read, familyId, otherId),
      decided: verdict && { ...verdict, recordedAt: formatInstant(verdict.recordedAt) },
      mayDecide: familyId !== otherId && may(actor.roles, 'family.compare'),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.compare');
  const [familyId, otherId] = [params.familyId!, params.otherId!];
  return submit(request, VerdictForm, async (decision) => {
    await orNotFound(decideDuplicate(desk, { familyId, otherId, ...decision }));
    return redirectWithNotice(paths.family(familyId), 'family.compared');
  });
}

export default function CompareFamilies() {
  const { first, second, signs, isSameAccount, decided, mayDecide } = useLoaderData<typeof loader>();
  return (
    <Page
      title="对比核对"
      subtitle={signs.map((sign) => DUPLICATE_SIGN_LABELS[sign]).join('，') || '两份档案没有相同的号码或姓名'}
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(first.id), label: `${first.members[0]?.name} ${first.fileNumber}` },
      ]}
    >
      <Stack>
        {decided ? (
          <Alert tone="info" title={`已核对：${DUPLICATE_VERDICT_LABELS[decided.verdict]}`}>
            {decided.recordedAt}，依据：{decided.reason}
          </Alert>
        ) : null}
        <Section
          title="两份档案"
          flush
          actions={<TextLink to={paths.family(second.id)}>打开 {second.fileNumber}</TextLink>}
        >
          <Comparison first={first} second={second} isSameAccount={isSameAccount} />
        </Section>
        {mayDecide ? <DecisionSection /> : null}
      </Stack>
    </Page>
  );
}

function DecisionSection() {
  const { first, decided } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(VerdictForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: VerdictForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { verdict: decided?.verdict, reason: decided?.reason },
  });
  return (
    <Section
      title="核对结论"
      description="是同一人的，保留一份档案，另一份办理退出或不予认定；不是同一人的，以后不再提示。"
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <FormGrid>
          <RadioField
            field={fields.verdict}
            label={LABELS.verdict}
            wide
            options={DUPLICATE_VERDICTS.map((one) => ({
              value: one,
              label: DUPLICATE_VERDICT_LABELS[one],
            }))}
          />
          <TextAreaField
            field={fields.reason}
            label={LABELS.reason}
            hint="写明怎样核对的，例如看了户口簿、电话询问了本人"
          />
        </FormGrid>
        <FormActions>
          <SubmitButton>登记结论</SubmitButton>
          <LinkButton to={paths.family(first.id)}>返回档案</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}
