import { stockRoutes } from '@shopfleet/contracts';
import type { Database, Tx } from '@shopfleet/db';
import { recordAudit } from '../../audit/index.ts';
import { type Caller, callerOf, type HubApp } from '../../edge/index.ts';
import type { StockDeps } from '../stock-deps.ts';
import * as locations from './change-locations.ts';

/** Places where stock lies. */
export function registerLocationRoutes(app: HubApp, deps: StockDeps & { readonly db: Database }): void {
  /** Changes a location that is there, writes it down, and answers it as it is then. */
  const change = ({ tenantId, actor }: Caller, locationId: string, action: string, act: (tx: Tx) => Promise<void>) =>
    deps.db.asTenant(tenantId, async (tx) => {
      await locations.findLocation(tx, deps.clock, tenantId, locationId);
      await act(tx);
      const row = await locations.findLocation(tx, deps.clock, tenantId, locationId);
      const subject = { kind: 'location', id: locationId };
      await recordAudit(tx, deps.clock, tenantId, { actor, action: `location.${action}`, subject, detail: { name: row.name } });
      return toLocation(row);
    });
  app.openapi(stockRoutes.listLocations, async (c) => {
    const { tenantId } = callerOf(c);
    const rows = await deps.db.asTenant(tenantId, (tx) => locations.listLocations(tx, deps.clock, tenantId));
    return c.json({ items: rows.map(toLocation) }, 200);
  });
  app.openapi(stockRoutes.createLocation, async (c) => {
    const { tenantId, actor } = callerOf(c);
    const { name } = c.req.valid('json');
    const row = await deps.db.asTenant(tenantId, async (tx) => {
      const id = await locations.createLocation(tx, deps.clock, tenantId, name);
      await recordAudit(tx, deps.clock, tenantId, {
        actor,
        action: 'location.created',
        subject: { kind: 'location', id },
        detail: { name },
      });
      return locations.findLocation(tx, deps.clock, tenantId, id);
    });
    return c.json(toLocation(row), 201);
  });
  app.openapi(stockRoutes.renameLocation, async (c) => {
    const caller = callerOf(c);
    const { locationId } = c.req.valid('param');
    const { name } = c.req.valid('json');
    const rename = (tx: Tx) => locations.renameLocation(tx, caller.tenantId, locationId, name);
    return c.json(await change(caller, locationId, 'renamed', rename), 200);
  });
  app.openapi(stockRoutes.setDefaultLocation, async (c) => {
    const caller = callerOf(c);
    const { locationId } = c.req.valid('param');
    const set = (tx: Tx) => locations.setDefaultLocation(tx, caller.tenantId, locationId);
    return c.json(await change(caller, locationId, 'made-default', set), 200);
  });
  app.openapi(stockRoutes.retireLocation, async (c) => {
    const caller = callerOf(c);
    const { locationId } = c.req.valid('param');
    const retire = (tx: Tx) => locations.retireLocation(tx, deps.clock, caller.tenantId, locationId);
    return c.json(await change(caller, locationId, 'retired', retire), 200);
  });
  app.openapi(stockRoutes.restoreLocation, async (c) => {
    const caller = callerOf(c);
    const { locationId } = c.req.valid('param');
    const restore = (tx: Tx) => locations.restoreLocation(tx, caller.tenantId, locationId);
    return c.json(await change(caller, locationId, 'restored', restore), 200);
  });
}

function toLocation(row: locations.LocationRow) {
  return { id: row.id, name: row.name, isDefault: row.is_default, isRetired: row.is_retired, skus: row.skus, onHand: row.on_hand };
}
