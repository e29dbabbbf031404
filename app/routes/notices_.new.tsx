import { getCollectionProps, getFormProps, useForm } from '@conform-to/react';
import type { FieldMetadata } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { isNoticeCovered, MOST_ON_NOTICE } from '../families/notice';
import { NoticeForm } from '../families/notice.form';
import { publiciseCandidates } from '../families/noticeQueries.server';
import { publiciseFamilies } from '../families/notices.server';
import { earliestApproval, PUBLIC_NOTICE_WORKING_DAYS } from '../families/workflow';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { divisions } from '../identity/division';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Card,
  DateField,
  EmptyState,
  ErrorSummary,
  FilterBar,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  Section,
  Stack,
  SubmitButton,
  Table,
  TBody,
  Td,
  TextField,
  TextLink,
  Th,
  THead,
  TickAll,
  Tr,
} from '../ui';
import { CATEGORY_LABELS, regionLabel } from '../zh/families';
import { divisionLabels } from '../zh/identity';
import {
  NOTICE_DAY_HINT,
  NOTICE_FIELD_LABELS as LABELS,
  UNCOVERED_YEAR,
  USUAL_NOTICE_PLACE,
} from '../zh/notice';

export const meta: MetaFunction = () => [{ title: '成批公示 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const given = new URL(request.url).searchParams;
  const division = divisions.find((one) => one === given.get('division')) ?? null;
  const today = todayInChina(new Date());
  return {
    division,
    ticked: given.getAll('family'),
    candidates: await store.read((read) => publiciseCandidates(read, { division, limit: MOST_ON_NOTICE })),
    today,
    earliest: earliestApproval(today),
    isCovered: isNoticeCovered(today),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, NoticeForm, async (notice) => {
    const { id, number, endsOn } = await publiciseFamilies(desk, notice);
    return redirectWithNotice(paths.notice(id), 'notice.published', { number, endsOn });
  });
}

export default function NewNotice() {
  const { division, candidates } = useLoaderData<typeof loader>();
  return (
    <Page title="成批公示" crumbs={[{ to: paths.notices(), label: '认定公示' }]}>
      <FilterBar
        selects={[
          {
            name: 'division',
            label: '行政区划',
            value: division ?? '',
            options: divisions.map((one) => ({ value: one, label: divisionLabels[one] })),
          },
        ]}
        resetTo={division ? paths.noticeNew() : undefined}
      />
      {candidates.rows.length === 0 ? (
        <Card>
          <EmptyState
            title="没有等待公示的家庭"
            action={
              <LinkButton to={paths.families({ status: 'submitted' })}>查看待入户核查的档案</LinkButton>
            }
          >
            家庭档案登记入户核查后，才能公示。
          </EmptyState>
        </Card>
      ) : (
        <NoticeFields key={division} />
      )}
    </Page>
  );
}

function NoticeFields() {
  const { candidates, ticked, today, earliest, isCovered } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(NoticeForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: NoticeForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today, place: USUAL_NOTICE_PLACE, ids: ticked },
  });
  const { rows, total } = candidates;
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={LABELS} />
      <Stack>
        <Section
          title="公示安排"
          description={
            <>
              公示须满 {PUBLIC_NOTICE_WORKING_DAYS} 个工作日（含调休）。今天开始公示的，最早 {earliest}{' '}
              可以审批。
              <RuleLink rule="notice" of="公示期" />
            </>
          }
        >
          <Stack>
            {isCovered ? null : <Alert tone="warning">{UNCOVERED_YEAR}</Alert>}
            <FormGrid>
              <DateField field={fields.on} label={LABELS.on} hint={NOTICE_DAY_HINT} max={today} />
              <TextField field={fields.place} label={LABELS.place} />
            </FormGrid>
            <p className="text-sm text-ink-500">
              公示只写姓氏、工作单位、拟认定类别和行政区划；身份证号、住址、电话、出生日期、账号和病情一律不写。
            </p>
          </Stack>
        </Section>
        <Section
          title={LABELS.ids}
          flush
          description={
            total > rows.length
              ? `共 ${total} 户等待公示，先列出核查最早的 ${rows.length} 户；一次最多公示 ${MOST_ON_NOTICE} 户。`
              : `共 ${total} 户已入户核查，等待公示。`
          }
        >
          <Candidates field={fields.ids} />
        </Section>
      </Stack>
      <FormActions>
        <SubmitButton>开始公示</SubmitButton>
        <LinkButton to={paths.notices()}>返回</LinkButton>
      </FormActions>
    </Form>
  );
}

function Candidates({ field }: { field: FieldMetadata<string[]> }) {
  const { rows } = useLoaderData<typeof loader>().candidates;
  const boxes = getCollectionProps(field, {
    type: 'checkbox',
    options: rows.map(({ id }) => id),
    ariaAttributes: false,
  });
  return (
    <fieldset
      className="min-w-0"
      id={field.id}
      tabIndex={-1}
      aria-describedby={field.errors?.length ? field.errorId : undefined}
    >
      <legend className="sr-only">{LABELS.ids}</legend>
      {field.errors?.length ? (
        <p id={field.errorId} className="px-4 pt-2 text-sm text-danger-700">
          {field.errors.join('')}
        </p>
      ) : null}
      <Table label="等待公示的家庭" dense>
        <THead>
          <Tr>
            <Th>
              <TickAll name={field.name} label="全选" />
            </Th>
            <Th>档案编号</Th>
            <Th>档案主</Th>
            <Th>工作单位</Th>
            <Th>建议类别</Th>
            <Th>行政区划</Th>
            <Th>核查日期</Th>
          </Tr>
        </THead>
        <TBody>
          {rows.map((row, index) => {
            const { key, ...box } = boxes[index]!;
            return (
              <Tr key={row.id}>
                <Td>
                  <input
                    key={key}
                    {...box}
                    aria-label={`公示 ${row.name} ${row.fileNumber}`}
                    className="h-4 w-4 align-middle"
                  />
                </Td>
                <Td nowrap className="tabular-nums">
                  {row.fileNumber}
                </Td>
                <Td header nowrap>
                  <TextLink to={paths.family(row.id)}>{row.name}</TextLink>
                </Td>
                <Td>{row.workUnit || '—'}</Td>
                <Td>{row.category ? CATEGORY_LABELS[row.category] : '—'}</Td>
                <Td>{regionLabel(row.division)}</Td>
                <Td nowrap className="tabular-nums">
                  {row.visitedOn}
                </Td>
              </Tr>
            );
          })}
        </TBody>
      </Table>
    </fieldset>
  );
}
