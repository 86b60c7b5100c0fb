import { amountText } from '../stage/amounts.ts';
import type { LabelContent } from '../stage/label-layout.ts';
import { marketOf } from './markets.ts';
import { isMasked, maskDigits, maskName, maskPostalCode, maskStreet } from './masking.ts';
import type { Order, Parcel } from './model.ts';
import { senderAddress } from './package-view.ts';
import type { World } from './world.ts';

/** What the label of a package says. */
export function labelContent(world: World, parcel: Parcel): LabelContent {
  const shop = world.shops.get(parcel.shopId);
  const orders = parcel.orderIds.flatMap((id) => world.orders.get(id) ?? []);
  const first = orders[0];
  if (!shop || !first) throw new RangeError(`package ${parcel.id} has no order`);
  const market = marketOf(shop.region);
  const { recipient } = first;
  const isHidden = isMasked(first, market, world.clock.nowSeconds());
  const sender = senderAddress(shop);
  const total = orders.flatMap((order) => order.lines).reduce((sum, line) => sum + line.priceMinor, 0);
  return {
    issuer: 'TikTok Shop (sandbox)',
    carrier: parcel.providerName ?? '',
    service: 'STANDARD',
    trackingNumber: parcel.trackingNumber ?? '',
    packageId: parcel.id,
    orderIds: parcel.orderIds,
    recipient: {
      name: isHidden ? maskName(recipient.name) : recipient.name,
      phone: `(+${market.dialCode})${isHidden ? maskDigits(recipient.phone) : recipient.phone}`,
      lines: [
        isHidden ? maskStreet(recipient.street) : recipient.street,
        `${recipient.city}, ${recipient.state}`,
        `${isHidden ? maskPostalCode(recipient.postalCode) : recipient.postalCode}, ${market.country}`,
      ],
    },
    sender: { name: shop.name, phone: String(sender.phone_number), lines: [String(sender.full_address), String(sender.postal_code)] },
    items: itemsOf(orders, parcel),
    isCod: first.isCod,
    ...(first.isCod ? { codAmount: `${market.currency} ${amountText(total, market.decimals)}` } : {}),
  };
}

function itemsOf(orders: readonly Order[], parcel: Parcel): LabelContent['items'] {
  const bySku = new Map<string, { name: string; sku: string; quantity: number }>();
  for (const line of orders.flatMap((order) => order.lines)) {
    if (!parcel.lineIds.includes(line.id)) continue;
    const item = bySku.get(line.skuId) ?? { name: `${line.productName} (${line.skuName})`, sku: line.sellerSku, quantity: 0 };
    item.quantity += 1;
    bySku.set(line.skuId, item);
  }
  return [...bySku.values()];
}
