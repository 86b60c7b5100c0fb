import { HubError } from '@shopfleet/kernel';
import { unsupported } from '../../connections/index.ts';
import type { FulfilResult } from '../fulfil-order.ts';
import { selectPackagesOfOrder } from '../package-store.ts';
import { changeAtMarketplace, takeInHand } from './change-at-marketplace.ts';
import type { AskedBy, AtMarketplaceDeps } from './marketplace-deps.ts';

/**
 * Divides an order into packages at its marketplace. `packages` holds line ids; every open line must be named once. Throws
 * `INVALID_REQUEST`, `CONFLICT` when something of it went out, and what `askPlatform` throws.
 */
export async function splitOrder(
  deps: AtMarketplaceDeps,
  by: AskedBy,
  input: { readonly orderId: string; readonly packages: readonly { readonly lineIds: readonly string[] }[] },
): Promise<FulfilResult> {
  const { order, lines, market } = await takeInHand(deps, by.tenantId, input.orderId);
  const split = market.platform.fulfilment?.split;
  if (!split) throw unsupported(market.platform, 'split');
  if (order.status !== 'to_arrange') throw new HubError('CONFLICT', { message: 'Only an order that waits to be arranged can be divided' });
  const externalIds = new Map(lines.filter((line) => line.status === 'open').map((line) => [line.id, line.externalId]));
  const named = input.packages.flatMap((parcel) => parcel.lineIds);
  if (named.length !== externalIds.size || new Set(named).size !== named.length || named.some((id) => !externalIds.has(id))) {
    const message = 'name every open line of the order in exactly one package';
    throw new HubError('INVALID_REQUEST', { fields: [{ path: 'packages', code: 'lines', message }] });
  }
  const packages = input.packages.map(({ lineIds }) => ({ externalLineIds: lineIds.flatMap((id) => externalIds.get(id) ?? []) }));
  const countBefore = await deps.db.asTenant(by.tenantId, async (tx) => (await selectPackagesOfOrder(tx, order.id)).length);
  let countAfter = countBefore;
  const watched: AtMarketplaceDeps = {
    ...deps,
    async refreshOrders(...args) {
      await deps.refreshOrders(...args);
      countAfter = await deps.db.asTenant(by.tenantId, async (tx) => (await selectPackagesOfOrder(tx, order.id)).length);
    },
  };
  const [result] = await changeAtMarketplace(watched, by, {
    orders: [order],
    market,
    kind: 'split',
    detail: { packages: packages.length },
    tell: () => split(market.access, { externalOrderId: order.externalId, packages }),
    isDone: () => countAfter === packages.length && countAfter > countBefore,
  });
  return result ?? { orderId: order.id, outcome: 'unknown', message: '' };
}
