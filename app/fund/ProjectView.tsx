import { Facts, Money, MoneyText, Table, Tag, TBody, Td, TFoot, Th, THead, Tr } from '../ui';
import { fundFieldLabels, programmeFieldLabels, reliefTypeLabels } from '../zh/fund';
import { formFieldLabels as labels } from '../zh/targetForm';
import { TEXT_FIELDS, type AmountField, type DateField } from './formFields';
import type { ReliefType } from './project';
import type { ProjectHead } from './projectDraft';
import { peopleTarget, planGaps } from './programme';
import type { TargetRow } from './targetForm';

/** A project-year as it is looked at: stored, or about to be. */

interface SentComponent {
  subject: string;
  amountFen: number;
}

/** The head of a project-year as a loader sends it: amounts and dates without their brands. */
export type SentHead = Omit<ProjectHead, AmountField | DateField | 'components'> &
  Record<DateField, string> & {
    totalFen: number;
    currentFen: number;
    previousTotalFen: number | null;
    previousCurrentFen: number | null;
    components: SentComponent[];
  };

export interface SentProgramme {
  type: ReliefType;
  windowStartOn: string;
  windowEndOn: string;
  plannedPeople: number | null;
  perHeadFen: number | null;
  timelyDays: number | null;
}

export function HeadFacts({ head, columns }: { head: SentHead; columns: 1 | 3 }) {
  return (
    <Facts
      columns={columns}
      items={[
        { label: labels.projectName, value: head.projectName },
        { label: labels.centreName, value: head.centreName },
        { label: labels.unitCode, value: head.unitCode },
        { label: labels.useType, value: head.useType },
        { label: '项目时间', value: `${head.startOn} 至 ${head.endOn}` },
        { label: labels.leader, value: head.leader },
        { label: labels.contact, value: head.contact },
        { label: labels.phone, value: head.phone },
      ]}
    />
  );
}

export function AmountFacts({ head }: { head: SentHead }) {
  const amounts = ['totalFen', 'currentFen', 'previousTotalFen', 'previousCurrentFen'] as const;
  return (
    <dl className="grid grid-cols-1 gap-y-2">
      {amounts.map((name) => (
        <div key={name} className="flex justify-between gap-3">
          <dt className="text-ink-500">{labels[name]}</dt>
          <dd>{head[name] === null ? '—' : <MoneyText fen={head[name]} />}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ComponentTable({ head }: { head: SentHead }) {
  if (head.components.length === 0) return <p className="px-4 py-3 text-ink-500">没有项目构成。</p>;
  return (
    <Table label="项目构成">
      <THead>
        <Tr>
          <Th>{fundFieldLabels.subject}</Th>
          <Th numeric>{fundFieldLabels.amount}（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {head.components.map(({ subject, amountFen }, index) => (
          <Tr key={index}>
            <Td header>{subject}</Td>
            <Td numeric>
              <Money fen={amountFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header>合计，与本年度金额相等</Td>
          <Td numeric>
            <Money fen={head.currentFen} />
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}

/** The long texts of the form, their paragraphs kept. */
export function TextFacts({ head }: { head: SentHead }) {
  return (
    <Facts
      columns={1}
      items={TEXT_FIELDS.map((name) => ({
        label: labels[name],
        value: head.texts[name] ? (
          <p className="max-w-prose whitespace-pre-line">{head.texts[name]}</p>
        ) : null,
      }))}
    />
  );
}

interface ProgrammeTableProps {
  programmes: readonly SentProgramme[];
  rows: readonly TargetRow[];
}

/** When each type is paid, and how many are planned beside how many the tree wants. */
export function ProgrammeTable({ programmes, rows }: ProgrammeTableProps) {
  const gaps = planGaps({ programmes, rows });
  return (
    <Table label="发放计划">
      <THead>
        <Tr>
          <Th>救助类型</Th>
          <Th>发放时间</Th>
          <Th numeric>计划人数</Th>
          <Th numeric>{programmeFieldLabels.perHeadFen}</Th>
          <Th numeric>{programmeFieldLabels.timelyDays}</Th>
          <Th numeric>目标值</Th>
        </Tr>
      </THead>
      <TBody>
        {programmes.map(({ type, windowStartOn, windowEndOn, plannedPeople, perHeadFen, timelyDays }) => (
          <Tr key={type}>
            <Td header nowrap>
              {reliefTypeLabels[type]}
            </Td>
            <Td nowrap>
              {windowStartOn} 至 {windowEndOn}
            </Td>
            <Td numeric>{plannedPeople ?? '—'}</Td>
            <Td numeric>{perHeadFen === null ? '—' : <Money fen={perHeadFen} />}</Td>
            <Td numeric>{timelyDays ?? '—'}</Td>
            <Td numeric>
              {gaps.some((gap) => gap.type === type) ? <Tag tone="warning">与计划不同</Tag> : null}{' '}
              {peopleTarget(rows, type)?.text ?? '—'}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
