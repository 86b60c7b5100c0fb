import { printingRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { callerOf, type HubApp } from '../../edge/index.ts';
import { findPackageLabel } from '../../fulfilment/index.ts';
import { findOrder } from '../../orders/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { cancelPrintJob, changePrintJob, getPrintJob } from './change-print-job.ts';
import { printAgain, reprintJob, resolveAsPrinted } from './decide-print-job.ts';
import { selectAttempts } from './print-attempt-store.ts';
import { listQueue } from './print-history.ts';
import { instant, instantOrNull, viewPrintJob } from './print-job-row.ts';
import { printLabel } from './print-label.ts';
import { alreadyPrinted } from './request-print.ts';

export function registerQueueApi(app: HubApp, deps: PrintingDeps): void {
  app.openapi(printingRoutes.listQueue, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await deps.db.asTenant(callerOf(c).tenantId, (tx) => listQueue(tx, filter, { limit, cursor }));
    return c.json(page, 200);
  });
  app.openapi(printingRoutes.addPrintJob, async (c) => {
    const { tenantId, name: requestedBy } = callerOf(c);
    const { packageId, ...wish } = c.req.valid('json');
    const found = await deps.db.asTenant(tenantId, async (tx) => {
      const label = await findPackageLabel(tx, packageId);
      return label && { label, order: await findOrder(tx, label.orderId) };
    });
    if (!found?.order) throw new HubError('NOT_FOUND', { message: 'This package has no label yet. Fulfil its order first.' });
    const { label, order } = found;
    const { job, isNew } = await printLabel(deps, { tenantId, label, orderNumber: order.externalId, requestedBy, ...wish });
    if (!isNew) throw alreadyPrinted(job);
    return c.json(viewPrintJob(job), 201);
  });
  app.openapi(printingRoutes.getPrintJob, async (c) => {
    const { printJobId } = c.req.valid('param');
    const { job, attempts } = await deps.db.asTenant(callerOf(c).tenantId, async (tx) => ({
      job: await getPrintJob(tx, printJobId),
      attempts: await selectAttempts(tx, printJobId),
    }));
    const attemptList = attempts.map(({ printer_id: printerId, agent_id: agentId, started_at, finished_at, ...rest }) => ({
      ...rest,
      printerId,
      agentId,
      startedAt: instant(started_at),
      finishedAt: instantOrNull(finished_at),
    }));
    return c.json({ ...viewPrintJob(job), attemptList }, 200);
  });
  app.openapi(printingRoutes.getPrintDocument, async (c) => {
    const { printJobId } = c.req.valid('param');
    const job = await deps.db.asTenant(callerOf(c).tenantId, (tx) => getPrintJob(tx, printJobId));
    const bytes = await deps.files.get(job.source_sha256);
    const type = job.source_format;
    const name = `${job.title.replace(/[^\w.-]+/g, '-')}.${type === 'application/pdf' ? 'pdf' : type === 'image/png' ? 'png' : 'zpl'}`;
    const headers = { 'content-type': type, 'content-disposition': `inline; filename="${name}"`, 'x-content-type-options': 'nosniff' };
    return c.body(new Uint8Array(bytes), 200, headers);
  });
  registerChanges(app, deps);
}

function registerChanges(app: HubApp, deps: PrintingDeps): void {
  app.openapi(printingRoutes.changePrintJob, async (c) => {
    const { printJobId } = c.req.valid('param');
    const change = c.req.valid('json');
    const job = await deps.db.asTenant(callerOf(c).tenantId, (tx) => changePrintJob(tx, deps, printJobId, change));
    return c.json(viewPrintJob(job), 200);
  });
  app.openapi(printingRoutes.cancelPrintJob, async (c) => {
    const { tenantId, name } = callerOf(c);
    const { printJobId } = c.req.valid('param');
    const job = await deps.db.asTenant(tenantId, (tx) => cancelPrintJob(tx, deps, printJobId, `Cancelled by ${name}`));
    return c.json(viewPrintJob(job), 200);
  });
  app.openapi(printingRoutes.resolvePrintJob, async (c) => {
    const { tenantId, actor, name } = callerOf(c);
    const { printJobId } = c.req.valid('param');
    const decide = c.req.valid('json').outcome === 'printed' ? resolveAsPrinted : printAgain;
    const job = await deps.db.asTenant(tenantId, (tx) => decide(tx, deps, printJobId, { actor, name }));
    return c.json(viewPrintJob(job), 200);
  });
  app.openapi(printingRoutes.reprint, async (c) => {
    const { tenantId, actor, name } = callerOf(c);
    const { printJobId } = c.req.valid('param');
    const input = { ...c.req.valid('json'), person: { actor, name } };
    const job = await deps.db.asTenant(tenantId, (tx) => reprintJob(tx, deps, printJobId, input));
    return c.json(viewPrintJob(job), 201);
  });
}
