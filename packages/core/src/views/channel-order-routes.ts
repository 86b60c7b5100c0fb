import { channelOrderRoutes } from '@shopfleet/contracts';
import type { Tx } from '@shopfleet/db';
import { HubError } from '@shopfleet/kernel';
import type { HandoverWay, Platform } from '@shopfleet/platform-kit';
import { sql } from 'drizzle-orm';
import { callerOf, type HubApp, toPage } from '../edge/index.ts';
import { fulfilOrder } from '../fulfilment/index.ts';
import { viewOrder } from './order-detail.ts';
import { cursorKeyOf, listOrderRows, toOrderListItem } from './order-list.ts';
import type { OrderRouteDeps } from './order-routes.ts';

export interface ChannelOrderDeps extends OrderRouteDeps {
  readonly platforms: ReadonlyMap<string, Platform>;
  /** How an order can be handed over, asked of its marketplace. */
  readonly readHandoverWays: (tenantId: string, orderId: string) => Promise<readonly HandoverWay[]>;
}

/** Orders by the short name of their marketplace. */
export function registerChannelOrderRoutes(app: HubApp, deps: ChannelOrderDeps): void {
  for (const [slug, routes] of Object.entries(channelOrderRoutes.orderRoutesBySlug)) registerChannel(app, deps, slug, routes);
}

function registerChannel(app: HubApp, deps: ChannelOrderDeps, slug: string, routes: channelOrderRoutes.ChannelOrderRoutes): void {
  const platform = (): string => {
    const found = [...deps.platforms.values()].find(({ manifest }) => manifest.slug === slug);
    if (!found) throw new HubError('PLATFORM_UNSUPPORTED', { message: `This hub runs without ${slug}; ask its operator to configure it` });
    return found.manifest.platform;
  };
  const findId = async (tx: Tx, named: string): Promise<string> => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select id from orders where platform = ${platform()} and (id = ${named} or external_id = ${named}) limit 2`);
    const [only, ...others] = rows;
    if (!only) throw new HubError('NOT_FOUND', { message: 'There is no such order' });
    if (others.length > 0) throw new HubError('CONFLICT', { message: 'Several shops have an order of this number: use our id' });
    return only.id;
  };
  const view = (tenantId: string, named: string) =>
    deps.db.asTenant(tenantId, async (tx) => {
      const order = await viewOrder(tx, tenantId, await findId(tx, named));
      if (!order) throw new HubError('NOT_FOUND', { message: 'There is no such order' });
      return order;
    });

  app.openapi(routes.listChannelOrders, async (c) => {
    const { tenantId } = callerOf(c);
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = { tenantId, filter: { ...filter, platform: platform() }, sort: 'placed', cursor, limit } as const;
    const rows = await deps.db.asTenant(tenantId, (tx) => listOrderRows(tx, page));
    return c.json(toPage(rows, limit, toOrderListItem, cursorKeyOf('placed')), 200);
  });
  app.openapi(routes.getChannelOrder, async (c) => c.json(await view(callerOf(c).tenantId, c.req.valid('param').orderId), 200));
  app.openapi(routes.channelTracking, async (c) => {
    const { packages } = await view(callerOf(c).tenantId, c.req.valid('param').orderId);
    return c.json({ packages }, 200);
  });
  app.openapi(routes.channelShippingWays, async (c) => {
    const { tenantId } = callerOf(c);
    const orderId = await deps.db.asTenant(tenantId, (tx) => findId(tx, c.req.valid('param').orderId));
    const ways = await deps.readHandoverWays(tenantId, orderId);
    return c.json({ ways: ways.map((way) => ({ ...way, places: [...way.places], slots: [...way.slots] })) }, 200);
  });
  app.openapi(routes.shipChannelOrder, async (c) => {
    const { tenantId, name: requestedBy } = callerOf(c);
    const { ownCarrier: own, handover, isNumberConfirmed } = c.req.valid('json');
    const ownCarrier = own && { trackingNumber: own.trackingNumber, carrierName: own.carrier };
    const result = await deps.db.asTenant(tenantId, async (tx) => {
      const orderId = await findId(tx, c.req.valid('param').orderId);
      return fulfilOrder(tx, deps, { tenantId, orderId, requestedBy, ownCarrier, handover, isNumberConfirmed });
    });
    return c.json(result, 202);
  });
}
