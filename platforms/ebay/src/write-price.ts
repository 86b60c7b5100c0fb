import { formatMoney, type Money } from '@shopfleet/kernel';
import { PlatformFailure, type ShopAccess } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { isPublished, offerOf, readOffers } from './inventory.ts';
import { putOffer } from './put-offer.ts';
import type { SkuQueue } from './sku-queue.ts';
import { memberOf } from './wire/inventory.ts';
import { writeQuantities } from './write-quantities.ts';

/** Sets the price of this shop's offer of an item. A draft's price is part of the draft, which is written as a whole. */
export async function writePrice(
  client: EbayClient,
  queue: SkuQueue,
  access: ShopAccess,
  { externalVariantId: sku, price }: { externalVariantId: string; price: Money },
): Promise<void> {
  await queue.run(access.externalId, sku, async () => {
    const offer = offerOf(access, await readOffers(client, access, sku));
    if (!offer) throw new PlatformFailure('not-found', 'This item has no offer that a price could be set for');
    const wire = { value: formatMoney(price), currency: price.currency };
    const { currency = price.currency } = offer.pricingSummary?.price ?? {};
    if (currency !== price.currency) {
      throw new PlatformFailure('invalid', `This offer is in ${currency}, not in ${price.currency}`, { fields: ['price'] });
    }
    if (isPublished(offer)) {
      await writeQuantities(client, access, { sku, offers: [{ offerId: offer.offerId, price: wire }] });
    } else {
      const change = { offerId: offer.offerId, sku };
      await putOffer(client, access, change, (raw) => ({ ...raw, pricingSummary: { ...memberOf(raw, 'pricingSummary'), price: wire } }));
    }
  });
}
