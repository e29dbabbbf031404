import type { ReactNode } from 'react';
import type { Metric } from '../fund/target';
import { paths } from '../paths';
import { OutcomeTag as AnswerTag } from '../surveys/OutcomeTag';
import { Money, Table, Tag, TBody, Td, TextLink, Th, THead, Tr, type Tone } from '../ui';
import { receiptSourceLabels, reliefTypeLabels } from '../zh/fund';
import { evidencePartLabels, evidenceReasonLabels, moneyRecordLabels } from '../zh/indicators';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import { SERVICE_KIND_LABELS } from '../zh/services';
import { typeOfMetric } from './compute';
import { isMoneyMetric, isReceiptMetric, type EvidencePart, type EvidencePayment } from './evidence';
import type { EvidenceLine } from './evidence.server';

interface Column {
  head: string;
  isNumeric?: boolean;
  cell: (line: EvidenceLine, context: { year: number; metric: Metric }) => ReactNode;
}

const REASON_HEAD = '原因';

const FILE: Column = {
  head: '档案编号',
  cell: ({ person, familyId }) =>
    person && familyId ? <TextLink to={paths.family(familyId)}>{person.fileNumber}</TextLink> : '—',
};
const NAME: Column = { head: '姓名', cell: ({ person }) => person?.name ?? '—' };
const ID_NUMBER: Column = {
  head: '身份证号',
  cell: ({ person }) => <span className="tabular-nums">{person?.idMasked ?? '—'}</span>,
};
const TYPE: Column = { head: '救助类型', cell: ({ type }) => (type ? reliefTypeLabels[type] : '—') };
const COUNTED: Column = {
  head: '计入方式',
  cell: ({ part }, { metric }) => <Tag tone={PART_TONES[part]}>{evidencePartLabels[metric][part]}</Tag>,
};
const REASON: Column = {
  head: REASON_HEAD,
  cell: ({ reason }) => (reason ? evidenceReasonLabels[reason] : ''),
};
const amountColumn = (head: string): Column => ({
  head,
  isNumeric: true,
  cell: ({ amountFen }) => <Money fen={amountFen} />,
});

const PART_TONES: Record<EvidencePart, Tone> = {
  numerator: 'success',
  both: 'success',
  denominator: 'warning',
  excluded: 'neutral',
};

const PEOPLE: Column[] = [
  FILE,
  NAME,
  ID_NUMBER,
  amountColumn('净额（元）'),
  { head: '发放记录', cell: (line) => <PaymentLinks payments={paymentsOf(line)} /> },
  COUNTED,
  REASON,
];

const DUE: Column[] = [FILE, NAME, ID_NUMBER, TYPE, amountColumn('已发净额（元）'), COUNTED, REASON];

const AWARDS: Column[] = [
  FILE,
  NAME,
  ID_NUMBER,
  TYPE,
  {
    head: '核定金额（元）',
    isNumeric: true,
    cell: ({ awardId, amountFen }) => (
      <TextLink to={paths.award(awardId!)}>
        <Money fen={amountFen} />
      </TextLink>
    ),
  },
  { head: '审批日期', cell: ({ on }) => <Day day={on} /> },
  { head: '应发日', cell: ({ record }) => (record.kind === 'award' ? <Day day={record.dueOn} /> : null) },
  {
    head: '最后发放',
    cell: ({ record }) => (record.kind === 'award' ? <Day day={record.lastPaidOn} /> : null),
  },
  COUNTED,
  {
    head: REASON_HEAD,
    cell: ({ reason, record }) => (
      <>
        {reason ? evidenceReasonLabels[reason] : ''}
        {record.kind === 'award' && record.outOfWindow ? (
          <>
            {' '}
            <Tag tone="warning">发放期后审批</Tag>
          </>
        ) : null}
      </>
    ),
  },
];

const MONEY: Column[] = [
  { head: '日期', cell: ({ on }) => <Day day={on} /> },
  { head: '记录', cell: (line, { year }) => <MoneyRecord line={line} year={year} /> },
  FILE,
  NAME,
  TYPE,
  amountColumn('金额（元）'),
  COUNTED,
  REASON,
];

const ANSWERS: Column[] = [
  FILE,
  NAME,
  ID_NUMBER,
  {
    head: '评价',
    cell: ({ record }) => (record.kind === 'answer' ? <AnswerTag outcome={record.outcome} /> : null),
  },
  {
    head: '调查日期',
    cell: ({ record, on }) =>
      record.kind === 'answer' ? (
        <TextLink to={paths.survey(record.roundId)}>
          <Day day={on} />
        </TextLink>
      ) : null,
  },
  COUNTED,
  REASON,
];

/** As the log has them: somebody may be in no file, or be of another name in it by now. */
const SERVICES: Column[] = [
  {
    head: '服务日期',
    cell: ({ on, record }, { year }) =>
      record.kind === 'service' ? (
        <TextLink
          to={paths.services({
            year,
            kind: record.serviceKind,
            month: on!.slice(0, 7),
            search: record.personName,
          })}
        >
          <Day day={on} />
        </TextLink>
      ) : null,
  },
  {
    head: '服务项目',
    cell: ({ record }) => (record.kind === 'service' ? SERVICE_KIND_LABELS[record.serviceKind] : null),
  },
  {
    head: FILE.head,
    cell: ({ familyId, record }) =>
      record.kind === 'service' && familyId ? (
        <TextLink to={paths.family(familyId)}>{record.fileNumber}</TextLink>
      ) : (
        '—'
      ),
  },
  { head: NAME.head, cell: ({ record }) => (record.kind === 'service' ? record.personName : null) },
  ID_NUMBER,
  COUNTED,
  REASON,
];

interface EvidenceTableProps {
  label: string;
  year: number;
  metric: Metric;
  lines: readonly EvidenceLine[];
}

/** The rows behind a figure, with whom each is about and the records it stands on. */
export function EvidenceTable({ label, year, metric, lines }: EvidenceTableProps) {
  const isJudged = lines.some(({ reason }) => reason !== null);
  const columns = columnsOf(metric).filter(({ head }) => isJudged || head !== REASON_HEAD);
  return (
    <Table label={label} dense sticky>
      <THead>
        <Tr>
          {columns.map(({ head, isNumeric }) => (
            <Th key={head} numeric={isNumeric}>
              {head}
            </Th>
          ))}
        </Tr>
      </THead>
      <TBody>
        {lines.map((line, index) => (
          <Tr key={index}>
            {columns.map(({ head, isNumeric, cell }) => (
              <Td key={head} numeric={isNumeric} nowrap={head !== REASON_HEAD && head !== '发放记录'}>
                {cell(line, { year, metric })}
              </Td>
            ))}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function columnsOf(metric: Metric): Column[] {
  if (typeOfMetric(metric)) return PEOPLE;
  if (isMoneyMetric(metric)) return isReceiptMetric(metric) ? RECEIPTS : MONEY;
  if (metric === 'services_count') return SERVICES;
  if (metric === 'satisfaction') return ANSWERS;
  return metric === 'timeliness' ? AWARDS : DUE;
}

/** Receipts and the budget are about nobody. */
const RECEIPTS = MONEY.filter((column) => ![FILE, NAME, TYPE].includes(column));

function Day({ day }: { day: string | null }) {
  return <span className="tabular-nums">{day ?? '—'}</span>;
}

function paymentsOf({ record, amountFen, on }: EvidenceLine): EvidencePayment[] {
  if ('payments' in record) return record.payments;
  if (record.kind !== 'payment') return [];
  const { paymentId: id, paymentKind: kind } = record;
  return [{ id, kind, amountFen: amountFen ?? 0, paidOn: on ?? '' }];
}

function PaymentLinks({ payments }: { payments: readonly EvidencePayment[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3">
      {payments.map(({ id, kind, amountFen, paidOn }) => (
        <li key={id} className="whitespace-nowrap tabular-nums">
          <TextLink to={paths.payment(id)}>{paidOn}</TextLink>{' '}
          {kind === 'payment' ? '' : PAYMENT_KIND_LABELS[kind]}
          <Money fen={amountFen} />
        </li>
      ))}
    </ul>
  );
}

function MoneyRecord({ line: { record }, year }: { line: EvidenceLine; year: number }) {
  if (record.kind === 'payment') {
    return (
      <TextLink to={paths.payment(record.paymentId)}>{PAYMENT_KIND_LABELS[record.paymentKind]}</TextLink>
    );
  }
  if (record.kind === 'receipt') {
    return (
      <TextLink to={paths.fund(year)}>
        {moneyRecordLabels.receipt}：{receiptSourceLabels[record.source]}
      </TextLink>
    );
  }
  const isBudget = record.kind === 'budget';
  return (
    <TextLink to={isBudget ? paths.project(year) : paths.fund(year)}>
      {isBudget ? moneyRecordLabels.budget : moneyRecordLabels.adjustment}
    </TextLink>
  );
}
