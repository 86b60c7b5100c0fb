import type { Tx } from '@shopfleet/db';
import type { PrintingDeps } from '../printing-deps.ts';
import type { PrintJobRow } from './print-job-row.ts';

/** Passes the word on when the document was the label of a package. */
export async function labelPrintedBy(tx: Tx, deps: PrintingDeps, job: PrintJobRow, at: Date): Promise<void> {
  if (job.document_kind !== 'label' || job.package_id === null) return;
  await deps.onLabelPrinted(tx, {
    tenantId: job.tenant_id,
    printJobId: job.id,
    packageId: job.package_id,
    orderId: job.order_id,
    printerName: job.printer_name,
    at,
  });
}
