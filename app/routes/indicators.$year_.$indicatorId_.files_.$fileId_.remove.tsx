import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { RemovePaperForm } from '../families/paper.form';
import { assessedIndicator } from '../fund/assessments.server';
import { indicatorFile, removeIndicatorFile } from '../fund/indicatorFiles.server';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { FrozenReport } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { ErrorSummary, FormActions, LinkButton, Page, Section, SubmitButton, TextAreaField } from '../ui';

export const meta: MetaFunction = () => [{ title: '移除佐证材料 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'indicator.assess');
  const asked = { indicatorId: params.indicatorId!, fileId: params.fileId! };
  return store.read(async (read) => {
    const { id, year, level3 } = await orExplained(
      assessedIndicator(read, { id: asked.indicatorId, year: yearOfAddress(params.year) }),
    );
    return {
      indicator: { id, year, level3 },
      fileName: await orExplained(indicatorFile(read, asked)),
      isFrozen: await isYearFrozen(read, year),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'indicator.assess');
  const asked = { indicatorId: params.indicatorId!, fileId: params.fileId! };
  return submit(request, RemovePaperForm, async ({ reason }) => {
    await orNotFound(removeIndicatorFile(desk, { ...asked, reason }));
    const back = paths.indicatorFiles(yearOfAddress(params.year), asked.indicatorId);
    return redirectWithNotice(back, 'indicator.file_removed');
  });
}

export default function RemoveIndicatorFile() {
  const { indicator, fileName, isFrozen } = useLoaderData<typeof loader>();
  const { id, year, level3 } = indicator;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(RemovePaperForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RemovePaperForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page
      title="移除佐证材料"
      crumbs={[
        { to: paths.indicator(year, id), label: level3 },
        { to: paths.indicatorFiles(year, id), label: '佐证材料' },
      ]}
    >
      <FrozenReport year={year} isFrozen={isFrozen} />
      <Section
        title={fileName}
        description={`${isFrozen ? '移除后不再计入以后的报告；定稿时已有的，在定稿页和审计资料包里仍然保留。' : '移除后不能再打开。'}谁在什么时候因为什么移除，会留在操作日志里。`}
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <TextAreaField field={fields.reason} label={LABELS.reason} rows={2} />
          <FormActions>
            <SubmitButton tone="danger">移除</SubmitButton>
            <LinkButton to={paths.indicatorFiles(year, id)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}

const LABELS = { reason: '移除的原因' };
