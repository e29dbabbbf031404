import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { CHAPTERS, type Chapter } from '../reports/chapter';
import { writeChapter, writtenChapter } from '../reports/chapters.server';
import { ChapterForm } from '../reports/closing.form';
import { FrozenReport } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { narrativeOf } from '../reports/narrative.server';
import {
  ErrorSummary,
  FormActions,
  HiddenField,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  TextAreaField,
} from '../ui';
import { chapterLabels, CLOSING_LABELS as LABELS } from '../zh/closing';

export const meta: MetaFunction = () => [{ title: '填写绩效自评报告 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'report.write');
  const year = yearOfAddress(params.year);
  const chapter = chapterOf(params.chapter);
  return store.read(async (read) => {
    const { chapters } = await orExplained(narrativeOf(read, year));
    const facts = chapters.find((one) => one.chapter === chapter)?.facts ?? [];
    const isFrozen = await isYearFrozen(read, year);
    return { year, chapter, facts, isFrozen, written: await writtenChapter(read, { year, chapter }) };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'report.write');
  const year = yearOfAddress(params.year);
  const chapter = chapterOf(params.chapter);
  return submit(request, ChapterForm, async (text) => {
    const isChanged = await orNotFound(writeChapter(desk, { year, chapter, ...text }));
    return redirectWithNotice(
      paths.reportNarrative(year),
      isChanged ? 'report.chapter_written' : 'record.unchanged',
      {
        chapter: chapterLabels[chapter],
      },
    );
  });
}

/** @throws Response 404 for what is no chapter */
function chapterOf(text: string | undefined): Chapter {
  const chapter = CHAPTERS.find((one) => one === text);
  if (!chapter) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return chapter;
}

export default function WriteChapter() {
  const { year, chapter, facts, isFrozen, written } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ChapterForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ChapterForm }),
    shouldRevalidate: 'onInput',
    defaultValue: written,
  });
  return (
    <Page
      title={`填写：${chapterLabels[chapter]}`}
      crumbs={[
        { to: paths.report(year), label: `${year} 年绩效报告` },
        { to: paths.reportNarrative(year), label: '自评报告' },
      ]}
    >
      <FrozenReport year={year} isFrozen={isFrozen} />
      {facts.length > 0 ? (
        <Section title="系统填入的内容" description="由登记的记录得出，不能在这里改。">
          {facts.map((fact, line) => (
            <p key={line} className="whitespace-pre-line">
              {fact}
            </p>
          ))}
        </Section>
      ) : null}
      <Section title="补充文字">
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <HiddenField field={fields.version} />
          <TextAreaField
            field={fields.content}
            label={LABELS.content}
            rows={10}
            hint="印在系统填入的内容之后。清空后保存，等于撤回。"
          />
          <FormActions>
            <SubmitButton>保存</SubmitButton>
            <LinkButton to={paths.reportNarrative(year)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
