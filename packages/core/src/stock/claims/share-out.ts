export interface ShareTaker {
  readonly id: string;
  /** Sold lately; at least 1. */
  readonly weight: number;
}

/** Of what can be shared, this part is kept to refill whoever sells out, so that nobody else must give something back first. */
const keptBack = 8;

/**
 * Shares `units` by weight; the shares never add up to more. Everybody gets one first where there are two for each, so that a new listing can
 * show what it sells; what does not divide goes to the largest remainders, then by id.
 */
export function shareOut(units: number, takers: readonly ShareTaker[]): ReadonlyMap<string, number> {
  const shared = Math.max(0, takers.length > 1 ? units - Math.floor(units / keptBack) : units);
  const first = shared >= takers.length * 2 ? 1 : 0;
  const rest = shared - first * takers.length;
  const weights = takers.reduce((sum, { weight }) => sum + weight, 0);
  const exact = takers.map(({ id, weight }) => ({ id, weight, part: (rest * weight) / weights }));
  const shares = new Map(exact.map(({ id, part }) => [id, first + Math.floor(part)]));
  let left = shared - [...shares.values()].reduce((sum, share) => sum + share, 0);
  const byRemainder = exact.sort((a, b) => (b.part % 1) - (a.part % 1) || b.weight - a.weight || (a.id < b.id ? -1 : 1));
  for (const { id } of byRemainder) {
    if (left <= 0) break;
    shares.set(id, (shares.get(id) ?? 0) + 1);
    left -= 1;
  }
  return shares;
}
