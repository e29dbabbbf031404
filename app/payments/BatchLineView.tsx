import { getFormProps, type FieldMetadata, type FormMetadata } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { parseDate } from '../calendar/date';
import { paths } from '../paths';
import {
  Alert,
  DateField,
  ErrorSummary,
  Facts,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  Money,
  Page,
  Section,
  SeenTick,
  Stack,
  SubmitButton,
  Tag,
  TextField,
} from '../ui';
import {
  LINE_EARLY_LABEL,
  lineEarlyNotice,
  OTHER_ACCOUNT_ADVICE,
  OTHER_THAN_BATCH,
  RESULT_FIELD_LABELS,
  RESULT_LABELS,
} from '../zh/bankResults';
import { INSTRUCTION_STATUS_LABELS } from '../zh/batches';
import { ROW_DOUBT_ADVICE, ROW_DOUBT_LABELS, rowDoubtTitle } from '../zh/usedRow';
import { isBeforeSending } from './bankResult';
import { Contradictions } from './ClaimedLines';
import type { BatchLinePage, FileRow } from './batchLine.server';

interface BatchLineViewProps {
  page: BatchLinePage;
  /** Of the page and of its button. */
  title: string;
  explanation: ReactNode;
  form: FormMetadata;
  fields: Record<'commandId' | 'on' | 'note' | 'earlySeen' | 'rowSeen', FieldMetadata>;
  today: string;
  /** What only this answer asks for. */
  children: ReactNode;
}

export const LINE_ANSWER_LABELS = { ...RESULT_FIELD_LABELS, ...RESULT_LABELS };

/** The page on which a line of a batch is answered by hand: what it is, and the form as long as it waits. */
export function BatchLineView(props: BatchLineViewProps) {
  const { title, explanation } = props;
  const { batch, line, claims, row } = props.page;
  return (
    <Page
      title={title}
      crumbs={[
        { to: paths.batches(), label: '发放批次' },
        { to: paths.batch(batch.id), label: batch.number },
        { to: paths.batchResults(batch.id), label: '银行结果' },
      ]}
    >
      <Stack>
        <Section title={`第 ${line.lineNumber} 行`}>
          <Facts
            items={[
              { label: '收款人', value: line.accountHolder },
              { label: '收款账户', value: `${line.bankName} ****${line.accountLast4}` },
              { label: '金额（元）', value: <Money fen={line.amountFen} /> },
              { label: '状态', value: INSTRUCTION_STATUS_LABELS[line.status] },
            ]}
          />
        </Section>
        <Contradictions found={claims} maySettle />
        {row ? <RowOfFile row={row} /> : null}
        <Section title={title} description={explanation}>
          {line.status === 'sent' ? (
            <AnswerForm {...props} />
          ) : (
            <Stack>
              <Alert tone="warning" title="现在不能办理">
                这一行不在等待银行结果。
              </Alert>
              <div>
                <LinkButton to={paths.batch(batch.id)}>返回批次</LinkButton>
              </div>
            </Stack>
          )}
        </Section>
      </Stack>
    </Page>
  );
}

/** What the bank's file says, to be compared with the line above and the bank's paper. */
function RowOfFile({ row }: { row: FileRow }) {
  const labels = RESULT_FIELD_LABELS;
  const answer = [row.word, row.reason].filter(Boolean).join('，');
  return (
    <Section title={`文件第 ${row.rowNumber} 行`} description={row.fileName}>
      <Stack>
        {row.isOtherAccount ? <Alert tone="warning">{OTHER_ACCOUNT_ADVICE}</Alert> : null}
        <Facts
          items={[
            { label: labels.holder, value: row.holder },
            {
              label: labels.account,
              value: row.accountLast4 && (
                <Compared text={`尾号 ${row.accountLast4}`} isOther={row.isOtherAccount} />
              ),
            },
            { label: labels.amount, value: <Compared text={row.amountText} isOther={row.isOtherAmount} /> },
            { label: labels.status, value: answer },
            { label: labels.on, value: row.on },
            { label: labels.reference, value: row.reference },
          ]}
        />
      </Stack>
    </Section>
  );
}

function Compared({ text, isOther }: { text: string; isOther: boolean }) {
  return (
    <>
      {text} {isOther ? <Tag tone="warning">{OTHER_THAN_BATCH}</Tag> : null}
    </>
  );
}

function AnswerForm({ page, title, form, fields, today, children }: BatchLineViewProps) {
  const labels = LINE_ANSWER_LABELS;
  const { sentOn, row } = page;
  const on = parseDate(typeof fields.on.value === 'string' ? fields.on.value : '');
  const isEarly = on.ok && isBeforeSending(on.date, sentOn);
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={labels} />
      <HiddenField field={fields.commandId} />
      <FormGrid columns={2}>
        <DateField field={fields.on} label={labels.on} max={today} hint="按银行回单" />
        {children}
        <TextField field={fields.note} label={labels.note} wide />
      </FormGrid>
      {isEarly ? (
        <div className="mt-3">
          <Alert tone="warning" title="银行日期过早">
            {lineEarlyNotice(sentOn!)}
          </Alert>
          <SeenTick field={fields.earlySeen} count={1} label={LINE_EARLY_LABEL} />
        </div>
      ) : null}
      {row?.doubt ? (
        <div className="mt-3">
          <Alert tone="warning" title={rowDoubtTitle(row)}>
            {ROW_DOUBT_ADVICE[row.doubt.is]}
          </Alert>
          <SeenTick field={fields.rowSeen} count={1} label={ROW_DOUBT_LABELS[row.doubt.is]} />
        </div>
      ) : null}
      <FormActions>
        <SubmitButton>{title}</SubmitButton>
        <LinkButton to={paths.batch(page.batch.id)}>返回批次</LinkButton>
      </FormActions>
    </Form>
  );
}
