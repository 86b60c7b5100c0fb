import type { Schemas } from '../../../lib/api.ts';

type Line = Pick<Schemas['OrderLine'], 'id' | 'quantity'>;
export type ChosenUnits = Readonly<Record<string, number>>;

export const allUnits = (lines: readonly Line[]): ChosenUnits => Object.fromEntries(lines.map(({ id, quantity }) => [id, quantity]));

/** What a call names: nothing when everything goes, otherwise the lines with units, and how many where it is not all of a line. */
export function itemsOf(lines: readonly Line[], chosen: ChosenUnits): { lineId: string; quantity?: number }[] | undefined {
  const units = (line: Line) => Math.min(Math.max(Math.trunc(chosen[line.id] ?? 0), 0), line.quantity);
  if (lines.every((line) => units(line) === line.quantity)) return undefined;
  return lines
    .filter((line) => units(line) > 0)
    .map((line) => ({ lineId: line.id, ...(units(line) < line.quantity ? { quantity: units(line) } : {}) }));
}
