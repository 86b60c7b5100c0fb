import { type Market, marketOf } from './markets.ts';
import type { Model, Order, OrderLine, Product, Recipient, Shop } from './model.ts';
import { announceOrder, scheduleOrder } from './order-life.ts';
import { createParcel } from './parcel-birth.ts';
import { findModel, placeWith, takeUnits } from './stock.ts';
import type { World } from './world.ts';

/** What a buyer does. Everything left out is chosen: a shop, one or two articles, an address of that market. */
export interface OrderRequest {
  readonly shopId?: string;
  /** `modelId` is left out (or `0`) for an item without variations. */
  readonly lines?: readonly { readonly itemId: string; readonly modelId?: string; readonly quantity: number }[];
  /** Start in this status and stay there; left out: the natural life, `UNPAID` first. */
  readonly status?: 'UNPAID' | 'PENDING' | 'READY_TO_SHIP';
  /** When the buyer pays; null = never. Default 0 for the natural life, never for an order that starts as `UNPAID`. */
  readonly payAfterMs?: number | null;
  readonly passesPending?: boolean;
  /** How the parcel travels: picked up or brought by choice, brought to a branch, or with the seller's own carrier. */
  readonly channel?: 'standard' | 'branch' | 'own';
  readonly isCod?: boolean;
  /** Out of Shopee's own warehouse: nothing for the seller to do. */
  readonly isFulfilledByShopee?: boolean;
  readonly buyerId?: string;
  readonly message?: string;
  readonly recipient?: Partial<Recipient>;
}

/** @throws RangeError when the shop or article is unknown, not on sale, or the shop has too few units left. */
export function placeOrder(world: World, request: OrderRequest = {}): Order {
  const shop = request.shopId === undefined ? world.random.pick([...world.shops.all()]) : world.shops.get(String(request.shopId));
  if (!shop) throw new RangeError(`no shop ${request.shopId}`);
  const market = marketOf(shop.region);
  const channel = market.channels.find(({ kind }) => kind === (request.channel ?? 'standard'));
  if (!channel) throw new RangeError(`no channel of kind ${request.channel}`);
  const passesPending = request.passesPending ?? (request.status === undefined && world.settings.usePending);
  // Who pays at the door owes nothing now.
  const status = request.status ?? (request.isCod ? (passesPending ? 'PENDING' : 'READY_TO_SHIP') : 'UNPAID');
  const payAfterMs = request.payAfterMs === undefined ? (request.status === undefined ? 0 : null) : request.payAfterMs;
  const now = world.clock.nowSeconds();
  const order: Order = {
    id: world.identifiers.orderSn(world.clock.nowMs()),
    shopId: shop.id,
    buyerId: request.buyerId ?? world.identifiers.number(),
    buyerName: `buyer_${world.random.between(1_000, 9_999)}`,
    recipient: { ...inventRecipient(world, market), ...request.recipient },
    channelId: channel.id,
    isCod: request.isCod ?? false,
    isFulfilledByShopee: request.isFulfilledByShopee ?? false,
    message: request.message ?? '',
    lines: wantedModels(world, shop, request).map((wanted) => lineOf(wanted)),
    shippingFeeMinor: Math.round(10 ** market.decimals * (market.currency === 'IDR' ? 12_000 : 1.99)),
    passesPending,
    createTime: now,
    status,
    updateTime: now,
    note: '',
    noteUpdateTime: 0,
    isSplit: false,
    parcelIds: [],
    completedScenario: '',
  };
  if (status !== 'UNPAID') order.payTime = now;
  else if (payAfterMs !== null) order.payAtMs = world.clock.nowMs() + payAfterMs;
  world.orders.save(order);
  createParcel(
    world,
    order,
    order.lines.map(({ itemId, modelId, quantity }) => ({ itemId, modelId, quantity })),
  );
  for (const line of order.lines) takeUnits(world, order.id, line);
  if (status !== 'PENDING') announceOrder(world, order);
  scheduleOrder(world, order);
  if (order.payAtMs !== undefined && order.payAtMs <= world.clock.nowMs()) world.timeline.runDue();
  return order;
}

interface Wanted {
  readonly product: Product;
  readonly model: Model;
  readonly quantity: number;
}

function wantedModels(world: World, shop: Shop, request: OrderRequest): Wanted[] {
  if (request.lines === undefined) return inventBasket(world, shop);
  return request.lines.map(({ itemId, modelId, quantity }) => {
    const found = findModel(world, String(itemId), String(modelId ?? '0'));
    if (!found || found.product.shopId !== shop.id)
      throw new RangeError(`shop ${shop.id} has no item ${itemId} with model ${modelId ?? 0}`);
    if (found.product.status !== 'NORMAL') throw new RangeError(`item ${itemId} is not on sale`);
    return { ...found, quantity };
  });
}

function inventBasket(world: World, shop: Shop): Wanted[] {
  const active = [...world.products.all()].filter((product) => product.shopId === shop.id && product.status === 'NORMAL');
  const kinds = world.random.next() < 0.7 ? 1 : 2;
  const basket = new Map<string, Wanted>();
  for (let index = 0; index < kinds; index += 1) {
    const product = world.random.pick(active);
    const model = world.random.pick(product.models);
    const quantity = world.random.next() < 0.8 ? 1 : world.random.between(2, 3);
    basket.set(`${product.id}/${model.id}`, { product, model, quantity });
  }
  return [...basket.values()];
}

function lineOf({ product, model, quantity }: Wanted): OrderLine {
  const locationId = placeWith(model, quantity);
  if (locationId === undefined) throw new RangeError(`item ${product.id} model ${model.id} has fewer than ${quantity} units left`);
  return {
    itemId: product.id,
    itemName: product.title,
    itemSku: product.sku,
    modelId: model.id,
    modelName: model.name,
    // A line of an item without variations has no code of a model.
    modelSku: model.id === '0' ? '' : model.sku,
    imageId: product.imageIds[0] ?? '',
    locationId,
    weightKg: product.weightKg,
    quantity,
    priceMinor: model.priceMinor,
    cancelled: 0,
  };
}

function inventRecipient(world: World, market: Market): Recipient {
  const place = world.random.pick(market.places);
  return {
    name: world.random.pick(market.names),
    phone: `${market.dialCode}8${world.random.between(100_000_000, 999_999_999)}`,
    ...place,
  };
}
