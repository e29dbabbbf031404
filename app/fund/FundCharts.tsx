import type { FundBalance } from './balance.server';

/** Charts made on the server: plain SVG that prints; the figures they draw stand beside them as text or table. */

const TEN_THOUSAND_YUAN = 1_000_000;

interface Bar {
  label: string;
  fen: number;
  fill: string;
}

/** Budget, received, committed and paid on one scale. */
export function FundBars({ balance }: { balance: Record<keyof FundBalance, number> }) {
  const bars: Bar[] = [
    { label: '预算', fen: balance.budgetFen, fill: 'fill-ink-400' },
    { label: '到账', fen: balance.receivedFen, fill: 'fill-info-500' },
    { label: '待发', fen: balance.committedFen, fill: 'fill-warning-500' },
    { label: '已发', fen: balance.paidFen, fill: 'fill-success-500' },
  ];
  const most = Math.max(1, ...bars.map(({ fen }) => fen));
  return (
    <svg aria-hidden="true" viewBox="0 0 720 104" className="mt-4 block w-full max-w-3xl">
      {bars.map(({ label, fen, fill }, index) => (
        <g key={label} transform={`translate(0 ${index * 26})`}>
          <text x="0" y="17" fontSize="13" className="fill-ink-700">
            {label}
          </text>
          <rect x="40" y="4" width="560" height="18" className="fill-ink-100" />
          <rect x="40" y="4" width={(Math.max(0, fen) / most) * 560} height="18" className={fill} />
          <text x="608" y="17" fontSize="13" className="fill-ink-900">
            {inTenThousand(fen)} 万元
          </text>
        </g>
      ))}
    </svg>
  );
}

const LEFT = 56;
const TOP = 12;
const WIDTH = 640;
const HEIGHT = 190;

interface ChartMonth {
  month: string;
  plannedUntilFen: number;
  /** Null for months that have not begun. */
  paidUntilFen: number | null;
  expectedUntilFen: number;
}

/** What was planned and what was paid by the end of each month, and how it is expected to go on. */
export function PlanChart({
  months,
  budgetFen,
  figuresAt = '数字见下表。',
  textSize = 11,
}: {
  months: readonly ChartMonth[];
  budgetFen: number;
  /** Where the figures that it draws stand as text. */
  figuresAt?: string;
  /** On the scale of the picture, which is 720 wide: more where it is drawn small. */
  textSize?: number;
}) {
  const most = Math.max(
    1,
    budgetFen,
    ...months.flatMap(({ plannedUntilFen, expectedUntilFen }) => [plannedUntilFen, expectedUntilFen]),
  );
  const x = (index: number) => LEFT + ((index + 1) / Math.max(1, months.length)) * WIDTH;
  const y = (fen: number) => TOP + HEIGHT - (Math.max(0, fen) / most) * HEIGHT;
  const line = (values: readonly (number | null)[]) =>
    values.flatMap((fen, index) => (fen === null ? [] : [`${x(index)},${y(fen)}`])).join(' ');
  const begun = months.filter(({ paidUntilFen }) => paidUntilFen !== null).length;
  const expected = months.map((one, index) => (index < begun - 1 ? null : one.expectedUntilFen));
  return (
    <figure className="px-4 pb-2 pt-3">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${LEFT + WIDTH + 24} ${TOP + HEIGHT + 28}`}
        className="block w-full max-w-4xl"
      >
        <g>
          {[0, 0.25, 0.5, 0.75, 1].map((part) => (
            <g key={part}>
              <line
                x1={LEFT}
                x2={LEFT + WIDTH}
                y1={y(most * part)}
                y2={y(most * part)}
                className="stroke-ink-200"
              />
              <text
                x={LEFT - 6}
                y={y(most * part) + 4}
                fontSize={textSize}
                textAnchor="end"
                className="fill-ink-600"
              >
                {inTenThousand(most * part)}
              </text>
            </g>
          ))}
          <line
            x1={LEFT}
            x2={LEFT + WIDTH}
            y1={y(budgetFen)}
            y2={y(budgetFen)}
            className="stroke-danger-500"
            strokeDasharray="2 3"
          />
          {months.map(({ month }, index) => (
            <text
              key={month}
              x={x(index)}
              y={TOP + HEIGHT + textSize + 5}
              fontSize={textSize}
              textAnchor="middle"
              className="fill-ink-600"
            >
              {Number(month.slice(5))}月
            </text>
          ))}
          <polyline
            points={line(months.map(({ plannedUntilFen }) => plannedUntilFen))}
            className="fill-transparent stroke-ink-500"
            strokeWidth="1.5"
            strokeDasharray="6 3"
          />
          <polyline
            points={line(expected)}
            className="fill-transparent stroke-accent-500"
            strokeWidth="1.5"
            strokeDasharray="2 3"
          />
          <polyline
            points={line(months.map(({ paidUntilFen }) => paidUntilFen))}
            className="fill-transparent stroke-accent-600"
            strokeWidth="2.5"
          />
          {months.map(({ month, paidUntilFen }, index) =>
            paidUntilFen === null ? null : (
              <circle key={month} cx={x(index)} cy={y(paidUntilFen)} r="3" className="fill-accent-600" />
            ),
          )}
        </g>
      </svg>
      <figcaption className="mt-1 text-sm text-ink-600">
        单位：万元。实线为累计发放，点线为预计发放，长虚线为累计计划，红色虚线为预算；{figuresAt}
      </figcaption>
    </figure>
  );
}

function inTenThousand(fen: number): string {
  return (fen / TEN_THOUSAND_YUAN).toLocaleString('zh-CN', { maximumFractionDigits: 2 });
}
