import type { printingRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError, newId } from '@shopfleet/kernel';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { type Actor, recordAudit } from '../../audit/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { selectPrinters } from './printer-store.ts';

export type PrintRouteView = z.infer<typeof printingRoutes.printRouteSchema>;

/** What a document is, as far as its way to a printer depends on it. */
export interface Routed {
  readonly shopId: string;
  readonly carrierName: string;
  readonly documentType: string;
}

export async function selectRoutes(tx: Tx): Promise<PrintRouteView[]> {
  const found = await tx.execute<PrintRouteView>(sql`
    select id, shop_id as "shopId", carrier_name as "carrierName", document_type as "documentType", printer_id as "printerId"
    from print_route order by position`);
  return found.rows.map(
    ({ id, shopId, carrierName, documentType, printerId }) => ({ id, shopId, carrierName, documentType, printerId }) as PrintRouteView,
  );
}

/** Replaces all routes, in the given order. Throws `INVALID_REQUEST` when one leads to a printer that is not there. */
export async function replaceRoutes(
  tx: Tx,
  deps: Pick<PrintingDeps, 'clock'>,
  input: { tenantId: string; actor: Actor; routes: readonly PrintRouteView[] },
): Promise<PrintRouteView[]> {
  const { tenantId, actor, routes } = input;
  const known = new Set((await selectPrinters(tx)).map(({ id }) => id));
  const fields = routes.flatMap(({ printerId }, index) =>
    known.has(printerId) ? [] : [{ path: `items.${index}.printerId`, code: 'not_found', message: 'There is no such printer' }],
  );
  if (fields.length > 0) throw new HubError('INVALID_REQUEST', { fields });
  await tx.execute(sql`delete from print_route`);
  for (const [position, { shopId, carrierName, documentType, printerId }] of routes.entries()) {
    await tx.execute(sql`
      insert into print_route (tenant_id, id, position, shop_id, carrier_name, document_type, printer_id)
      values (${tenantId}, ${newId('printRoute')}, ${position}, ${shopId}, ${carrierName}, ${documentType}, ${printerId})`);
  }
  const detail = { routes: routes.length };
  await recordAudit(tx, deps.clock, tenantId, {
    actor,
    action: 'print-routes.replaced',
    subject: { kind: 'print-routes', id: tenantId },
    detail,
  });
  return selectRoutes(tx);
}

/** The printer for a document: the first route that fits, else the default printer; undefined when there is none. */
export async function choosePrinter(tx: Tx, { shopId, carrierName, documentType }: Routed): Promise<string | undefined> {
  const found = await tx.execute<{ id: string }>(sql`
    select p.id from printer p left join print_route r on r.tenant_id = p.tenant_id and r.printer_id = p.id
      and (r.shop_id is null or r.shop_id = ${shopId}) and (r.carrier_name is null or lower(r.carrier_name) = lower(${carrierName}))
      and (r.document_type is null or r.document_type = ${documentType})
    where p.removed_at is null and (r.id is not null or p.is_default)
    order by r.position nulls last limit 1`);
  return found.rows[0]?.id;
}
