import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { NEEDED_FIELDS, RESULT_FIELDS } from '../payments/bankResult';
import { mappingOf, ResultMappingForm } from '../payments/bankResult.form';
import { mappingPage } from '../payments/bankResults.server';
import { mapResult, unseenOf } from '../payments/mappedResults.server';
import {
  Alert,
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  Section,
  SeenTick,
  SelectField,
  Stack,
  SubmitButton,
  Table,
  TBody,
  Td,
  TextField,
  Th,
  THead,
  Tr,
} from '../ui';
import {
  ALIKE_ADVICE,
  MAPPING_APPLIED,
  mappingSeenLabel,
  NOT_LIKE_BANK,
  RESULT_FIELD_LABELS,
  RESULT_LABELS,
} from '../zh/bankResults';
import { pendingSeenLabel } from '../zh/pendingWords';

export const meta: MetaFunction = () => [{ title: '列对应 - 困难职工帮扶' }];

const LABELS = { ...RESULT_FIELD_LABELS, ...RESULT_LABELS };

const HINTS: Partial<Record<(typeof RESULT_FIELDS)[number], string>> = {
  line: '与送银行的序号一致；银行重新编号的，不要对应',
  status: '写着成功或失败的那一列',
  on: '没有这一列的，填写「统一的银行日期」',
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'payment.record');
  const ids = { batchId: params.batchId!, resultId: params.resultId! };
  const found = await orExplained(store.read((read) => mappingPage(read, ids)));
  return { found, resultId: ids.resultId, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'payment.record');
  const ids = { batchId: params.batchId!, resultId: params.resultId! };
  let unseen = unseenOf(null);
  const answer = await submit(request, ResultMappingForm, async (form) => {
    const { contradictionsSeen, pendingSeen } = form;
    const mapping = mappingOf(form);
    const { isChanged, ended, ...counts } = await orNotFound(
      mapResult(desk, { ...ids, mapping, contradictionsSeen, pendingSeen }).catch((error: unknown) => {
        unseen = unseenOf(error);
        throw error;
      }),
    );
    const page = paths.batchResult(ids.batchId, ids.resultId);
    if (ended > 0) return redirectWithNotice(page, 'batch.result_mapped_otherwise', { ended, ...counts });
    return redirectWithNotice(page, isChanged ? 'batch.result_mapped' : 'record.unchanged', counts);
  });
  return 'data' in answer ? data({ ...answer.data, ...unseen }, answer.init ?? undefined) : answer;
}

export default function ResultMappingPage() {
  const { found } = useLoaderData<typeof loader>();
  const { batch, fileName } = found;
  return (
    <Page
      title="列对应"
      subtitle={fileName}
      crumbs={[
        { to: paths.batches(), label: '发放批次' },
        { to: paths.batch(batch.id), label: batch.number },
        { to: paths.batchResults(batch.id), label: '银行结果' },
      ]}
    >
      {found.isProposal && !found.isLikeBank ? <NotLikeBank /> : null}
      {found.isProposal && found.isLikeBank ? (
        <Alert tone="info" title="第一次读取这种表头">
          已按表头猜测各列，请核对。保存后，下次表头相同的文件直接照此读取。
        </Alert>
      ) : null}
      {found.isApplied ? <Applied /> : <Mapping />}
      <Section
        title="文件的前几行"
        flush
        description="账号只显示末四位；没有对应的列只显示类型和位数，成功、失败等用词照原样显示。"
      >
        <Sample />
      </Section>
    </Page>
  );
}

function Applied() {
  const { found, resultId } = useLoaderData<typeof loader>();
  return (
    <Alert tone="info" title={MAPPING_APPLIED.title}>
      <p>{MAPPING_APPLIED.advice}</p>
      <LinkButton to={paths.batchResult(found.batch.id, resultId)} size="small">
        查看结果
      </LinkButton>
    </Alert>
  );
}

function NotLikeBank() {
  const { found, resultId } = useLoaderData<typeof loader>();
  const { batch, headers } = found;
  return (
    <Alert tone="warning" title={NOT_LIKE_BANK.title}>
      <p>{NOT_LIKE_BANK.needed}</p>
      <p>{NOT_LIKE_BANK.found(headers)}</p>
      <p>{NOT_LIKE_BANK.advice}</p>
      <LinkButton to={paths.batchResultVoid(batch.id, resultId)} size="small">
        作废这个文件
      </LinkButton>
      <LinkButton to={paths.batchResults(batch.id)} size="small" className="ml-2">
        重新上传
      </LinkButton>
    </Alert>
  );
}

function Mapping() {
  const { found, resultId, today } = useLoaderData<typeof loader>();
  const { batch, headers, mapping } = found;
  const chosen = RESULT_FIELDS.map((field) => [field, mapping.columns[field]?.toString()] as const);
  const { lastResult, ending = 0, pending = [] } = useActionData<typeof action>() ?? {};
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(ResultMappingForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ResultMappingForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      ...Object.fromEntries(chosen),
      success: mapping.success.join('、'),
      failure: mapping.failure.join('、'),
      defaultOn: mapping.defaultOn ?? undefined,
    },
  });
  const options = headers.map((header, index) => ({
    value: String(index),
    label: header || `第 ${index + 1} 列`,
  }));
  return (
    <Section title="哪一列是什么" description={ALIKE_ADVICE}>
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <Stack>
          <FormGrid columns={3}>
            {RESULT_FIELDS.map((field) => (
              <SelectField
                key={field}
                field={fields[field]}
                label={RESULT_FIELD_LABELS[field]}
                options={options}
                placeholder="文件里没有"
                hint={HINTS[field]}
                required={(NEEDED_FIELDS as readonly string[]).includes(field)}
              />
            ))}
            <DateField
              field={fields.defaultOn}
              label={LABELS.defaultOn}
              max={today}
              hint="只用于没有日期的行，按银行回单"
            />
          </FormGrid>
          <FormGrid columns={1}>
            <TextField
              field={fields.success}
              label={LABELS.success}
              hint="与文件里写的完全一致，多个用顿号隔开"
            />
            <TextField
              field={fields.failure}
              label={LABELS.failure}
              hint="两边都没有的用词，那一行列为存疑"
            />
          </FormGrid>
          <SeenTick field={fields.contradictionsSeen} count={ending} label={mappingSeenLabel(ending)} />
          <SeenTick field={fields.pendingSeen} count={pending.length} label={pendingSeenLabel(pending)} />
        </Stack>
        <FormActions>
          <SubmitButton>保存并核对</SubmitButton>
          <LinkButton to={paths.batchResult(batch.id, resultId)}>取消</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}

function Sample() {
  const { headers, sample } = useLoaderData<typeof loader>().found;
  return (
    <Table label="文件的前几行" dense>
      <THead>
        <Tr>
          {headers.map((header, index) => (
            <Th key={`${index} ${header}`}>{header || `第 ${index + 1} 列`}</Th>
          ))}
        </Tr>
      </THead>
      <TBody>
        {sample.map((cells, row) => (
          <Tr key={row}>
            {cells.map((cell, index) => (
              <Td key={index} nowrap>
                {cell}
              </Td>
            ))}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
