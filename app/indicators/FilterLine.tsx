import { filterParts } from '../fund/indicatorFilter';
import type { ReceiptSource } from '../fund/project';
import { paths } from '../paths';
import { TextLink } from '../ui';
import { filterText, formerSourceText, notBySourceText } from '../zh/indicators';
import type { IndicatorResult } from './indicator';

interface FilterLineProps {
  result: Pick<IndicatorResult, 'id' | 'metric' | 'filter'>;
  year: number;
  mayAssess: boolean;
  /** By which it was narrowed once. */
  formerSource: ReceiptSource | null;
}

/** What part is counted, and the way to choose another for whoever may. */
export function FilterLine({
  result: { id, metric, filter },
  year,
  mayAssess,
  formerSource,
}: FilterLineProps) {
  if (metric === 'funds_in_place') {
    return (
      <p>
        计入全部到账，{notBySourceText}
        {formerSource ? formerSourceText(formerSource) : null}
        <TextLink to={paths.fundReceipts(year)}>查看各来源的到账</TextLink>
      </p>
    );
  }
  if (filterParts(metric).length === 0) return null;
  return (
    <p>
      {filter ? `${filterText(filter)}。` : '计入全部记录。'}
      {mayAssess ? <TextLink to={paths.indicatorFilter(year, id)}>更改计算范围</TextLink> : null}
    </p>
  );
}
