import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { MOST_ANSWER_ROWS } from '../surveys/answerSheet';
import { importAnswers } from '../surveys/answersImport.server';
import { ImportResult } from '../surveys/ImportResult';
import { roundToFill } from '../surveys/rounds.server';
import { AnswersFileForm } from '../surveys/survey.form';
import { FileLimit } from '../rules/FileLimit';
import { MOST_FILE_BYTES } from '../sheets/sheet';
import {
  CheckboxField,
  ErrorSummary,
  FileField,
  FormActions,
  LinkButton,
  Page,
  Section,
  SubmitButton,
} from '../ui';

export const meta: MetaFunction = () => [{ title: '导入满意度评价 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'survey.record');
  return orExplained(store.read((read) => roundToFill(read, params.roundId!)));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'survey.record');
  return submit(request, AnswersFileForm, async ({ file, isCheckOnly }) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const order = { roundId: params.roundId!, bytes, fileName: file.name, isCheckOnly };
    return { result: await orNotFound(importAnswers(desk, order)) };
  });
}

export default function ImportAnswers() {
  const { round, year } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="导入满意度评价"
      subtitle="每行一份评价：身份证号、日期、方式、评价、意见。同一个文件再次导入不会重复。"
      crumbs={[
        { to: paths.surveys(year), label: `${year} 年满意度调查` },
        { to: paths.survey(round.id), label: round.name },
      ]}
      actions={
        <LinkButton to={paths.surveyTemplate(round.id)} reloadDocument icon="download">
          下载模板
        </LinkButton>
      }
    >
      {answer && 'result' in answer ? <ImportResult roundId={round.id} result={answer.result} /> : null}
      <Upload />
    </Page>
  );
}

function Upload() {
  const { round } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    lastResult: answer && 'lastResult' in answer ? answer.lastResult : undefined,
    constraint: getZodConstraint(AnswersFileForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: AnswersFileForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section
      title="选择文件"
      description={`只接受本轮样本中的人，日期在 ${round.startOn} 至 ${round.endOn} 之内；有问题的行退回，其余照常导入。`}
    >
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={{ file: '文件' }} />
        <div className="grid max-w-prose gap-4">
          <FileField
            field={fields.file}
            label="文件"
            hint={
              <>
                Excel 工作簿（.xlsx），
                <FileLimit bytes={MOST_FILE_BYTES} rows={MOST_ANSWER_ROWS} />
              </>
            }
            accept=".xlsx"
          />
          <CheckboxField field={fields.isCheckOnly} label="只检查，不导入" />
        </div>
        <FormActions>
          <SubmitButton icon="upload" pendingText="正在导入…">
            导入
          </SubmitButton>
          <LinkButton to={paths.survey(round.id)}>返回名单</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}
