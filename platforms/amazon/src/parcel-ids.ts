/**
 * How the hub names a parcel at Amazon: a label that Amazon sold is `mfn:<ShipmentId>`, one that we told Amazon about is
 * `ref:<orderId>:<packageReferenceId>`, since a reference is unique in its order only.
 */
export type ParcelId =
  | { readonly kind: 'sold'; readonly shipmentId: string }
  | { readonly kind: 'told'; readonly orderId: string; readonly reference: string };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Undefined for a text that is no parcel of Amazon's. */
export function readParcelId(externalPackageId: string): ParcelId | undefined {
  const [kind, first = '', second = '', ...more] = externalPackageId.split(':');
  if (kind === 'mfn' && first !== '' && second === '' && more.length === 0) return { kind: 'sold', shipmentId: first };
  if (kind === 'ref' && first !== '' && second !== '' && more.length === 0) return { kind: 'told', orderId: first, reference: second };
  return undefined;
}

export const soldParcelId = (shipmentId: string): string => `mfn:${shipmentId}`;

/** A reference that is a UUID is the id under which Amazon sold the label. */
export const parcelIdOf = (orderId: string, reference: string): string =>
  uuid.test(reference) ? soldParcelId(reference) : `ref:${orderId}:${reference}`;
