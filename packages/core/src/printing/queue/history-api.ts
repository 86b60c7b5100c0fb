import { printingRoutes } from '@shopfleet/contracts';
import { callerOf, type HubApp, textStream } from '../../edge/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { streamHistoryCsv } from './history-csv.ts';
import { listHistory, readPrintStats } from './print-history.ts';

export function registerHistoryApi(app: HubApp, deps: PrintingDeps): void {
  app.openapi(printingRoutes.listPrintHistory, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, format, ...filter } = c.req.valid('query');
    if (format === 'csv') {
      const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="print-history.csv"' };
      return c.body(textStream(streamHistoryCsv(deps, tenantId, filter)), 200, headers);
    }
    return c.json(await deps.db.asTenant(tenantId, (tx) => listHistory(tx, filter, { limit, cursor })), 200);
  });
  app.openapi(printingRoutes.printStats, async (c) => {
    const period = c.req.valid('query');
    return c.json(await deps.db.asTenant(callerOf(c).tenantId, (tx) => readPrintStats(tx, period)), 200);
  });
}
