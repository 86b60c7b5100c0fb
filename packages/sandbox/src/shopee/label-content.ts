import type { LabelContent } from '../stage/label-layout.ts';
import { channelOf, marketOf } from './markets.ts';
import type { Order, Parcel } from './model.ts';
import { maskName, maskPhone, totalOf } from './order-view.ts';
import type { World } from './world.ts';

/** What the waybill of a package says; the buyer's name and number are masked on it as well. */
export function labelContent(world: World, order: Order, parcel: Parcel): LabelContent {
  const shop = world.shops.get(parcel.shopId);
  if (!shop) throw new RangeError(`package ${parcel.id} has no shop`);
  const market = marketOf(shop.region);
  const { recipient } = order;
  const [sender] = shop.addresses;
  const isMasked = world.settings.masksBuyers;
  return {
    issuer: 'Shopee (sandbox)',
    carrier: channelOf(shop.region, parcel.channelId).name,
    service: parcel.handover?.kind === 'pickup' ? 'PICKUP' : 'DROPOFF',
    trackingNumber: parcel.trackingNumber ?? '',
    packageId: parcel.id,
    orderIds: [order.id],
    recipient: {
      name: isMasked ? maskName(recipient.name) : recipient.name,
      phone: isMasked ? maskPhone(recipient.phone) : recipient.phone,
      lines: [recipient.street, `${recipient.district}, ${recipient.city}`, `${recipient.state} ${recipient.zipcode}, ${market.country}`],
    },
    sender: { name: shop.name, phone: '', lines: [sender?.street ?? '', `${sender?.city ?? ''} ${sender?.zipcode ?? ''}`] },
    items: parcel.items.map((item) => {
      const line = order.lines.find((candidate) => candidate.itemId === item.itemId && candidate.modelId === item.modelId);
      return {
        name: `${line?.itemName ?? ''} ${line?.modelName ?? ''}`,
        sku: line?.modelSku || (line?.itemSku ?? ''),
        quantity: item.quantity,
      };
    }),
    isCod: order.isCod,
    ...(order.isCod ? { codAmount: `${market.currency} ${totalOf(order, market)}` } : {}),
  };
}
