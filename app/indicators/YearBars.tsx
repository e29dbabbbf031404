const TEN_THOUSAND_YUAN = 1_000_000;
/** Right of the longest label, and as long as leaves room for the sum behind it. */
const BARS_AT = 104;
const LONGEST = 440;
const FILLS = ['fill-ink-400', 'fill-accent-600'];

interface YearBarsProps {
  years: [number, number];
  groups: { label: string; fen: [number, number] }[];
}

/** Sums of two years on one scale: plain SVG that prints; the figures stand in the table beside it. */
export function YearBars({ years, groups }: YearBarsProps) {
  const most = Math.max(1, ...groups.flatMap(({ fen }) => fen));
  return (
    <figure className="px-4 pb-2 pt-3">
      <svg aria-hidden="true" viewBox={`0 0 720 ${groups.length * 46}`} className="block w-full max-w-3xl">
        {groups.map(({ label, fen }, index) => (
          <g key={label} transform={`translate(0 ${index * 46})`}>
            <text x="0" y="24" fontSize="13" className="fill-ink-700">
              {label}
            </text>
            {fen.map((amountFen, side) => (
              <g key={years[side]}>
                <rect
                  x={BARS_AT}
                  y={4 + side * 18}
                  width={(Math.max(0, amountFen) / most) * LONGEST}
                  height="15"
                  className={FILLS[side]}
                />
                <text
                  x={BARS_AT + 6 + (Math.max(0, amountFen) / most) * LONGEST}
                  y={16 + side * 18}
                  fontSize="12"
                  className="fill-ink-900"
                >
                  {years[side]} 年{' '}
                  {(amountFen / TEN_THOUSAND_YUAN).toLocaleString('zh-CN', { maximumFractionDigits: 2 })} 万元
                </text>
              </g>
            ))}
          </g>
        ))}
      </svg>
      <figcaption className="sr-only">两个年度的资金，数字见下表。</figcaption>
    </figure>
  );
}
