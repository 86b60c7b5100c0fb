import { type ArrangeInput, PlatformFailure } from '@shopfleet/platform-kit';
import type { ShipLine } from './ship-lines.ts';

/** Tracked, without a signature: what buyers are promised, at the lowest price. */
const deliveryExperience = 'DeliveryConfirmationWithoutSignature';

/**
 * What Amazon wants to know of a parcel before it sells a label; the buyer's address it knows itself. Throws `invalid` naming the
 * shop settings that are missing.
 */
export function shipmentRequest(orderId: string, lines: readonly ShipLine[], { sender, parcel, handover }: ArrangeInput) {
  if (!sender) throw missing('the address that parcels are sent from', 'sender');
  if (!parcel) throw missing('the usual weight and size of a parcel', 'parcel');
  const [line1 = '', line2 = '', line3 = ''] = sender.lines;
  const required = { name: sender.name, lines: line1, city: sender.city, postalCode: sender.postalCode, regionCode: sender.regionCode };
  for (const [field, text] of Object.entries({ ...required, phone: sender.phone, email: sender.email })) {
    if (text.trim() === '') throw missing(`the ${words[field] ?? field} of the address that parcels are sent from`, `sender.${field}`);
  }
  const { weightGrams, lengthMm, widthMm, heightMm } = parcel;
  if (Math.min(weightGrams, lengthMm, widthMm, heightMm) <= 0) throw missing('the usual weight and size of a parcel', 'parcel');
  return {
    AmazonOrderId: orderId,
    ItemList: lines.map(({ orderItemId, quantity }) => ({ OrderItemId: orderItemId, Quantity: quantity })),
    ShipFromAddress: {
      Name: sender.name.slice(0, 30),
      AddressLine1: line1.slice(0, 180),
      ...(line2 === '' ? {} : { AddressLine2: line2.slice(0, 60) }),
      ...(line3 === '' ? {} : { AddressLine3: line3.slice(0, 60) }),
      City: sender.city.slice(0, 30),
      ...(sender.state === '' ? {} : { StateOrProvinceCode: sender.state.slice(0, 30) }),
      PostalCode: sender.postalCode.slice(0, 30),
      CountryCode: sender.regionCode,
      Phone: sender.phone.slice(0, 30),
      Email: sender.email,
    },
    PackageDimensions: { Length: lengthMm / 10, Width: widthMm / 10, Height: heightMm / 10, Unit: 'centimeters' },
    Weight: { Value: weightGrams, Unit: 'g' },
    ShippingServiceOptions: { DeliveryExperience: deliveryExperience, CarrierWillPickUp: handover?.kind === 'pickup' },
  };
}

const words: Readonly<Record<string, string>> = {
  lines: 'street',
  postalCode: 'postal code',
  regionCode: 'country',
  email: 'e-mail address',
};

const missing = (what: string, field: string): PlatformFailure =>
  new PlatformFailure('invalid', `Amazon sells a label only when the shop's settings say ${what}`, { fields: [field] });
