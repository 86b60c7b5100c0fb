import { CartesianGrid, LineChart as Chart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

export interface Series {
  readonly key: string;
  readonly name: string;
  /** One for each day; null is a gap. */
  readonly values: readonly (number | null)[];
  /** The period before, set behind. */
  readonly isFaint?: boolean;
}

/** Colour and dashes together, so that lines differ without colour, too. */
const looks = [
  ['var(--accent)', undefined],
  ['var(--info)', '7 3'],
  ['var(--warn)', '2 3'],
  ['var(--bad)', '10 3 2 3'],
  ['var(--good)', '4 4'],
  ['var(--soft)', '12 4'],
] as const;
export const maxLines = looks.length;
const faintLook = ['var(--faint)', '3 3'] as const;
const lookOf = (series: Series, index: number) => (series.isFaint ? faintLook : (looks[index % maxLines] ?? looks[0]));

const tick = { fill: 'var(--soft)', fontSize: 12 };

/**
 * Lines over days, broken where a value is missing. It is hidden from screen readers: whoever uses it shows the same numbers as a table.
 */
export function LineChart({
  days,
  series,
  format,
}: {
  days: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
}) {
  const points = days.map((day, index) => ({ day, ...Object.fromEntries(series.map(({ key, values }) => [key, values[index] ?? null])) }));
  return (
    <div aria-hidden>
      {series.length > 1 && (
        <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">
          {series.map((one, index) => {
            const [colour, dashes] = lookOf(one, index);
            return (
              <li key={one.key} className="flex items-center gap-1.5">
                <svg viewBox="0 0 24 8" className="h-2 w-6" aria-hidden>
                  <path d="M0 4H24" stroke={colour} strokeWidth={2.5} strokeDasharray={dashes} />
                </svg>
                {one.name}
              </li>
            );
          })}
        </ul>
      )}
      <div className="h-56">
        <ResponsiveContainer width="100%" height="100%">
          <Chart data={points} margin={{ top: 6, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="day" tickLine={false} axisLine={false} tick={tick} minTickGap={28} />
            <YAxis
              width={52}
              tickLine={false}
              axisLine={false}
              tick={tick}
              domain={['auto', 'auto']}
              allowDecimals={false}
              tickFormatter={(value: number) => format(value)}
            />
            <Tooltip
              cursor={{ stroke: 'var(--edge)' }}
              formatter={(value) => (typeof value === 'number' ? format(value) : '–')}
              contentStyle={{ background: 'var(--raised)', border: '1px solid var(--line)', borderRadius: 8, color: 'var(--ink)' }}
              labelStyle={{ color: 'var(--ink)', fontWeight: 600 }}
            />
            {series.map((one, index) => {
              const [colour, dashes] = lookOf(one, index);
              return (
                <Line
                  key={one.key}
                  dataKey={one.key}
                  name={one.name}
                  stroke={colour}
                  {...(dashes ? { strokeDasharray: dashes } : {})}
                  strokeWidth={one.isFaint ? 1.5 : 2}
                  dot={<LonelyDot values={one.values} colour={colour} />}
                  connectNulls={false}
                  isAnimationActive={false}
                />
              );
            })}
          </Chart>
        </ResponsiveContainer>
      </div>
    </div>
  );
}

/** A day between two gaps has no line: it gets a dot. */
function LonelyDot({
  values,
  colour,
  cx,
  cy,
  index = 0,
}: {
  values: readonly (number | null)[];
  colour: string;
  cx?: number;
  cy?: number;
  index?: number;
}) {
  const isAlone = (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
  if (!isAlone || (values[index] ?? null) === null || cx === undefined || cy === undefined) return null;
  return <circle cx={cx} cy={cy} r={3} fill={colour} />;
}
