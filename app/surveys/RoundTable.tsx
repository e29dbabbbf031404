import { formatPercent, rate } from '../money/rate';
import { paths } from '../paths';
import { Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { SURVEY_METHOD_LABELS, withdrawnLabel } from '../zh/surveys';
import { SatisfactionText } from './SatisfactionText';
import type { RoundView } from './rounds.server';

/** The rounds of a year with how far each has come. */
export function RoundTable({ rounds }: { rounds: readonly RoundView[] }) {
  return (
    <Table label="满意度调查">
      <THead>
        <Tr>
          <Th>调查</Th>
          <Th>方式</Th>
          <Th>期间</Th>
          <Th numeric>样本（人）</Th>
          <Th numeric>有效评价（份）</Th>
          <Th numeric>占抽样范围</Th>
          <Th numeric>满意</Th>
          <Th numeric>尚未调查</Th>
          <Th>抽样人</Th>
        </Tr>
      </THead>
      <TBody>
        {rounds.map(({ round, counts, recordedByName, withdrawal }) => (
          <Tr key={round.id}>
            <Td header>
              <TextLink to={paths.survey(round.id)}>{round.name}</TextLink>{' '}
              {withdrawal ? <Tag>{withdrawnLabel}</Tag> : null}
            </Td>
            <Td nowrap>{SURVEY_METHOD_LABELS[round.method]}</Td>
            <Td nowrap className="tabular-nums">
              {round.startOn} 至 {round.endOn}
            </Td>
            <Td numeric>{counts.sample}</Td>
            <Td numeric>{counts.answered}</Td>
            <Td numeric>{formatPercent(rate(counts.answered, round.drawnFrom))}</Td>
            <Td numeric>
              <SatisfactionText counts={counts} />
            </Td>
            <Td numeric>{counts.open}</Td>
            <Td muted nowrap>
              {recordedByName}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
