const widthPx = 96;
const heightPx = 24;
const edgePx = 2;

/** The line of a row: how a number went, with a gap where it is not known. `label` says the same in words. */
export function Sparkline({ values, label }: { values: readonly (number | null)[]; label: string }) {
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${widthPx} ${heightPx}`} className="h-6 w-24 overflow-visible text-accent">
      <title>{label}</title>
      {sparkPaths(values).map((path) => (
        <path key={path} d={path} fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round" />
      ))}
    </svg>
  );
}

/** One path for each unbroken stretch of days; a day alone becomes a dot. */
export function sparkPaths(values: readonly (number | null)[]): string[] {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const stepPx = (widthPx - 2 * edgePx) / Math.max(1, values.length - 1);
  const paths: string[] = [];
  let path = '';
  for (const [index, value] of [...values, null].entries()) {
    if (value === null) {
      if (path !== '') paths.push(path.includes('L') ? path : `${path}h0`);
      path = '';
      continue;
    }
    // A number that never moved is a line in the middle.
    const share = span === 0 ? 0.5 : (value - low) / span;
    const point = `${round(edgePx + index * stepPx)} ${round(heightPx - edgePx - share * (heightPx - 2 * edgePx))}`;
    path += path === '' ? `M${point}` : `L${point}`;
  }
  return paths;
}

const round = (value: number) => Math.round(value * 10) / 10;
