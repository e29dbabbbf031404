import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { familyView } from '../families/families.server';
import { RemovePaperForm } from '../families/paper.form';
import { paperOfFamily, removePaper } from '../families/papers.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { ErrorSummary, FormActions, LinkButton, Page, Section, SubmitButton, TextAreaField } from '../ui';
import { PAPER_LABELS } from '../zh/papers';

export const meta: MetaFunction = () => [{ title: '移除材料 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const { familyId, paperId } = params;
  return store.read(async (read) => {
    const family = await orExplained(familyView(read, familyId!));
    return {
      family: { id: family.id, fileNumber: family.fileNumber, name: family.members[0]?.name ?? '' },
      paper: await orExplained(paperOfFamily(read, { familyId: familyId!, paperId: paperId! })),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  const { familyId, paperId } = params;
  return submit(request, RemovePaperForm, async ({ reason }) => {
    await orNotFound(removePaper(desk, { familyId: familyId!, paperId: paperId!, reason }));
    return redirectWithNotice(paths.familyPapers(familyId!), 'paper.removed');
  });
}

export default function RemovePaper() {
  const { family, paper } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(RemovePaperForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RemovePaperForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page
      title="移除材料"
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.name} ${family.fileNumber}` },
        { to: paths.familyPapers(family.id), label: '档案材料' },
      ]}
    >
      <Section
        title={`${PAPER_LABELS[paper.kind]}：${paper.fileName}`}
        description="移除后不再计入材料清单，也不能再打开。谁在什么时候因为什么移除，会留在档案里。"
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <TextAreaField field={fields.reason} label={LABELS.reason} rows={2} />
          <FormActions>
            <SubmitButton tone="danger">移除</SubmitButton>
            <LinkButton to={paths.familyPapers(family.id)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}

const LABELS = { reason: '移除的原因' };
