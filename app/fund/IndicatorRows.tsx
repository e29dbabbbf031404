import type { FieldMetadata, FormMetadata } from '@conform-to/react';
import { toPlainText } from '../plainText';
import { Button, Table, Tag, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { fundFieldLabels } from '../zh/fund';
import { filterText } from '../zh/indicators';
import { countBasisLabels, metricLabels, uncountedText } from '../zh/targetForm';
import { CellHidden, CellSelect, CellText, ListError } from './cells';
import { weightText } from './project.form';
import type { IndicatorFilter } from './indicatorFilter';
import { filterOfName, uncountedParts } from './namedPart';
import { COUNT_BASES, FULL_WEIGHT, METRICS, parseTargetValue, type Metric } from './target';
import type { TargetRow } from './targetForm';
import { LevelCells, ReadTarget } from './TargetTree';
import { treeSpans } from './treeSpans';

const METRIC_OPTIONS = [
  { value: '', label: '人工评定或填写' },
  ...METRICS.map((metric) => ({ value: metric, label: metricLabels[metric] })),
];
const COUNT_BASIS_OPTIONS = [
  { value: '', label: '—' },
  ...COUNT_BASES.map((basis) => ({ value: basis, label: countBasisLabels[basis] })),
];

interface DecisionValue {
  position: number;
  metric?: string | null;
  countBasis?: string | null;
  weight?: string | null;
}

/** The proposed decisions as the form's default. */
export function decisionValues(rows: readonly TargetRow[]) {
  return rows.map(({ position, metric, countBasis, weight }) => ({
    position,
    metric: metric ?? '',
    countBasis: countBasis ?? '',
    weight: weightText(weight),
  }));
}

/** A stored tree as the default of its form. */
export function indicatorValues(rows: readonly (TargetRow & { id: string })[]) {
  return rows.map((row) => ({
    id: row.id,
    level1: row.level1,
    level2: row.level2,
    level3: row.level3 ?? '',
    targetText: row.target?.text ?? '',
    metric: row.metric ?? '',
    countBasis: row.countBasis ?? '',
    weight: weightText(row.weight),
  }));
}

/** What each field of these rows is called in the summary of errors; `which` names the row at an index. */
export function rowLabels(rowCount: number, which: (index: number) => string): Record<string, string> {
  const names = ['level1', 'level2', 'level3', 'targetText', 'metric', 'countBasis', 'weight'] as const;
  const entries = Array.from({ length: rowCount }, (_, index) =>
    names.map((name) => [`rows[${index}].${name}`, which(index) + fundFieldLabels[name]]),
  );
  return Object.fromEntries(entries.flat()) as Record<string, string>;
}

/** The tree before an import is confirmed: names and targets as read; metric, count basis and weight to be decided. */
export function DecisionRows({
  field,
  rows,
}: {
  field: FieldMetadata<DecisionValue[]>;
  rows: readonly TargetRow[];
}) {
  const spans = treeSpans(rows);
  const decisions = field.getFieldList().map((item) => item.getFieldset());
  const fieldsAt = (position: number) =>
    decisions.find((item) => item.position.initialValue === String(position));
  return (
    <Table label="绩效指标" bordered dense>
      <THead>
        <Tr>
          <Th>一级指标</Th>
          <Th>二级指标</Th>
          <Th>三级指标</Th>
          <Th>目标值</Th>
          <Th>读作</Th>
          <Th>计算口径</Th>
          <Th>计数</Th>
          <Th numeric>分值</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row, index) => {
          const decision = fieldsAt(row.position);
          const name = row.level3 ?? '';
          return (
            <Tr key={row.position}>
              <LevelCells row={row} span={spans[index]!} />
              <Td header={row.level3 !== null}>{row.level3}</Td>
              <Td nowrap>{row.target?.text}</Td>
              <Td nowrap muted>
                <ReadTarget target={row.target} metric={metricOf(decision?.metric.value ?? row.metric)} />
              </Td>
              {decision ? (
                <>
                  <Td>
                    <CellHidden field={decision.position} />
                    <CellSelect
                      field={decision.metric}
                      label={`${name}的计算口径`}
                      options={METRIC_OPTIONS}
                      className="min-w-[9rem]"
                    />
                    <PartText row={row} metric={decision.metric.value || null} />
                  </Td>
                  <Td>
                    <CellSelect
                      field={decision.countBasis}
                      label={`${name}的计数单位`}
                      options={COUNT_BASIS_OPTIONS}
                      className="min-w-[4.5rem]"
                    />
                  </Td>
                  <Td numeric>
                    <CellText field={decision.weight} label={`${name}的分值`} numeric className="!w-16" />
                  </Td>
                </>
              ) : (
                <Td colSpan={3} />
              )}
            </Tr>
          );
        })}
      </TBody>
      <TotalRow columns={7} list={field} weights={decisions.map((item) => item.weight.value)} />
    </Table>
  );
}

export interface IndicatorValue {
  id?: string | null;
  level1: string;
  level2?: string | null;
  level3?: string | null;
  targetText?: string | null;
  metric?: string | null;
  countBasis?: string | null;
  weight?: string | null;
}

/** What part an indicator that is stored counts, and where that is set. */
export interface IndicatorPart {
  filter: IndicatorFilter | null;
  text: string;
  to: string;
}

interface IndicatorRowsProps {
  form: Pick<FormMetadata<{ rows: IndicatorValue[] }>, 'insert' | 'remove' | 'reorder'>;
  field: FieldMetadata<IndicatorValue[]>;
  /** By the id of the row; none of what cannot be narrowed. */
  parts: Readonly<Record<string, IndicatorPart>>;
}

/** The tree to be edited: every cell, rows added, moved and removed. */
export function IndicatorRows({ form, field, parts }: IndicatorRowsProps) {
  const list = field.getFieldList();
  const rows = list.map((item) => item.getFieldset());
  return (
    <>
      <Table label="绩效指标" dense>
        <THead>
          <Tr>
            <Th>一级指标</Th>
            <Th>二级指标</Th>
            <Th>三级指标</Th>
            <Th>目标值</Th>
            <Th>计算口径</Th>
            <Th>计数</Th>
            <Th numeric>分值</Th>
            <Th actions>操作</Th>
          </Tr>
        </THead>
        <TBody>
          {rows.map((row, index) => {
            const which = `第 ${index + 1} 行`;
            const names = { level1: row.level1.value ?? '', level2: row.level2.value ?? '' };
            return (
              <Tr key={list[index]!.key ?? index}>
                <Td>
                  <CellHidden field={row.id} />
                  <CellText field={row.level1} label={`${which}一级指标`} className="min-w-[8rem]" />
                </Td>
                <Td>
                  <CellText field={row.level2} label={`${which}二级指标`} className="min-w-[6rem]" />
                </Td>
                <Td>
                  <CellText field={row.level3} label={`${which}三级指标`} className="min-w-[11rem]" />
                </Td>
                <Td>
                  <CellText field={row.targetText} label={`${which}目标值`} className="min-w-[5.5rem]" />
                  <TargetHint text={row.targetText.value} metric={metricOf(row.metric.value)} />
                </Td>
                <Td>
                  <CellSelect
                    field={row.metric}
                    label={`${which}计算口径`}
                    options={METRIC_OPTIONS}
                    className="min-w-[9rem]"
                  />
                  <EditedPart row={row} part={parts[row.id.value ?? '']} which={which} />
                </Td>
                <Td>
                  <CellSelect
                    field={row.countBasis}
                    label={`${which}计数单位`}
                    options={COUNT_BASIS_OPTIONS}
                    className="min-w-[4.5rem]"
                  />
                </Td>
                <Td numeric>
                  <CellText field={row.weight} label={`${which}分值`} numeric className="!w-16" />
                </Td>
                <Td actions>
                  <Button
                    size="small"
                    tone="quiet"
                    className="!px-1"
                    disabled={index === 0}
                    aria-label={`上移${which}`}
                    {...form.reorder.getButtonProps({
                      name: field.name,
                      from: index,
                      to: Math.max(0, index - 1),
                    })}
                  >
                    上移
                  </Button>
                  <Button
                    size="small"
                    tone="quiet"
                    className="!px-1"
                    aria-label={`在${which}下面加一行`}
                    {...form.insert.getButtonProps({
                      name: field.name,
                      index: index + 1,
                      defaultValue: { ...names, weight: '0' },
                    })}
                  >
                    加行
                  </Button>
                  <Button
                    size="small"
                    tone="quiet"
                    className="!px-1"
                    aria-label={`删除${which}`}
                    {...form.remove.getButtonProps({ name: field.name, index })}
                  >
                    删除
                  </Button>
                </Td>
              </Tr>
            );
          })}
        </TBody>
        <TotalRow columns={6} list={field} weights={rows.map((row) => row.weight.value)} after />
      </Table>
      <div className="mt-2">
        <Button
          size="small"
          icon="plus"
          {...form.insert.getButtonProps({ name: field.name, defaultValue: { weight: '0' } })}
        >
          在末尾加一行
        </Button>
      </div>
    </>
  );
}

/** What the row is narrowed to, or will be because its name says so. */
function PartText({ row, metric }: { row: TargetRow; metric: string | null }) {
  const chosen = metricOf(metric);
  const name = row.level3 ?? '';
  const filter = chosen === row.metric ? row.filter : filterOfName(name, chosen);
  return (
    <>
      {filter ? <p className="mt-0.5 text-xs text-ink-500">{filterText(filter)}</p> : null}
      <Uncounted name={name} metric={chosen} filter={filter} />
    </>
  );
}

type IndicatorFields = ReturnType<FieldMetadata<IndicatorValue>['getFieldset']>;

/** The same of a row that is being edited: what is stored of it, or what its name says where it is new. */
function EditedPart({
  row,
  part,
  which,
}: {
  row: IndicatorFields;
  part: IndicatorPart | undefined;
  which: string;
}) {
  const name = row.level3.value ?? '';
  const metric = metricOf(row.metric.value);
  const isStored = Boolean(row.id.value) && metric === metricOf(row.metric.initialValue);
  const filter = isStored ? part?.filter : filterOfName(name, metric);
  return (
    <>
      {part ? (
        <p className="mt-0.5 text-xs">
          <TextLink to={part.to} aria-label={`设定${which}的计算范围，现在${part.text}`}>
            {part.text}
          </TextLink>
        </p>
      ) : null}
      {!part && filter ? <p className="mt-0.5 text-xs text-ink-500">{filterText(filter)}</p> : null}
      <Uncounted name={name} metric={metric} filter={filter} />
    </>
  );
}

function Uncounted({ name, ...counted }: { name: string } & Parameters<typeof uncountedParts>[1]) {
  const parts = uncountedParts(name, counted);
  return parts.length > 0 ? <p className="mt-0.5 text-xs text-warning-700">{uncountedText(parts)}</p> : null;
}

function TargetHint({ text, metric }: { text: string | undefined; metric: Metric | null }) {
  if (!text?.trim()) return null;
  return (
    <p className="mt-0.5 text-xs text-ink-500">
      <ReadTarget target={parseTargetValue(text)} metric={metric} />
    </p>
  );
}

/** What is chosen in the row. */
function metricOf(chosen: string | null | undefined): Metric | null {
  return METRICS.find((metric) => metric === chosen) ?? null;
}

interface TotalRowProps {
  columns: number;
  list: FieldMetadata;
  weights: (string | undefined)[];
  after?: boolean;
}

function TotalRow({ columns, list, weights, after }: TotalRowProps) {
  const total = weights.reduce((sum, text) => sum + hundredthsOf(text), 0);
  return (
    <TFoot>
      <Tr>
        <Td header colSpan={columns}>
          合计 <ListError field={list} />
        </Td>
        <Td numeric>
          {total === FULL_WEIGHT ? (
            weightText(total)
          ) : (
            <Tag tone="danger">{`${weightText(total)}（应为 100）`}</Tag>
          )}
        </Td>
        {after ? <Td actions /> : null}
      </Tr>
    </TFoot>
  );
}

function hundredthsOf(text: string | undefined): number {
  const points = Number(toPlainText(text ?? ''));
  return Number.isFinite(points) ? Math.round(points * 100) : 0;
}
