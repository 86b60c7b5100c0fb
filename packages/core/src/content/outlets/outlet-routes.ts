import { outletRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { callerOf, csvHeaders, expectedVersion, type HubApp, textStream } from '../../edge/index.ts';
import type { ContentDeps } from '../content-deps.ts';
import { archiveOutlet, changeOutlet, createOutlet, requireOutlet, restoreOutlet } from './change-outlets.ts';
import { importOutlets } from './import-outlets.ts';
import { listOutlets, type OutletView, viewOutlets } from './list-outlets.ts';
import { streamOutletsCsv } from './outlet-csv.ts';
import type { OutletRow } from './outlet-row.ts';
import { findOutlet } from './outlet-store.ts';
import { summariseOutlets } from './summarise-outlets.ts';

/** Outlets: the list, one of them, changes, import and export. */
export function registerOutletRoutes(app: HubApp, deps: ContentDeps): void {
  const viewDeps = () => ({ platforms: deps.platforms, now: deps.clock.now() });
  const view = async (tenantId: string, outlet: OutletRow | string): Promise<OutletView> => {
    const [found] = await deps.db.asTenant(tenantId, async (tx) =>
      viewOutlets(tx, viewDeps(), [typeof outlet === 'string' ? requireOutlet(await findOutlet(tx, outlet)) : outlet]),
    );
    if (!found) throw new HubError('NOT_FOUND');
    return found;
  };
  const etag = ({ version }: OutletView) => ({ ETag: `"${version}"` });

  app.openapi(outletRoutes.listOutlets, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, format, ...filter } = c.req.valid('query');
    if (format === 'csv') {
      return c.body(textStream(streamOutletsCsv(deps.db, tenantId, viewDeps(), filter)), 200, csvHeaders('outlets.csv'));
    }
    return c.json(await deps.db.asTenant(tenantId, (tx) => listOutlets(tx, viewDeps(), filter, { cursor, limit })), 200);
  });
  app.openapi(outletRoutes.summariseOutlets, async (c) =>
    c.json(await deps.db.asTenant(callerOf(c).tenantId, (tx) => summariseOutlets(tx, deps.clock.now())), 200),
  );
  app.openapi(outletRoutes.createOutlet, async (c) => {
    const caller = callerOf(c);
    const outlet = await view(caller.tenantId, await createOutlet(deps, caller, c.req.valid('json')));
    return c.json(outlet, 201, etag(outlet));
  });
  app.openapi(outletRoutes.importOutlets, async (c) => c.json(await importOutlets(deps, callerOf(c), c.req.valid('json')), 200));
  app.openapi(outletRoutes.getOutlet, async (c) => {
    const outlet = await view(callerOf(c).tenantId, c.req.valid('param').outletId);
    return c.json(outlet, 200, etag(outlet));
  });
  app.openapi(outletRoutes.changeOutlet, async (c) => {
    const caller = callerOf(c);
    const version = expectedVersion(c.req.valid('header')['if-match']);
    const changed = await changeOutlet(deps, caller, c.req.valid('param').outletId, { changes: c.req.valid('json'), version });
    const outlet = await view(caller.tenantId, changed);
    return c.json(outlet, 200, etag(outlet));
  });
  app.openapi(outletRoutes.archiveOutlet, async (c) => {
    await archiveOutlet(deps, callerOf(c), c.req.valid('param').outletId);
    return c.body(null, 204);
  });
  app.openapi(outletRoutes.restoreOutlet, async (c) => {
    const caller = callerOf(c);
    const outlet = await view(caller.tenantId, await restoreOutlet(deps, caller, c.req.valid('param').outletId));
    return c.json(outlet, 200, etag(outlet));
  });
}
