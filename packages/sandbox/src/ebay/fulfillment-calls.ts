import { type Answer, type Call, isObject, isWhole, ok, param, textField } from './call.ts';
import type { Order, OrderLine, ShippingFulfillment } from './model.ts';
import { orderOf } from './order-calls.ts';
import { cancelState, touchOrder, userOf } from './order-life.ts';
import { fulfillmentHref, instant } from './order-view.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';

const mostTrackingNumbers = 10;
const futureToleranceMs = 60_000;

interface Wish {
  readonly lines: readonly { readonly line: OrderLine; readonly quantity: number }[];
  readonly trackingNumber: string | undefined;
  readonly carrierCode: string | undefined;
  readonly shippedAtMs: number;
}

/** One parcel: its lines count as shipped, and the order goes as far as they do. The same tracking number again changes nothing. */
function createFulfillment(call: Call): Answer {
  const order = orderOf(call, 400);
  order.shipCalls += 1;
  call.world.orders.save(order);
  const wish = readWish(call, order);
  const known = wish.trackingNumber === undefined ? undefined : call.world.fulfillments.get(`${order.id}/${wish.trackingNumber}`);
  if (known) return created(call, known);
  if (cancelState(order) === 'CANCELED') throw new Refusal(32600, 'Invalid input data: the order is cancelled', { status: 409 });
  for (const { line, quantity } of wish.lines) {
    if (line.shippedQuantity + quantity > line.quantity)
      throw new Refusal(32200, `Invalid line item id: ${line.id} has no such number of units left`);
  }
  return created(call, ship(call, order, wish));
}

function ship(call: Call, order: Order, wish: Wish): ShippingFulfillment {
  const { world } = call;
  const before = fulfillmentsOf(call, order);
  if (before.length >= mostTrackingNumbers) throw new Refusal(34100, 'Maximum tracking number for order is exceeded');
  const fulfillmentId = wish.trackingNumber ?? String(999 - before.length);
  const fulfillment: ShippingFulfillment = {
    id: `${order.id}/${fulfillmentId}`,
    orderId: order.id,
    fulfillmentId,
    ...(wish.trackingNumber === undefined ? {} : { trackingNumber: wish.trackingNumber }),
    ...(wish.carrierCode === undefined ? {} : { carrierCode: wish.carrierCode }),
    shippedAtMs: wish.shippedAtMs,
    lines: wish.lines.map(({ line, quantity }) => ({ lineItemId: line.id, quantity })),
  };
  world.fulfillments.save(fulfillment);
  for (const { line, quantity } of wish.lines) line.shippedQuantity += quantity;
  order.fulfillmentIds.push(fulfillmentId);
  order.shipEffects += 1;
  touchOrder(world, order);
  for (const { line } of wish.lines) announceShipped(call, order, line, fulfillment);
  return fulfillment;
}

function announceShipped(call: Call, order: Order, line: OrderLine, fulfillment: ShippingFulfillment): void {
  const { userId, username } = userOf(call.world, order);
  call.world.emit({
    topic: 'ITEM_MARKED_SHIPPED',
    sellerId: order.sellerId,
    data: {
      trackingNumber: fulfillment.trackingNumber ?? '',
      carrier: fulfillment.carrierCode ?? '',
      shippedDate: instant(fulfillment.shippedAtMs),
      orderId: order.id,
      itemId: line.listingId,
      transactionId: line.id,
      lineItemId: line.id,
      publicUserId: userId,
      username,
    },
  });
}

const created = (call: Call, { orderId, fulfillmentId }: ShippingFulfillment): Answer => ({
  status: 201,
  body: {},
  headers: { location: fulfillmentHref(call.world, orderId, fulfillmentId) },
});

/** @throws Refusal 32200–32600 */
function readWish(call: Call, order: Order): Wish {
  const { body } = call;
  if (!Array.isArray(body.lineItems) || body.lineItems.length === 0) throw new Refusal(32600, 'Invalid input data: lineItems');
  const lines = body.lineItems.map((wanted: unknown) => {
    if (!isObject(wanted)) throw new Refusal(32600, 'Invalid input data: lineItems');
    const id = textField(wanted, 'lineItemId') ?? '';
    const line = order.lines.find((candidate) => candidate.id === id);
    if (!line) throw new Refusal(32200, `Invalid line item id: ${id}`);
    const quantity = wanted.quantity ?? 1;
    if (!isWhole(quantity) || quantity === 0) throw new Refusal(32600, 'Invalid input data: quantity');
    return { line, quantity };
  });
  if (new Set(lines.map(({ line }) => line)).size < lines.length) throw new Refusal(32210, 'Duplicate line item in the request');
  return { lines, ...readTracking(call), shippedAtMs: readShippedDate(call, order) };
}

/** Number and carrier come together; the number is letters and digits alone. */
function readTracking({ body }: Call): Pick<Wish, 'trackingNumber' | 'carrierCode'> {
  const trackingNumber = textField(body, 'trackingNumber');
  const carrierCode = textField(body, 'shippingCarrierCode');
  const isPair = (trackingNumber === undefined) === (carrierCode === undefined);
  const isText = trackingNumber === undefined || /^[A-Za-z0-9]{1,50}$/.test(trackingNumber);
  if (!isPair || !isText || carrierCode === '') throw new Refusal(32300, 'Invalid shipment tracking number or carrier');
  return { trackingNumber, carrierCode };
}

function readShippedDate({ body, world }: Call, order: Order): number {
  const nowMs = world.clock.nowMs();
  if (body.shippedDate === undefined || body.shippedDate === null) return nowMs;
  const text = textField(body, 'shippedDate') ?? '';
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  const dayMs = 86_400_000;
  if (Number.isNaN(ms) || ms > nowMs + futureToleranceMs || ms < order.createdAtMs - dayMs)
    throw new Refusal(32500, 'Invalid shipped date');
  return ms;
}

const fulfillmentsOf = (call: Call, order: Order): ShippingFulfillment[] =>
  order.fulfillmentIds.flatMap((id) => call.world.fulfillments.get(`${order.id}/${id}`) ?? []);

function view(fulfillment: ShippingFulfillment): Record<string, unknown> {
  const { fulfillmentId, trackingNumber, carrierCode, shippedAtMs, lines } = fulfillment;
  return {
    fulfillmentId,
    ...(trackingNumber === undefined ? {} : { shipmentTrackingNumber: trackingNumber }),
    ...(carrierCode === undefined ? {} : { shippingCarrierCode: carrierCode }),
    shippedDate: instant(shippedAtMs),
    lineItems: lines,
  };
}

function getFulfillments(call: Call): Answer {
  const found = fulfillmentsOf(call, orderOf(call, 400));
  return ok({ total: found.length, fulfillments: found.map(view) });
}

function getFulfillment(call: Call): Answer {
  const order = orderOf(call, 400);
  const found = call.world.fulfillments.get(`${order.id}/${param(call, 1)}`);
  if (!found) throw new Refusal(32110, `Invalid shipping fulfillment ID: ${param(call, 1)}`, { status: 404 });
  return ok(view(found));
}

const route = routesOf({
  base: '/sell/fulfillment/v1/order/*/shipping_fulfillment',
  resource: 'fulfillment',
  scopes: ['sell.fulfillment', 'sell.fulfillment.readonly'],
});

export const fulfillmentRoutes = [
  route('fulfillments.create', 'POST ', createFulfillment, { scopes: ['sell.fulfillment'] }),
  route('fulfillments.list', 'GET ', getFulfillments),
  route('fulfillments.get', 'GET /*', getFulfillment),
];
