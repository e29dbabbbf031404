import type { ReactNode } from 'react';
import { Money, Table, Tag, TBody, Td, Th, THead, Tr, type Tone } from '../ui';
import { differenceValueText } from '../zh/projectChange';
import { differenceChangeLabels, differencePathLabels } from '../zh/targetForm';
import { AMOUNT_FIELDS } from './formFields';
import type { Difference, DifferencePath } from './targetFormDifferences';

const CHANGE_TONES: Record<Difference['change'], Tone> = {
  added: 'success',
  removed: 'danger',
  changed: 'info',
};
const AMOUNT_PATHS: readonly DifferencePath[] = [...AMOUNT_FIELDS, 'component'];

/** What a new form changes in the stored project-year, before it is confirmed. */
export function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  return (
    <Table label="与现有内容的差异" dense>
      <THead>
        <Tr>
          <Th>变化</Th>
          <Th>内容</Th>
          <Th>现在</Th>
          <Th>确认后</Th>
        </Tr>
      </THead>
      <TBody>
        {differences.map((difference, index) => (
          <Tr key={index}>
            <Td>
              <Tag tone={CHANGE_TONES[difference.change]}>{differenceChangeLabels[difference.change]}</Tag>
            </Td>
            <Td header className="max-w-[18rem]">
              {differencePathLabels[difference.path]}
              {difference.subject ? (
                <span className="block font-normal text-ink-500">{difference.subject}</span>
              ) : null}
            </Td>
            <Td className="whitespace-pre-line">{shown(difference.path, difference.before)}</Td>
            <Td className="whitespace-pre-line">{shown(difference.path, difference.after)}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function shown(path: DifferencePath, value: Difference['before']): ReactNode {
  if (value === null || value === '') return <span className="text-ink-500">—</span>;
  if (AMOUNT_PATHS.includes(path)) return <Money fen={Number(value)} />;
  return differenceValueText(path, value);
}
