/** Which rows are marked, and where a range would start. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | undefined;
}

export const emptySelection: Selection = { ids: new Set(), anchor: undefined };

/** Marks or unmarks one row; it becomes the start of the next range. */
export function toggleRow({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Marks everything between the last touched row and this one. Without such a row, only this one. */
export function extendTo({ ids, anchor }: Selection, id: string, rows: readonly string[]): Selection {
  const from = anchor === undefined ? -1 : rows.indexOf(anchor);
  const to = rows.indexOf(id);
  if (from === -1 || to === -1) return toggleRow({ ids, anchor }, id);
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...ids, ...range]), anchor: id };
}

/** Marks all shown rows, or none when all are marked already. */
export function toggleAll({ ids }: Selection, rows: readonly string[]): Selection {
  const isAll = rows.length > 0 && rows.every((id) => ids.has(id));
  return { ids: isAll ? new Set() : new Set(rows), anchor: undefined };
}
