export type ChangeKind = 'receipt' | 'adjust' | 'write_off';
export const changeKinds: readonly ChangeKind[] = ['receipt', 'adjust', 'write_off'];

/** The units that a change moves, from what was typed; null when it is no usable number. */
export function unitsOf(kind: ChangeKind, typed: string): number | null {
  const text = typed.trim().replace('−', '-');
  if (!/^[+-]?\d{1,7}$/.test(text)) return null;
  const units = Number(text);
  if (units === 0 || Math.abs(units) > 1_000_000) return null;
  if (kind === 'adjust') return units;
  return units < 0 ? null : kind === 'write_off' ? -units : units;
}
