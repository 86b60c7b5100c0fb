/** A text of the address. A number that was typed there is read as a number: codes are text here. */
export function readText<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  const found: { [P in K]?: string } = {};
  if (['string', 'number'].includes(typeof value) && value !== '') found[key] = String(value).slice(0, 100);
  return found;
}

/** One of the allowed values; anything else is left out. */
export function readOne<K extends string, V>(key: K, value: unknown, allowed: readonly V[]): { [P in K]?: V } {
  const found: { [P in K]?: V } = {};
  const known = allowed.find((one) => String(one) === String(value));
  if (known !== undefined) found[key] = known;
  return found;
}

/** A day of the calendar, as `2026-11-21`. */
export function readDay<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  const found: { [P in K]?: string } = {};
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) found[key] = value;
  return found;
}
