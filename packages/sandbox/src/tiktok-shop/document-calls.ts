import { type LabelPage, renderLabelPdf } from '../stage/label-pdf.ts';
import { renderLabelZpl } from '../stage/label-zpl.ts';
import { type Answer, type Call, param, parcelOf, shopOf } from './call.ts';
import { type DocumentWish, documentLink } from './document-link.ts';
import { labelContent } from './label-content.ts';
import { marketOf } from './markets.ts';
import type { Parcel } from './model.ts';
import { visibleTracking } from './order-view.ts';
import { missing, Refusal } from './refusal.ts';
import type { World } from './world.ts';

const pagesOf: Readonly<Record<string, readonly LabelPage[]>> = {
  SHIPPING_LABEL: ['label'],
  PACKING_SLIP: ['packing-slip'],
  SHIPPING_LABEL_AND_PACKING_SLIP: ['label', 'packing-slip'],
  HAZMAT_LABEL: ['label'],
};

/** Only between shipping and the carrier's pick-up, and only with the platform's shipping. */
function refuseDocument(call: Call, parcel: Parcel): void {
  const orders = parcel.orderIds.flatMap((id) => call.world.orders.get(id) ?? []);
  if (orders.some((order) => order.shippingType === 'SELLER')) throw new Refusal(21008017, 'Seller-shipped packages have no documents');
  if (parcel.status === 'CANCELLED') throw new Refusal(21011041, 'The package was cancelled');
  if (orders.some((order) => order.requestCancelTime !== undefined)) throw new Refusal(21021010, 'The buyer asked to cancel');
  if (parcel.shippedTime === undefined) throw new Refusal(21023035, 'The package was not shipped yet');
  if (parcel.status !== 'PROCESSING') throw new Refusal(21042102, 'The carrier has collected the package');
}

export function getShippingDocument(call: Call): Answer {
  const { world, query } = call;
  const shop = shopOf(call);
  const parcel = parcelOf(call, param(call));
  const type = query.get('document_type') ?? '';
  if (!(type in pagesOf)) throw missing('document_type');
  const size = query.get('document_size') ?? 'A6';
  if (size !== 'A6' && size !== 'A5') throw missing('document_size');
  const format = query.get('document_format') ?? 'PDF';
  if (format !== 'PDF' && format !== 'ZPL') throw missing('document_format');
  if (format === 'ZPL' && !marketOf(shop.region).hasZpl) throw new Refusal(21008106, 'ZPL is not offered in this market');
  refuseDocument(call, parcel);
  parcel.documentCalls += 1;
  world.parcels.save(parcel);
  if (parcel.documentCalls <= world.settings.labelNotReadyCalls)
    throw new Refusal(11034037, 'The document is being made; try again shortly');
  const isOfficePage = type === 'HAZMAT_LABEL' || world.settings.labelShape === 'a4';
  return {
    doc_url: documentLink(world, { packageId: parcel.id, type, shape: isOfficePage ? 'A4' : size, format }),
    tracking_number: visibleTracking(world, parcel),
  };
}

/** The file behind a link. */
export async function renderDocument(world: World, wish: DocumentWish): Promise<{ contentType: string; bytes: Uint8Array } | undefined> {
  const parcel = world.parcels.get(wish.packageId);
  if (!parcel) return undefined;
  const content = labelContent(world, parcel);
  world.counters.labels += 1;
  if (wish.format === 'ZPL') return { contentType: 'application/octet-stream', bytes: Buffer.from(renderLabelZpl(content)) };
  return { contentType: 'application/pdf', bytes: await renderLabelPdf(content, wish.shape, pagesOf[wish.type] ?? ['label']) };
}
