/** The parcels of a split order, without empty ones; a line that was put nowhere lies in the first. */
export function packagesOf(lines: readonly { readonly id: string }[], parcelOf: Readonly<Record<string, number>>): { lineIds: string[] }[] {
  const parcels = new Map<number, string[]>();
  for (const { id } of lines) {
    const parcel = parcelOf[id] ?? 0;
    parcels.set(parcel, [...(parcels.get(parcel) ?? []), id]);
  }
  return [...parcels].sort(([a], [b]) => a - b).map(([, lineIds]) => ({ lineIds }));
}
