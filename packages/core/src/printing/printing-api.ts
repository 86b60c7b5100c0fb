import type { HubApp } from '../edge/index.ts';
import { registerAgentApi } from './agents/agent-api.ts';
import { registerPrinterApi } from './printers/printer-api.ts';
import type { PrintingDeps } from './printing-deps.ts';
import { registerHistoryApi } from './queue/history-api.ts';
import { registerQueueApi } from './queue/queue-api.ts';
import { registerTemplateApi } from './templates/template-api.ts';

/** Every printing route of the HTTP contract. `/api/printers/queue` comes before `/api/printers/{printerId}`. */
export function registerPrintingRoutes(app: HubApp, deps: PrintingDeps): void {
  registerQueueApi(app, deps);
  registerHistoryApi(app, deps);
  registerPrinterApi(app, deps);
  registerAgentApi(app, deps);
  registerTemplateApi(app, deps);
}
