import { HubError } from '@shopfleet/kernel';
import { type PackageLabel, readHold } from '../../fulfilment/index.ts';
import { choosePrinter } from '../printers/print-routes.ts';
import { getPrinter } from '../printers/printer-store.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { takeBegun } from './label-ahead.ts';
import { findRendition, type MadeRendition, makeRendition, type RenditionSource, saveRendition } from './media-rendition.ts';
import type { PrintJobRow } from './print-job-row.ts';
import { requestPrint } from './request-print.ts';

export interface LabelPrintRequest {
  readonly tenantId: string;
  readonly label: PackageLabel;
  /** What people know the order by. */
  readonly orderNumber: string;
  readonly requestedBy: string;
  readonly printerId?: string | undefined;
  readonly copies?: number;
  readonly priority?: number;
  readonly expiresInMinutes?: number;
}

/**
 * Sends a label to the printer that its route names: converted for the media first, so that the agent gets it at once. Safe to repeat:
 * the second time it answers the job that is there. Throws `CONFLICT` when the package is on hold or there is no printer; a label
 * that cannot be printed becomes a failed job with the reason.
 */
export async function printLabel(deps: PrintingDeps, request: LabelPrintRequest): Promise<{ job: PrintJobRow; isNew: boolean }> {
  const { tenantId, label } = request;
  refuseIfHeld(label.holdReason);
  const source = { labelId: label.labelId, sha256: label.sha256, format: label.format, expectedBarcode: label.trackingNumber };
  const begun = request.printerId === undefined ? await takeBegun(deps, label) : undefined;
  const { printer, known } = begun ? { ...begun, known: undefined } : await choose(deps, request, source);
  const { made, problem } = known ? {} : await printable(() => begun?.making ?? makeRendition(deps, source, printer.media));
  return deps.db.asTenant(tenantId, async (tx) => {
    const [hold] = await Promise.all([readHold(tx, label.packageId), made && saveRendition(tx, tenantId, source, printer.media, made)]);
    refuseIfHeld(hold);
    return requestPrint(tx, deps, {
      ...request,
      documentKind: 'label',
      labelId: label.labelId,
      packageId: label.packageId,
      orderId: label.orderId,
      title: `Order ${request.orderNumber}`,
      source,
      expectedBarcode: label.trackingNumber,
      printerId: printer.id,
      ...(problem === undefined ? {} : { problem }),
    });
  });
}

async function choose(deps: PrintingDeps, { tenantId, label, printerId: wanted }: LabelPrintRequest, source: RenditionSource) {
  return deps.db.asTenant(tenantId, async (tx) => {
    const printerId = wanted ?? (await choosePrinter(tx, label));
    if (printerId === undefined)
      throw new HubError('CONFLICT', { message: 'There is no printer yet. Register one, then print this label.' });
    const printer = await getPrinter(tx, printerId);
    return { printer, known: await findRendition(tx, source, printer.media) };
  });
}

function refuseIfHeld(holdReason: string): void {
  if (holdReason !== '') throw new HubError('CONFLICT', { message: `This package is on hold: ${holdReason}` });
}

/** What was made, or why the document cannot be printed on this media; other failures pass through. */
async function printable(make: () => Promise<MadeRendition>): Promise<{ made?: MadeRendition; problem?: string }> {
  try {
    return { made: await make() };
  } catch (error) {
    if (error instanceof HubError && error.code === 'UNREADABLE_DOCUMENT') return { problem: error.message };
    throw error;
  }
}
