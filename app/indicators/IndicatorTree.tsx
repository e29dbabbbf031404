import { judgedBy } from '../fund/assessment';
import type { ScoringRules } from '../fund/scoring';
import { treeSpans, type TreeSpan } from '../fund/treeSpans';
import { paths } from '../paths';
import { Table, Tag, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { filterText, judgeWords, remarkText } from '../zh/indicators';
import { countBasisLabels } from '../zh/targetForm';
import { formatScore, formatWeight, wholeText } from './figures';
import { FractionText } from './FractionText';
import type { SomeCounts, IndicatorResult, Remark } from './indicator';
import { OutcomeTag } from './OutcomeTag';
import { SampleText } from './SampleText';

interface IndicatorTreeProps {
  year: number;
  asOf: string;
  rows: readonly IndicatorResult[];
  /** By what the rows are scored. */
  scoring: ScoringRules;
  totalScoreHundredths: number;
  mayAssess: boolean;
}

/** The target tree with what was achieved: every figure leads to the records it was computed from. */
export function IndicatorTree({
  year,
  asOf,
  rows,
  scoring,
  totalScoreHundredths,
  mayAssess,
}: IndicatorTreeProps) {
  const spans = treeSpans(rows);
  const weight = rows.reduce((sum, { weightHundredths }) => sum + weightHundredths, 0);
  return (
    <Table label="绩效指标完成情况" bordered dense>
      <THead>
        <Tr>
          <Th>一级指标</Th>
          <Th>二级指标</Th>
          <Th>三级指标</Th>
          <Th>目标值</Th>
          <Th>完成值</Th>
          <Th>结果</Th>
          <Th numeric>得分</Th>
          <Th numeric>分值</Th>
          <Th className="min-w-[12rem]">提示与说明</Th>
          {mayAssess ? <Th actions>办理</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {rows.map((row, index) => (
          <Tr key={row.id}>
            <LevelCells row={row} span={spans[index]!} />
            {row.level3 === null ? (
              <Td colSpan={mayAssess ? 8 : 7} muted className="text-center">
                未设三级指标
              </Td>
            ) : (
              <ResultCells row={row} year={year} asOf={asOf} scoring={scoring} mayAssess={mayAssess} />
            )}
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header strong colSpan={6}>
            合计
          </Td>
          <Td numeric>{formatScore(totalScoreHundredths)}</Td>
          <Td numeric>{formatWeight(weight)}</Td>
          <Td colSpan={mayAssess ? 2 : 1} />
        </Tr>
      </TFoot>
    </Table>
  );
}

/** The names of the first two levels, each in one cell over the rows it stands for. */
function LevelCells({ row, span }: { row: IndicatorResult; span: TreeSpan }) {
  return (
    <>
      {span.level1 > 0 ? (
        <Td rowSpan={span.level1} className="min-w-[5.5em] bg-white !align-top">
          {row.level1}
        </Td>
      ) : null}
      {span.level2 > 0 ? (
        <Td rowSpan={span.level2} nowrap className="bg-white !align-top">
          {row.level2}
        </Td>
      ) : null}
    </>
  );
}

interface ResultProps {
  row: IndicatorResult;
  year: number;
  asOf: string;
  scoring: ScoringRules;
  mayAssess: boolean;
}

function ResultCells({ row, year, asOf, scoring, mayAssess }: ResultProps) {
  const action = judgeWords[judgedBy(row)];
  return (
    <>
      <Td header className="min-w-[8em]">
        {row.level3}
        {row.filter ? <div className="text-sm font-normal text-ink-500">{filterText(row.filter)}</div> : null}
      </Td>
      <Td nowrap>{row.target.text || '—'}</Td>
      <Td className="min-w-[13rem] tabular-nums">
        <TextLink to={paths.indicator(year, row.id, asOf)} aria-label={`${row.level3}：${row.actual.text}`}>
          {row.actual.text}
        </TextLink>
        <div className="text-sm text-ink-500">
          {row.counts ? <CountsText counts={row.counts} /> : <FractionText result={row} isShort />}
          {row.sample ? (
            <div>
              <SampleText sample={row.sample} />
            </div>
          ) : null}
        </div>
      </Td>
      <Td>
        <OutcomeTag outcome={row.outcome} />
      </Td>
      <Td numeric>{row.scoreHundredths === null ? '—' : formatScore(row.scoreHundredths)}</Td>
      <Td numeric muted>
        {formatWeight(row.weightHundredths)}
      </Td>
      <Td>
        <Remarks row={row} scoring={scoring} />
      </Td>
      {mayAssess ? (
        <Td actions>
          <TextLink to={paths.indicatorAssess(year, row.id, asOf)} aria-label={`${action}${row.level3}`}>
            {action}
          </TextLink>
        </Td>
      ) : null}
    </>
  );
}

/** The ways of counting beside one another, whichever the indicator uses. */
export function CountsText({ counts }: { counts: SomeCounts }) {
  const { persons, personTimes, families } = counts;
  return (
    <>
      {wholeText(persons)}
      {countBasisLabels.persons} · {wholeText(personTimes)}
      {countBasisLabels.person_times}
      {families === undefined ? null : ` · ${wholeText(families)}${countBasisLabels.families}`}
    </>
  );
}

/** What somebody must look at, and what the head has said. */
export function Remarks({
  row,
  scoring,
}: {
  row: Pick<IndicatorResult, 'remarks' | 'sentence'>;
  scoring: ScoringRules;
}) {
  return (
    <>
      {row.remarks.map((remark) => (
        <span key={remark} className="mr-1">
          <Tag tone={remarkTone(remark)}>{remarkText(remark, scoring)}</Tag>
        </span>
      ))}
      {row.sentence ? <span className="text-sm">{row.sentence}</span> : null}
    </>
  );
}

function remarkTone(remark: Remark) {
  return remark === 'no_surveys' || remark === 'no_denominator' ? 'neutral' : 'warning';
}
