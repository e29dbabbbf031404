import { TextLink } from '../ui';

interface OtherYearsProps {
  years: readonly { year: number; count: number }[];
  /** In what it is counted, and what waits: 笔待发放. */
  what: string;
  to: (year: number) => string;
}

/** In an empty list: where the same kind of work waits in another year. */
export function OtherYears({ years, what, to }: OtherYearsProps) {
  return (
    <>
      {years.map(({ year, count }) => (
        <p key={year} className="mt-2 font-medium text-ink-800">
          {year} 年度还有 {count.toLocaleString('zh-CN')} {what}，
          <TextLink to={to(year)}>查看 {year} 年度</TextLink>
        </p>
      ))}
    </>
  );
}
