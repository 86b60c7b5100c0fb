import { type PackageOfOrder, type PackedLine, sameLines } from './package-store.ts';

/** A line of the order, and how many of its units; all that are left unless said. */
export interface ShipItem {
  readonly lineId: string;
  readonly quantity?: number | undefined;
}

type Packed = Pick<PackageOfOrder, 'lines'>;

/** Units that are in no package. */
export function unpacked(lines: readonly PackedLine[], packages: readonly Packed[]): PackedLine[] {
  const packed = new Map<string, number>();
  for (const { id, quantity } of packages.flatMap((parcel) => parcel.lines)) packed.set(id, (packed.get(id) ?? 0) + quantity);
  return lines.flatMap(({ id, quantity }) => {
    const left = quantity - (packed.get(id) ?? 0);
    return left > 0 ? [{ id, quantity: left }] : [];
  });
}

/**
 * What ships when only some units do: the packages that hold exactly lines of the wish and are not on their way, and `loose` what must
 * be packed anew. A text says what cannot be.
 */
export function choose<P extends Packed & Pick<PackageOfOrder, 'status'>>(
  items: readonly ShipItem[],
  open: readonly PackedLine[],
  packages: readonly P[],
): { packages: P[]; loose: PackedLine[] } | string {
  const waiting = packages.filter(({ status }) => status === 'to_arrange' || status === 'arranging');
  const left = new Map(
    unpacked(
      open,
      packages.filter((parcel) => !waiting.includes(parcel)),
    ).map((line) => [line.id, line.quantity]),
  );
  const wanted: PackedLine[] = [];
  for (const { lineId, quantity } of items) {
    const most = left.get(lineId);
    if (most === undefined) return 'A named line is not an open line of this order';
    if (quantity !== undefined && quantity > most) return `Only ${most} of a named line ${most === 1 ? 'is' : 'are'} still to be shipped`;
    wanted.push({ id: lineId, quantity: quantity ?? most });
  }
  const whole = waiting.filter(({ lines }) => lines.length > 0 && lines.every((line) => wanted.some((one) => sameLines([one], [line]))));
  const covered = new Set(whole.flatMap((parcel) => parcel.lines.map((line) => line.id)));
  return { packages: whole, loose: wanted.filter((line) => !covered.has(line.id)) };
}
