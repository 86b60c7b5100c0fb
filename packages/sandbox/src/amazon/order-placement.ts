import { marketplaceOf } from './marketplaces.ts';
import type { Address, Listing, Order, OrderItem } from './model.ts';
import { isBuyable, moveQuantity, priceOf, quantityOf, titleOf } from './offer.ts';
import { announceOrder, scheduleOrder } from './order-life.ts';
import { inventAddress } from './places.ts';
import type { World } from './world.ts';

/** What a buyer does. Everything left out is chosen: a shop, one or two articles, an address of that country. */
export interface OrderRequest {
  /** `sellerId:marketplaceId` */
  readonly shopId?: string;
  readonly lines?: readonly { readonly sku: string; readonly quantity: number }[];
  /** Start in this status and tell just that; left out: the natural life, `PENDING` first. */
  readonly status?: 'PENDING' | 'UNSHIPPED';
  /** For the natural life: when the payment comes; null = never. Default: the setting. */
  readonly payAfterMs?: number | null;
  readonly programs?: readonly string[];
  readonly giftMessage?: string;
  readonly address?: Partial<Address>;
}

const firstDigits: Readonly<Record<string, number>> = { US: 114, CA: 702, GB: 204, DE: 302 };

/** @throws RangeError when the shop or SKU is unknown, or fewer units are left than wanted. */
export function placeOrder(world: World, request: OrderRequest = {}): Order {
  const [sellerId = '', marketplaceId = ''] = (request.shopId ?? world.random.pick(shopIds(world))).split(':');
  const seller = world.sellers.get(sellerId);
  if (!seller?.marketplaceIds.includes(marketplaceId)) throw new RangeError(`no shop ${request.shopId}`);
  const { country, domain } = marketplaceOf(marketplaceId);
  const createdMs = world.clock.nowMs();
  const basket = request.lines
    ? wantedListings(world, sellerId, marketplaceId, request.lines)
    : inventBasket(world, sellerId, marketplaceId);
  const address = {
    ...inventAddress(country, (items) => world.random.pick(items), world.random.between(100_000, 999_999)),
    ...request.address,
  };
  const order: Order = {
    id: world.identifiers.order(firstDigits[country] ?? 101),
    sellerId,
    marketplaceId,
    createdMs,
    fulfilledBy: 'MERCHANT',
    buyer: { name: address.name, email: `${world.random.hex(12).toLowerCase()}@marketplace.${domain.replace('www.', '')}` },
    address,
    items: basket.map(({ listing, quantity }) => itemOf(world, listing, quantity, request.giftMessage)),
    parcels: [],
    programs: request.programs ?? [],
    shipByMs: createdMs + world.settings.shipWithinMs,
    deliverByMs: createdMs + world.settings.shipWithinMs + 5 * 86_400_000,
    status: request.status ?? 'PENDING',
    updatedMs: createdMs,
  };
  const payAfterMs = request.payAfterMs === undefined && request.status === undefined ? world.settings.payMs : request.payAfterMs;
  if (order.status === 'PENDING' && payAfterMs !== null && payAfterMs !== undefined) order.payAtMs = createdMs + payAfterMs;
  world.orders.save(order);
  for (const { listing, quantity } of basket) moveQuantity(world, listing.id, -quantity);
  announceOrder(world, order);
  scheduleOrder(world, order);
  if (order.payAtMs !== undefined && order.payAtMs <= createdMs) world.timeline.runDue();
  return order;
}

export const shopIds = (world: World): string[] =>
  [...world.sellers.all()].flatMap((seller) => seller.marketplaceIds.map((id) => `${seller.id}:${id}`));

interface Wanted {
  readonly listing: Listing;
  readonly quantity: number;
}

function wantedListings(world: World, sellerId: string, marketplaceId: string, lines: NonNullable<OrderRequest['lines']>): Wanted[] {
  return lines.map(({ sku, quantity }) => {
    const listing = world.listings.get(`${sellerId}/${marketplaceId}/${sku}`);
    if (!listing || !isBuyable(listing)) throw new RangeError(`SKU ${sku} cannot be bought in ${marketplaceId}`);
    if ((quantityOf(listing) ?? 0) < quantity) throw new RangeError(`SKU ${sku} has fewer than ${quantity} units left`);
    return { listing, quantity };
  });
}

function inventBasket(world: World, sellerId: string, marketplaceId: string): Wanted[] {
  const buyable = [...world.listings.all()].filter(
    (listing) =>
      listing.sellerId === sellerId && listing.marketplaceId === marketplaceId && isBuyable(listing) && (quantityOf(listing) ?? 0) > 3,
  );
  const basket = new Map<string, Wanted>();
  for (let kinds = world.random.next() < 0.7 ? 1 : 2; kinds > 0; kinds -= 1) {
    const listing = world.random.pick(buyable);
    basket.set(listing.id, { listing, quantity: world.random.next() < 0.8 ? 1 : world.random.between(2, 3) });
  }
  return [...basket.values()];
}

function itemOf(world: World, listing: Listing, quantity: number, giftMessage: string | undefined): OrderItem {
  const { country } = marketplaceOf(listing.marketplaceId);
  const unitPriceMinor = priceOf(listing) ?? 0;
  return {
    id: world.identifiers.item(),
    sku: listing.sku,
    asin: listing.asin,
    title: titleOf(listing),
    listingId: listing.id,
    quantity,
    unitPriceMinor,
    shippingMinor: 399,
    // Prices include tax but in North America, where Amazon adds it.
    taxMinor: country === 'US' || country === 'CA' ? Math.round(unitPriceMinor * quantity * 0.08) : 0,
    ...(giftMessage === undefined ? {} : { giftMessage }),
  };
}
