import type { LabelContent, LabelShape } from '../stage/label-layout.ts';
import { renderLabelPdf } from '../stage/label-pdf.ts';
import { renderLabelPng } from '../stage/label-png.ts';
import { renderLabelZpl } from '../stage/label-zpl.ts';
import type { LabelFormat, Order, Shipment } from './model.ts';
import type { ShippingService } from './shipping-services.ts';

export interface LabelFile {
  readonly bytes: Uint8Array;
  readonly contentType: 'application/pdf' | 'application/zpl' | 'image/png';
}

const types = { PDF: 'application/pdf', PNG: 'image/png', ZPL203: 'application/zpl' } as const;

export const typeOf = (format: LabelFormat): LabelFile['contentType'] => types[format];

/** The label's file: its bar code and QR code hold the tracking id. */
export async function labelFile(shipment: Shipment, order: Order, service: ShippingService): Promise<LabelFile> {
  const content = contentOf(shipment, order, service);
  const shape: LabelShape = service.label === 'inches' ? '4x6' : 'A6';
  const contentType = typeOf(shipment.labelFormat);
  if (shipment.labelFormat === 'ZPL203') return { bytes: Buffer.from(renderLabelZpl(content)), contentType };
  if (shipment.labelFormat === 'PNG') return { bytes: renderLabelPng(content, shape), contentType };
  const pages = shipment.hasPackingSlip ? (['label', 'packing-slip'] as const) : (['label'] as const);
  return { bytes: await renderLabelPdf(content, shape, pages), contentType };
}

function contentOf(shipment: Shipment, order: Order, service: ShippingService): LabelContent {
  const { address } = order;
  const from = (name: string): string => (typeof shipment.shipFrom[name] === 'string' ? shipment.shipFrom[name] : '');
  return {
    issuer: 'Amazon Buy Shipping (sandbox)',
    carrier: service.carrier,
    service: service.name,
    trackingNumber: shipment.trackingId,
    packageId: shipment.customText ?? shipment.id,
    orderIds: [order.id],
    recipient: {
      name: address.name,
      phone: address.phone ?? '',
      lines: [
        address.line2 === undefined ? address.line1 : `${address.line1}, ${address.line2}`,
        [address.city, address.state].filter((part) => part !== undefined).join(', '),
        `${address.postalCode}, ${address.countryCode}`,
      ],
    },
    sender: {
      name: from('Name'),
      phone: from('Phone'),
      lines: [from('AddressLine1'), `${from('PostalCode')} ${from('City')}, ${from('CountryCode')}`],
    },
    items: order.items.map((item) => ({ name: item.title, sku: item.sku, quantity: item.quantity })),
    isCod: false,
  };
}
