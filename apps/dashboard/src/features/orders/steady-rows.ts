/** A list that people work in: rows keep their places while the world changes behind them. */
export interface SteadyRows<T> {
  readonly rows: readonly T[];
  /** In the list now, not shown yet. */
  readonly arrived: number;
  /** Shown, but not in the list any more. */
  readonly left: ReadonlySet<string>;
}

/**
 * Puts fresh data into the rows that a person already sees, in the order in which they were seen. Rows further down than the
 * last one that was seen are pages read since, and are added; rows that came in between wait until the person asks for them.
 * When the list goes on beyond what was read (`hasMore`), the last rows may just have been pushed further down: they have not left.
 */
export function keepSteady<T extends { readonly id: string }>(
  seen: readonly T[],
  fresh: readonly T[],
  { hasMore = false }: { hasMore?: boolean } = {},
): SteadyRows<T> {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const seenIds = new Set(seen.map((row) => row.id));
  const lastSeen = fresh.findLastIndex((row) => seenIds.has(row.id));
  if (lastSeen === -1) return { rows: fresh, arrived: 0, left: new Set() };
  const inReach = hasMore ? seen.slice(0, seen.findLastIndex((row) => byId.has(row.id)) + 1) : seen;
  return {
    rows: [...seen.map((row) => byId.get(row.id) ?? row), ...fresh.slice(lastSeen + 1)],
    arrived: fresh.slice(0, lastSeen).filter((row) => !seenIds.has(row.id)).length,
    left: new Set(inReach.filter((row) => !byId.has(row.id)).map((row) => row.id)),
  };
}
