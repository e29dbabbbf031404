import type { FieldMetadata } from '@conform-to/react';
import { Table, TBody, Td, Th, THead, Tr } from '../ui';
import { programmeFieldLabels as labels, reliefTypeLabels } from '../zh/fund';
import { CellDate, CellHidden, CellText } from './cells';
import { peopleTarget } from './programme';
import type { ReliefType } from './project';
import type { SentProgramme } from './ProjectView';
import type { TargetRow } from './targetForm';

export interface ProgrammeValue {
  type: string;
  windowStartOn: string;
  windowEndOn: string;
  plannedPeople?: number | string | null;
  perHeadFen?: number | string | null;
  timelyDays?: number | string | null;
}

/** What each field is called in the summary of errors. */
export function programmeLabels(programmes: readonly { type: ReliefType }[]): Record<string, string> {
  const names = ['windowStartOn', 'windowEndOn', 'plannedPeople', 'perHeadFen', 'timelyDays'] as const;
  const entries = programmes.map(({ type }, index) =>
    names.map((name) => [`programmes[${index}].${name}`, reliefTypeLabels[type] + labels[name]]),
  );
  return Object.fromEntries(entries.flat()) as Record<string, string>;
}

interface ProgrammeRowsProps {
  field: FieldMetadata<ProgrammeValue[]>;
  programmes: readonly SentProgramme[];
  rows: readonly TargetRow[];
}

/** The programmes to be edited, one row a type of relief, beside what the tree wants. */
export function ProgrammeRows({ field, programmes, rows }: ProgrammeRowsProps) {
  return (
    <Table label="发放计划">
      <THead>
        <Tr>
          <Th>救助类型</Th>
          <Th>{labels.windowStartOn}</Th>
          <Th>{labels.windowEndOn}</Th>
          <Th numeric>{labels.plannedPeople}</Th>
          <Th numeric>{labels.perHeadFen}</Th>
          <Th numeric>{labels.timelyDays}</Th>
          <Th numeric>指标目标值</Th>
        </Tr>
      </THead>
      <TBody>
        {field.getFieldList().map((item, index) => {
          const fields = item.getFieldset();
          const type = programmes[index]!.type;
          const name = reliefTypeLabels[type];
          return (
            <Tr key={item.key ?? index}>
              <Td header nowrap>
                {name}
                <CellHidden field={fields.type} />
              </Td>
              <Td>
                <CellDate field={fields.windowStartOn} label={`${name}${labels.windowStartOn}`} />
              </Td>
              <Td>
                <CellDate field={fields.windowEndOn} label={`${name}${labels.windowEndOn}`} />
              </Td>
              <Td numeric>
                <CellText
                  field={fields.plannedPeople}
                  label={`${name}${labels.plannedPeople}`}
                  numeric
                  className="!w-28"
                />
              </Td>
              <Td numeric>
                <CellText
                  field={fields.perHeadFen}
                  label={`${name}${labels.perHeadFen}`}
                  numeric
                  className="!w-28"
                />
              </Td>
              <Td numeric>
                <CellText
                  field={fields.timelyDays}
                  label={`${name}${labels.timelyDays}`}
                  numeric
                  className="!w-20"
                />
              </Td>
              <Td numeric>{peopleTarget(rows, type)?.text ?? '—'}</Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}
