import { newId } from '@shopfleet/kernel';
import { makeTestPage, testPageCode } from '@shopfleet/labels';
import type { PrintingDeps } from '../printing-deps.ts';
import type { PrintJobRow } from '../queue/print-job-row.ts';
import { requestPrint } from '../queue/request-print.ts';
import { getPrinter } from './printer-store.ts';

/** Makes a page that shows size, edges and dots of the printer's media, and queues it. */
export async function printTestPage(
  deps: PrintingDeps,
  input: { tenantId: string; printerId: string; requestedBy: string },
): Promise<PrintJobRow> {
  const { tenantId, printerId, requestedBy } = input;
  const { media, name } = await deps.db.asTenant(tenantId, (tx) => getPrinter(tx, printerId));
  const at = deps.clock.now();
  const sha256 = await deps.files.put(await makeTestPage({ media, printerName: name, at }));
  const { job } = await deps.db.asTenant(tenantId, (tx) =>
    requestPrint(tx, deps, {
      tenantId,
      documentKind: 'test-page',
      title: `Test page of ${name}`,
      source: { sha256, format: 'application/pdf' },
      expectedBarcode: testPageCode(at),
      printerId,
      requestedBy,
      dedupeKey: `test-page:${newId('printJob')}`,
    }),
  );
  return job;
}
