import { isAmountMetric, isPeopleMetric } from '../fund/target';
import { Money, Table, Tag, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { evidencePartLabels, evidenceReasonLabels, evidenceUnits, fractionLabels } from '../zh/indicators';
import { countBasisLabels } from '../zh/targetForm';
import type { Evidence } from './evidence.server';
import type { EvidenceFilter, EvidenceGroup } from './evidenceGroups';
import { isMoneyMetric } from './evidence';
import { wholeText } from './figures';
import type { IndicatorResult } from './indicator';

interface EvidenceBalanceProps {
  evidence: Omit<Evidence, 'lines'>;
  result: Pick<IndicatorResult, 'actual'>;
  /** The address of the rows of one group. */
  to: (filter: EvidenceFilter) => string;
}

/** How the rows add up to the figure, group by group; each leads to its rows. */
export function EvidenceBalance({ evidence, result, to }: EvidenceBalanceProps) {
  const { metric, groups, totals, agrees } = evidence;
  const isCount = isPeopleMetric(metric);
  const isQuotient = !isCount && !isAmountMetric(metric);
  const hasTypes = groups.some(({ type }) => type !== null);
  const hasReasons = groups.some(({ reason }) => reason !== null);
  const nameColumns = 1 + Number(hasTypes) + Number(hasReasons);
  const labels = fractionLabels[metric];
  const amount = (value: number) => (isMoneyMetric(metric) ? <Money fen={value} /> : wholeText(value));
  const sumIn = (group: EvidenceGroup, of: 'numerator' | 'denominator') =>
    group.part === of || group.part === 'both' ? amount(group[of]) : '';
  return (
    <Table label="加总过程" dense>
      <THead>
        <Tr>
          <Th>计入方式</Th>
          {hasTypes ? <Th>救助类型</Th> : null}
          {hasReasons ? <Th>原因</Th> : null}
          <Th numeric>行数</Th>
          <Th numeric>{labels.numerator}</Th>
          {isQuotient ? <Th numeric>{labels.denominator}</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {groups.map((group) => (
          <Tr key={`${group.part} ${group.type} ${group.reason}`}>
            <Td header>{evidencePartLabels[metric][group.part]}</Td>
            {hasTypes ? <Td>{group.type ? reliefTypeLabels[group.type] : '—'}</Td> : null}
            {hasReasons ? <Td>{group.reason ? evidenceReasonLabels[group.reason] : '—'}</Td> : null}
            <Td numeric>
              <TextLink to={to(filterOf(group))} aria-label={`查看这 ${group.rows} ${evidenceUnits[metric]}`}>
                {wholeText(group.rows)}
              </TextLink>
            </Td>
            <Td numeric>{sumIn(group, 'numerator')}</Td>
            {isQuotient ? <Td numeric>{sumIn(group, 'denominator')}</Td> : null}
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header strong colSpan={nameColumns}>
            合计
          </Td>
          <Td numeric>{wholeText(groups.reduce((sum, { rows }) => sum + rows, 0))}</Td>
          <Td numeric>{amount(totals.numerator)}</Td>
          {isQuotient ? <Td numeric>{amount(totals.denominator)}</Td> : null}
        </Tr>
        <Tr>
          <Td colSpan={nameColumns + (isQuotient ? 3 : 2)} className="!font-normal">
            {isCount
              ? `合计 ${wholeText(totals.numerator)}${countBasisLabels[evidence.basis]}`
              : `${isQuotient ? '合计相除得' : '合计'} ${result.actual.text}`}
            ，
            {agrees ? (
              <Tag tone="success">与指标的数字一致</Tag>
            ) : (
              <Tag tone="danger">与指标的数字不一致</Tag>
            )}
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}

function filterOf({ part, type, reason }: EvidenceGroup): EvidenceFilter {
  return { part, type: type ?? undefined, reason: reason ?? undefined };
}
