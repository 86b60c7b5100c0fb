import { inventContact, type Market, marketOf } from './markets.ts';
import type { Contact, Offer, Order, OrderLine, Seller } from './model.ts';
import { payOrder, scheduleOrder } from './order-life.ts';
import { itemOf, moveUnits, offersOf, shownQuantity } from './shelf.ts';
import type { World } from './world.ts';

/** By SKU, or by listing where there is no SKU. */
export interface WantedLine {
  readonly sku?: string;
  readonly listingId?: string;
  readonly quantity: number;
}

/** What a buyer does. Everything left out is chosen: a shop, one or two articles, an address of that market. */
export interface OrderRequest {
  readonly shopId?: string;
  readonly lines?: readonly WantedLine[];
  /** When the buyer pays; null = never by itself. Default 0: at once. Until then no call shows the order. */
  readonly payAfterMs?: number | null;
  readonly buyer?: string;
  readonly buyerNote?: string;
  readonly recipient?: Partial<Contact>;
}

/** @throws RangeError when the shop or SKU is unknown, or fewer units are shown than are wanted. */
export function placeOrder(world: World, request: OrderRequest = {}): Order {
  const seller = request.shopId === undefined ? world.random.pick([...world.sellers.all()]) : world.sellers.get(request.shopId);
  if (!seller) throw new RangeError(`no shop ${request.shopId}`);
  const basket = request.lines === undefined ? inventBasket(world, seller) : wantedOffers(world, seller, request.lines);
  const market = marketOf(basket[0]?.offer.marketplaceId ?? seller.marketplaceId);
  const nowMs = world.clock.nowMs();
  const order: Order = {
    id: world.identifiers.orderId(),
    sellerId: seller.id,
    marketplaceId: market.marketplaceId,
    buyerUsername: request.buyer ?? `buyer_${world.identifiers.next('buyer').slice(-6)}`,
    recipient: { ...inventRecipient(world, market), ...request.recipient },
    ...(request.buyerNote === undefined ? {} : { buyerNote: request.buyerNote }),
    shippingServiceCode: market.serviceCode,
    shippingMinor: market.shippingMinor,
    taxMinor: 0,
    lines: basket.map(({ offer, quantity }) => lineOf(world, offer, quantity)),
    recordReference: String(world.orders.size + 101),
    fulfillmentIds: [],
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
    cancelRequests: [],
    shipCalls: 0,
    shipEffects: 0,
  };
  world.orders.save(order);
  for (const line of order.lines) moveUnits(world, seller.id, line, -1);
  const payAfterMs = request.payAfterMs === undefined ? 0 : request.payAfterMs;
  if (payAfterMs === 0) payOrder(world, order);
  else if (payAfterMs !== null) scheduleOrder(world, Object.assign(order, { payAtMs: nowMs + payAfterMs }));
  return order;
}

interface Wanted {
  readonly offer: Offer;
  readonly quantity: number;
}

/** Two lines of one offer draw on the same units. */
function wantedOffers(world: World, seller: Seller, lines: readonly WantedLine[]): Wanted[] {
  const taken = new Map<string, number>();
  return lines.map((line) => {
    const name = line.sku ?? line.listingId ?? '';
    const offer = wantedOffer(world, seller, line);
    if (!offer) throw new RangeError(`shop ${seller.id} sells no ${name}`);
    if (!Number.isInteger(line.quantity) || line.quantity < 1) throw new RangeError('a buyer takes 1 unit at least');
    const wanted = (taken.get(offer.id) ?? 0) + line.quantity;
    if (shownQuantity(world, offer) < wanted) throw new RangeError(`${name} has fewer than ${wanted} units left`);
    taken.set(offer.id, wanted);
    return { offer, quantity: line.quantity };
  });
}

function wantedOffer(world: World, seller: Seller, line: WantedLine): Offer | undefined {
  if (line.sku !== undefined) return offersOf(world, seller.id, line.sku).find(({ isPublished }) => isPublished);
  return [...world.offers.all()].find((offer) => offer.sellerId === seller.id && offer.isPublished && offer.listingId === line.listingId);
}

function inventBasket(world: World, seller: Seller): Wanted[] {
  const offers = [...world.offers.all()].filter(
    (offer) => offer.sellerId === seller.id && offer.isPublished && !offer.legacy && shownQuantity(world, offer) >= 3,
  );
  if (offers.length === 0) throw new RangeError(`shop ${seller.id} has nothing left to sell`);
  const kinds = world.random.next() < 0.7 ? 1 : 2;
  const basket = new Map<string, Wanted>();
  for (let index = 0; index < kinds; index += 1) {
    const offer = world.random.pick(offers);
    basket.set(offer.id, { offer, quantity: world.random.next() < 0.8 ? 1 : world.random.between(2, 3) });
  }
  return [...basket.values()];
}

function lineOf(world: World, offer: Offer, quantity: number): OrderLine {
  const item = itemOf(world, offer);
  const group = [...world.groups.all()].find((one) => one.sellerId === offer.sellerId && one.skus.includes(offer.sku));
  const product = group ? group.content : item?.content.product;
  const title = typeof product === 'object' && product && 'title' in product ? product.title : offer.legacy?.title;
  const sku = offer.legacy ? offer.legacy.sku : offer.sku;
  return {
    id: world.identifiers.next('line'),
    ...(sku === undefined ? {} : { sku }),
    offerId: offer.id,
    listingId: offer.listingId ?? '',
    ...(group ? { variationId: `4${offer.id}` } : {}),
    variationAspects: group && item ? variationOf(item.content, group.content) : [],
    title: typeof title === 'string' ? title : offer.sku,
    quantity,
    priceMinor: offer.priceMinor ?? 0,
    shippedQuantity: 0,
  };
}

interface Aspects {
  readonly product?: { readonly aspects?: Readonly<Record<string, readonly string[]>> };
}
interface Varying {
  readonly variesBy?: { readonly specifications?: readonly { readonly name: string }[] };
}

/** The values of this item for whatever the group varies by. */
function variationOf(item: Aspects, group: Varying): { name: string; value: string }[] {
  const names = (group.variesBy?.specifications ?? []).map(({ name }) => name);
  return names.flatMap((name) => (item.product?.aspects?.[name] ?? []).slice(0, 1).map((value) => ({ name, value })));
}

function inventRecipient(world: World, market: Market): Contact {
  const digits = String(world.random.between(1_000_000_000, 9_999_999_999));
  return inventContact(market, (items) => world.random.pick(items), digits);
}
