import type { Schemas } from '../../lib/api.ts';

export type PrintRoute = Schemas['PrintRoute'];

/** A line of the editor; `key` stays while lines change places. */
export interface RouteLine {
  readonly key: string;
  readonly shopId: string | null;
  readonly carrierName: string | null;
  readonly documentType: string | null;
  readonly printerId: string;
}

export function linesOf(routes: readonly PrintRoute[]): RouteLine[] {
  return routes.map(({ id, shopId, carrierName, documentType, printerId }, at) => ({
    key: id ?? `line-${at}`,
    shopId,
    carrierName,
    documentType,
    printerId,
  }));
}

export function toRoutes(lines: readonly RouteLine[]): PrintRoute[] {
  return lines.map(({ shopId, carrierName, documentType, printerId }) => ({
    shopId,
    carrierName: carrierName?.trim() || null,
    documentType,
    printerId,
  }));
}

/** The lines with one moved by so many places, kept within the list. */
export function moveLine(lines: readonly RouteLine[], from: number, by: number): RouteLine[] {
  const line = lines[from];
  const to = Math.min(Math.max(from + by, 0), lines.length - 1);
  return line ? lines.toSpliced(from, 1).toSpliced(to, 0, line) : [...lines];
}

const covers = (upper: string | null, lower: string | null) => upper === null || upper.toLowerCase() === lower?.toLowerCase();

/** The first line above that takes everything this one would take; undefined when it can be reached. */
export function shadowedBy(lines: readonly RouteLine[], at: number): number | undefined {
  const line = lines[at];
  if (!line) return undefined;
  const found = lines
    .slice(0, at)
    .findIndex(
      (upper) =>
        covers(upper.shopId, line.shopId) &&
        covers(upper.carrierName?.trim() || null, line.carrierName?.trim() || null) &&
        covers(upper.documentType, line.documentType),
    );
  return found < 0 ? undefined : found;
}
