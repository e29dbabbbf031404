import { useForm, getFormProps } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { SampleForm } from '../casePack/casePack.form';
import { CasePackFields } from '../casePack/CasePackFields';
import { latestCasePacks } from '../casePack/casePack.server';
import { MOST_NUMBERS, textOfNumbers } from '../casePack/given';
import { givenNumbers, sampleOf } from '../casePack/sample.server';
import { LatestPacks, RepeatedNumbers, SampledPayments, UnfoundNumbers } from '../casePack/SampleTables';
import { projectYears } from '../fund/fund.server';
import { guard } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { may } from '../staff/permission';
import { FileLimit } from '../rules/FileLimit';
import { MOST_FILE_BYTES } from '../sheets/sheet';
import {
  ErrorSummary,
  FileField,
  FormActions,
  FormGrid,
  Page,
  Section,
  SelectField,
  Stack,
  SubmitButton,
  TextAreaField,
} from '../ui';
import { CASE_PACK_LABELS as LABELS } from '../zh/casePack';

export const meta: MetaFunction = () => [{ title: '抽查资料包 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'case_pack.take');
  return store.read(async (read) => ({
    years: await projectYears(read),
    mayReveal: may(actor.roles, 'identity.reveal'),
    latest: (await latestCasePacks(read, actor)).map((one) => ({
      ...one,
      orderedAt: formatInstant(one.orderedAt),
    })),
  }));
}

export async function action({ request }: ActionFunctionArgs) {
  const { store } = await guard(request, 'case_pack.take');
  // The numbers travel in the answer to this post alone, never in an address.
  return submit(request, SampleForm, async ({ numbers, file, year }) => {
    const bytes = file ? new Uint8Array(await file.arrayBuffer()) : null;
    const given = await givenNumbers({ numbers, file: bytes });
    const found = await store.read((read) => sampleOf(read, { kind: 'numbers', numbers: given, year }));
    return { found, subject: { numbers: textOfNumbers(given), year: year === null ? '' : String(year) } };
  });
}

export default function CasePacks() {
  const { mayReveal, latest } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="抽查资料包"
      subtitle="按审计或检查给的身份证号名单，把每个人每笔发放的申请、材料、核查、公示、审批、批次、银行结果和更正打成一个压缩包。单独一笔的，在发放记录页生成。"
    >
      <Stack>
        {answer && 'found' in answer ? (
          <>
            {answer.found.payments.length > 0 ? (
              <Section
                title={`查到 ${answer.found.people} 人 ${answer.found.payments.length} 笔发放`}
                description="写明用途后做成资料包。谁、为什么做的，会记入操作日志和每一户的办理经过。"
              >
                <CasePackFields subject={answer.subject} mayReveal={mayReveal} />
              </Section>
            ) : null}
            <UnfoundNumbers unfound={answer.found.unfound} />
            <RepeatedNumbers repeated={answer.found.repeated} />
            <SampledPayments payments={answer.found.payments} />
          </>
        ) : null}
        <SearchSection />
        {latest.length > 0 ? <LatestPacks packs={latest} /> : null}
      </Stack>
    </Page>
  );
}

function SearchSection() {
  const { years } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: 'sample',
    lastResult: answer && 'lastResult' in answer ? answer.lastResult : undefined,
    onValidate: ({ formData }) => parseWithZod(formData, { schema: SampleForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section title="查找名单" description="先查找，看清查到哪些发放、哪些号码没有查到，再生成资料包。">
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <FormGrid>
          <TextAreaField
            field={fields.numbers}
            label={LABELS.numbers}
            hint="每行一个，可以从表格里整列复制；前面带姓名也行。一次最多 500 个。"
            rows={6}
            wide
          />
          <FileField
            field={fields.file}
            label={LABELS.file}
            accept=".xlsx,.csv,.txt"
            hint={
              <>
                xlsx 或文本；取标题为「身份证号」的一列，单元格请设为文本，
                <FileLimit bytes={MOST_FILE_BYTES} rows={MOST_NUMBERS} unit="个号码" />
              </>
            }
          />
          <SelectField
            field={fields.year}
            label={LABELS.year}
            placeholder="全部年度"
            options={years.map((year) => ({ value: String(year), label: `${year} 年度` }))}
          />
        </FormGrid>
        <FormActions>
          <SubmitButton>查找</SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}
