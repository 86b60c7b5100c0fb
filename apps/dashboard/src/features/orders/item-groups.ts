import type { Schemas } from '../../lib/api.ts';

type Line = Schemas['OrderLine'];

/** Lines that say the same of the same thing become one with the sum: some marketplaces send a line for each unit. */
export function groupLines(lines: readonly Line[]): readonly Line[] {
  const groups = new Map<string, Line>();
  for (const line of lines) {
    const { sellerCode, title, variantName, status, unitPrice, reservations } = line;
    const states = reservations.map(({ skuId, state }) => [skuId, state]);
    const key = JSON.stringify([sellerCode, title, variantName, status, unitPrice, states]);
    const before = groups.get(key);
    groups.set(key, before ? addTogether(before, line) : line);
  }
  return [...groups.values()];
}

function addTogether(a: Line, b: Line): Line {
  return {
    ...a,
    quantity: a.quantity + b.quantity,
    reservations: a.reservations.map((one, index) => ({ ...one, quantity: one.quantity + (b.reservations[index]?.quantity ?? 0) })),
  };
}
