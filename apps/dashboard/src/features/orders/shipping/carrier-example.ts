import type { Schemas } from '../../../lib/api.ts';

/** What a number of the carrier looks like, and whether the hub can tell a wrong digit; undefined where every shape is taken. */
export function exampleOf(
  carriers: readonly Schemas['Carrier'][],
  carrier: string,
): { readonly number: string; readonly isChecked: boolean } | undefined {
  const name = carrier.trim().toLowerCase();
  const [first] = carriers.find((one) => one.name.toLowerCase() === name)?.numbers ?? [];
  return first && { number: first.example, isChecked: first.checkDigit !== null };
}
