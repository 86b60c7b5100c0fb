export type MoveKind = 'receipt' | 'adjust' | 'write_off' | 'count' | 'transfer';
export const moveKinds: readonly MoveKind[] = ['receipt', 'write_off', 'count', 'transfer', 'adjust'];

const mostMoved = 1_000_000;
const mostCounted = 10_000_000;

/**
 * The units of a move, from what was typed; null when it is no usable number. Of a correction and of what is written off it is what is
 * added, of a count what is there afterwards, of a transfer what is carried over.
 */
export function unitsOf(kind: MoveKind, typed: string): number | null {
  const text = typed.trim().replace('−', '-');
  if (!/^[+-]?\d{1,8}$/.test(text)) return null;
  const units = Number(text);
  if (kind === 'count') return units < 0 || units > mostCounted || Object.is(units, -0) ? null : units;
  if (units === 0 || Math.abs(units) > mostMoved) return null;
  if (kind === 'adjust') return units;
  return units < 0 ? null : kind === 'write_off' ? -units : units;
}

/** What is there of `before` when `units` were moved in this way. */
export function afterMove(kind: MoveKind, before: number, units: number): number {
  if (kind === 'count') return units;
  return kind === 'transfer' ? before - units : before + units;
}
