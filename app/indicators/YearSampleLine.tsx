import type { ScoringRules } from '../fund/scoring';
import { RuleLink } from '../rules/RuleLink';
import { Alert } from '../ui';
import { remarkText } from '../zh/indicators';
import { thinSampleText } from '../zh/scoring';
import type { Sample } from './indicator';
import { SampleText } from './SampleText';
import { sampleRemark } from './satisfaction';

interface YearSampleProps {
  year: number;
  sample: Sample;
  /** Of the year. */
  scoring: ScoringRules;
}

/** All surveys of a year together, with the words of its report where too few were heard. */
export function YearSampleLine({ year, sample, scoring }: YearSampleProps) {
  const remark = sampleRemark(sample);
  const tone = remark === 'thin_sample' ? 'warning' : 'info';
  return (
    <Alert tone={tone} title={remark ? remarkText(remark, scoring) : undefined}>
      {year} 年各轮调查合计，每人只计最后一次：
      <SampleText sample={sample} />。{remark === 'thin_sample' ? thinSampleText(scoring) : null}{' '}
      <RuleLink rule="thin-sample" of="样本" />
    </Alert>
  );
}
