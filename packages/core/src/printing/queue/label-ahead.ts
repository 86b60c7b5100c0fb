import type { Database } from '@shopfleet/db';
import type { LabelAhead, PackageLabel } from '../../fulfilment/index.ts';
import { choosePrinter } from '../printers/print-routes.ts';
import { getPrinter, type PrinterRow } from '../printers/printer-store.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { type MadeRendition, makeRendition } from './media-rendition.ts';

/** A label on its way to a printer before it is kept. */
interface Ahead {
  readonly source: LabelAhead;
  /** Undefined when there was no printer. Does not reject. */
  readonly begun: Promise<{ printer: PrinterRow; making: Promise<MadeRendition> } | undefined>;
}

const keptForMs = 60_000;
/** Of one process, by the package. */
const aheads = new WeakMap<Database, Map<string, Ahead>>();

function aheadOf(deps: PrintingDeps): Map<string, Ahead> {
  const found = aheads.get(deps.db) ?? new Map<string, Ahead>();
  aheads.set(deps.db, found);
  return found;
}

/**
 * Chooses the printer and begins to convert while the caller still stores the label: both take about as long. A crash, a failure or a
 * caller that never comes back cost nothing: `printLabel` does without.
 */
export function beginLabel(deps: PrintingDeps, source: LabelAhead): void {
  const ahead: Ahead = { source, begun: begin(deps, source).catch(() => undefined) };
  const known = aheadOf(deps);
  known.set(source.packageId, ahead);
  setTimeout(() => known.get(source.packageId) === ahead && known.delete(source.packageId), keptForMs).unref();
}

async function begin(deps: PrintingDeps, source: LabelAhead) {
  const printer = await deps.db.asTenant(source.tenantId, async (tx) => {
    const printerId = await choosePrinter(tx, source);
    return printerId === undefined ? undefined : getPrinter(tx, printerId);
  });
  if (!printer) return undefined;
  const making = makeRendition(deps, source, printer.media, source.bytes);
  // Told by whoever awaits it.
  making.catch(() => undefined);
  return { printer, making };
}

/** What was begun for exactly this label, once. */
export async function takeBegun(deps: PrintingDeps, label: PackageLabel): Promise<Awaited<Ahead['begun']>> {
  const known = aheadOf(deps);
  const ahead = known.get(label.packageId);
  known.delete(label.packageId);
  const isSame =
    ahead?.source.sha256 === label.sha256 &&
    ahead.source.expectedBarcode === label.trackingNumber &&
    ahead.source.carrierName === label.carrierName;
  return isSame ? ahead.begun : undefined;
}
