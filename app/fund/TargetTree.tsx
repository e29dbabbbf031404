import type { ReactNode } from 'react';
import { Table, Tag, TBody, Td, TFoot, Th, THead, Tr } from '../ui';
import { filterText } from '../zh/indicators';
import { countBasisLabels, indicatorKindLabels, metricLabels, targetOperatorLabels } from '../zh/targetForm';
import { weightText } from './project.form';
import { comparedTarget, type Metric, type TargetValue } from './target';
import type { TargetRow } from './targetForm';
import { treeSpans, type TreeSpan } from './treeSpans';

interface TargetTreeProps {
  label: string;
  rows: readonly TargetRow[];
  /** Hundredths of a point. */
  totalWeight: number | null;
}

/** The three-level tree as the form prints it, every second-level row included, with how each target was read. */
export function TargetTree({ label, rows, totalWeight }: TargetTreeProps) {
  const spans = treeSpans(rows);
  return (
    <Table label={label} bordered dense>
      <THead>
        <Tr>
          <Th>一级指标</Th>
          <Th>二级指标</Th>
          <Th>三级指标</Th>
          <Th>目标值</Th>
          <Th>读作</Th>
          <Th>性质</Th>
          <Th>计算口径</Th>
          <Th numeric>分值</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row, index) => (
          <Tr key={row.position}>
            <LevelCells row={row} span={spans[index]!} />
            <Td header={row.level3 !== null}>{row.level3}</Td>
            <Td nowrap>{row.target?.text}</Td>
            <Td nowrap muted>
              <ReadTarget target={row.target} metric={row.metric} />
            </Td>
            <Td nowrap>{row.kind ? indicatorKindLabels[row.kind] : null}</Td>
            <Td>
              <MetricText row={row} />
            </Td>
            <Td numeric>{weightText(row.weight)}</Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header colSpan={7}>
            合计
          </Td>
          <Td numeric>{weightText(totalWeight)}</Td>
        </Tr>
      </TFoot>
    </Table>
  );
}

/** The cells of the first two levels, where the row begins them. */
export function LevelCells({ row, span }: { row: Pick<TargetRow, 'level1' | 'level2'>; span: TreeSpan }) {
  return (
    <>
      {span.level1 > 0 ? <LevelCell rows={span.level1}>{row.level1}</LevelCell> : null}
      {span.level2 > 0 ? <LevelCell rows={span.level2}>{row.level2}</LevelCell> : null}
    </>
  );
}

function LevelCell({ rows, children }: { rows: number; children: ReactNode }) {
  return (
    <Td rowSpan={rows} className="min-w-[5em] bg-white !align-top">
      {children}
    </Td>
  );
}

/** How a target is compared with what computes it: 大于 90%; a word is compared by nobody but the head. */
export function ReadTarget({ target, metric }: { target: TargetValue | null; metric: Metric | null }) {
  if (!target) return null;
  const read = comparedTarget({ metric, target });
  if (!read) return <>文字</>;
  return (
    <>
      {targetOperatorLabels[read.operator]} {read.value}
      {read.unit}
      {target.operator === null ? '（未写符号）' : null}
    </>
  );
}

function MetricText({ row }: { row: TargetRow }) {
  if (row.level3 === null) return null;
  if (!row.metric)
    return row.kind === 'quantitative' ? (
      <Tag tone="warning">没有计算口径</Tag>
    ) : (
      <span className="text-ink-500">人工评定</span>
    );
  return (
    <>
      {metricLabels[row.metric]}
      {row.countBasis ? `（按${countBasisLabels[row.countBasis]}）` : null}
      {row.filter ? <div className="text-sm text-ink-500">{filterText(row.filter)}</div> : null}
    </>
  );
}
