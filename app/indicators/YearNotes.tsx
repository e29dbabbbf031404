import { paths } from '../paths';
import { Alert, TextLink } from '../ui';

interface EndedYearProps {
  year: number;
  /** The last day of its project. */
  endOn: string;
  /** The day that the page is counted on. */
  asOf: string;
}

/** On figures of a day after the last of the project: its papers are of that day. */
export function EndedYear({ year, endOn, asOf }: EndedYearProps) {
  if (asOf <= endOn) return null;
  return (
    <>
      项目已于 {endOn} 结束，绩效报告按这一天计，与本页可能不同：
      <TextLink to={paths.indicators(year, endOn)}>这一天的指标</TextLink>。
    </>
  );
}

/** On the figures of a year of which nothing was recorded yet. */
export function UntouchedYear({ year }: { year: number }) {
  return (
    <Alert tone="info">
      {year} 年还没有到账、核定、发放和满意度记录：完成值为 0 只是还没有开始，由此得到的分数不说明完成情况。
    </Alert>
  );
}
