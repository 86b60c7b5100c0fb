import { type Market, marketOf } from './markets.ts';
import type { Order, OrderLine, Product, Recipient, ShippingType, Shop, Sku } from './model.ts';
import { announceOrder, prepareParcel, scheduleOrder } from './order-life.ts';
import { findSku, reserveUnit, stockWith } from './stock.ts';
import type { World } from './world.ts';

/** What a buyer does. Everything left out is chosen: a shop, one or two articles, an address of that market. */
export interface OrderRequest {
  readonly shopId?: string;
  readonly lines?: readonly { readonly skuId: string; readonly quantity: number }[];
  /** Start in this status and tell the app just that; left out: the natural life, `UNPAID` first. */
  readonly status?: 'UNPAID' | 'ON_HOLD' | 'AWAITING_SHIPMENT';
  /** For the natural life: when the buyer pays; null = never. Default 0. */
  readonly payAfterMs?: number | null;
  readonly passesHold?: boolean;
  readonly shippingType?: ShippingType;
  readonly isCod?: boolean;
  readonly buyerId?: string;
  readonly buyerMessage?: string;
  readonly recipient?: Partial<Recipient>;
}

/** @throws RangeError when the shop or SKU is unknown, or the shop has too few units left. */
export function placeOrder(world: World, request: OrderRequest = {}): Order {
  const shop = request.shopId === undefined ? world.random.pick([...world.shops.all()]) : world.shops.get(request.shopId);
  if (!shop) throw new RangeError(`no shop ${request.shopId}`);
  const market = marketOf(shop.region);
  const status = request.status ?? 'UNPAID';
  const now = world.clock.nowSeconds();
  const order: Order = {
    id: world.identifiers.next('order'),
    shopId: shop.id,
    buyerId: request.buyerId ?? world.identifiers.next('buyer'),
    recipient: { ...inventRecipient(world, market), ...request.recipient },
    shippingType: request.shippingType ?? 'TIKTOK',
    isCod: request.isCod ?? false,
    passesHold: request.passesHold ?? (request.status === 'ON_HOLD' || (request.status === undefined && world.settings.useHold)),
    lines: wantedSkus(world, shop, request).flatMap(({ product, sku, quantity }) =>
      linesFor(world, product, sku, quantity).map((line) => ({ ...line, status })),
    ),
    shippingFeeMinor: Math.round(10 ** market.decimals * (market.currency === 'IDR' ? 12_000 : 3.9)),
    createTime: now,
    status,
    updateTime: now,
  };
  world.orders.save(request.buyerMessage === undefined ? order : Object.assign(order, { buyerMessage: request.buyerMessage }));
  for (const line of order.lines) reserveUnit(world, line);
  settlePayment(world, order, request.payAfterMs);
  announceOrder(world, order);
  scheduleOrder(world, order);
  if (order.payAtMs !== undefined && order.payAtMs <= world.clock.nowMs()) world.timeline.runDue();
  return order;
}

function settlePayment(world: World, order: Order, payAfterMs: number | null = 0): void {
  if (order.status !== 'UNPAID') {
    order.paidTime = order.createTime;
    prepareParcel(world, order);
  } else if (payAfterMs !== null) {
    order.payAtMs = world.clock.nowMs() + payAfterMs;
  }
  world.orders.save(order);
}

interface WantedSku {
  readonly product: Product;
  readonly sku: Sku;
  readonly quantity: number;
}

function wantedSkus(world: World, shop: Shop, request: OrderRequest): WantedSku[] {
  if (request.lines === undefined) return inventBasket(world, shop);
  return request.lines.map(({ skuId, quantity }) => {
    const found = findSku(world, skuId);
    if (!found || found.product.shopId !== shop.id) throw new RangeError(`shop ${shop.id} has no SKU ${skuId}`);
    return { ...found, quantity };
  });
}

function inventBasket(world: World, shop: Shop): WantedSku[] {
  const active = [...world.products.all()].filter((product) => product.shopId === shop.id && product.status === 'ACTIVATE');
  const kinds = world.random.next() < 0.7 ? 1 : 2;
  const basket = new Map<string, WantedSku>();
  for (let index = 0; index < kinds; index += 1) {
    const product = world.random.pick(active);
    const sku = world.random.pick(product.skus);
    basket.set(sku.id, { product, sku, quantity: world.random.next() < 0.8 ? 1 : world.random.between(2, 3) });
  }
  return [...basket.values()];
}

/** One line for each unit: the marketplace has no quantity field. */
function linesFor(world: World, product: Product, sku: Sku, quantity: number): Omit<OrderLine, 'status'>[] {
  const stock = stockWith(sku, quantity);
  if (!stock) throw new RangeError(`SKU ${sku.id} has fewer than ${quantity} units left`);
  return Array.from({ length: quantity }, () => ({
    id: world.identifiers.next('line'),
    productId: product.id,
    productName: product.title,
    skuId: sku.id,
    skuName: sku.name,
    sellerSku: sku.sellerSku,
    warehouseId: stock.warehouseId,
    priceMinor: sku.priceMinor,
  }));
}

function inventRecipient(world: World, market: Market): Recipient {
  const place = world.random.pick(market.places);
  return { name: world.random.pick(market.names), phone: `8${world.random.between(100_000_000, 999_999_999)}`, ...place };
}
