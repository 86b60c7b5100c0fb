import { printingRoutes } from '@shopfleet/contracts';
import { callerOf, expectedVersion, type HubApp } from '../../edge/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { viewPrintJob } from '../queue/print-job-row.ts';
import { changePrinter, registerPrinter, removePrinter } from './change-printers.ts';
import { replaceRoutes, selectRoutes } from './print-routes.ts';
import { printTestPage } from './print-test-page.ts';
import { selectPrinters, viewPrinter } from './printer-store.ts';

export function registerPrinterApi(app: HubApp, deps: PrintingDeps): void {
  app.openapi(printingRoutes.listPrinters, async (c) => {
    const rows = await deps.db.asTenant(callerOf(c).tenantId, (tx) => selectPrinters(tx));
    return c.json({ items: rows.map(viewPrinter) }, 200);
  });
  app.openapi(printingRoutes.registerPrinter, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const input = c.req.valid('json');
    const row = await deps.db.asTenant(tenantId, (tx) => registerPrinter(tx, deps, tenantId, actor, input));
    return c.json(viewPrinter(row), 201);
  });
  app.openapi(printingRoutes.changePrinter, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { printerId } = c.req.valid('param');
    const change = c.req.valid('json');
    const input = { tenantId, actor, printerId, change, expectedVersion: expectedVersion(c.req.valid('header')['if-match']) };
    const row = await deps.db.asTenant(tenantId, (tx) => changePrinter(tx, deps, input));
    return c.json(viewPrinter(row), 200, { ETag: `"${row.version}"` });
  });
  app.openapi(printingRoutes.removePrinter, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { printerId } = c.req.valid('param');
    await deps.db.asTenant(tenantId, (tx) => removePrinter(tx, deps, { tenantId, actor, printerId }));
    return c.body(null, 204);
  });
  app.openapi(printingRoutes.printTestPage, async (c) => {
    const { tenantId, name } = callerOf(c);
    const { printerId } = c.req.valid('param');
    return c.json(viewPrintJob(await printTestPage(deps, { tenantId, printerId, requestedBy: name })), 201);
  });
  app.openapi(printingRoutes.listPrintRoutes, async (c) => {
    const items = await deps.db.asTenant(callerOf(c).tenantId, selectRoutes);
    return c.json({ items }, 200);
  });
  app.openapi(printingRoutes.replacePrintRoutes, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { items: routes } = c.req.valid('json');
    const items = await deps.db.asTenant(tenantId, (tx) => replaceRoutes(tx, deps, { tenantId, actor, routes }));
    return c.json({ items }, 200);
  });
}
