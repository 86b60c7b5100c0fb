import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { isoOf, type JsonObject } from './call.ts';
import { labelFile, typeOf } from './label-file.ts';
import { amountView, serviceView } from './label-offers.ts';
import { marketplaceOf } from './marketplaces.ts';
import type { Order, Shipment } from './model.ts';
import { type ShippingService, servicesOf } from './shipping-services.ts';
import type { World } from './world.ts';

/** A bought label as the API answers it, its file inside. */
export async function shipmentView(world: World, shipment: Shipment): Promise<JsonObject> {
  const order = world.orders.get(shipment.orderId);
  const service = order && servicesOf(marketplaceOf(order.marketplaceId).country).find(({ id }) => id === shipment.serviceId);
  if (!order || !service) throw new RangeError(`shipment ${shipment.id} has lost its order`);
  const { marketplaceId } = order;
  return {
    ShipmentId: shipment.id,
    AmazonOrderId: shipment.orderId,
    ItemList: shipment.itemList,
    ShipFromAddress: shipment.shipFrom,
    ShipToAddress: recipientView(order),
    PackageDimensions: shipment.dimensions,
    Weight: shipment.weight,
    Insurance: amountView(0, marketplaceId),
    ShippingService: serviceView(service, {
      marketplaceId,
      offerId: shipment.offerId,
      chargeMinor: shipment.chargeMinor,
      shipMs: shipment.shipMs,
      options: shipment.options,
    }),
    Label: await labelView(world, shipment, order, service),
    Status: shipment.status,
    ...(service.isTracked ? { TrackingId: shipment.trackingId } : {}),
    CreatedDate: isoOf(shipment.createdMs),
    LastUpdatedDate: isoOf(shipment.updatedMs),
  };
}

async function labelView(world: World, shipment: Shipment, order: Order, service: ShippingService): Promise<JsonObject> {
  const isInches = service.label === 'inches';
  const dimensions = isInches ? { Length: 6, Width: 4, Unit: 'inches' } : { Length: 14.8, Width: 10.5, Unit: 'centimeters' };
  const head = {
    ...(shipment.customText === undefined ? {} : { CustomTextForLabel: shipment.customText }),
    Dimensions: dimensions,
    LabelFormat: shipment.labelFormat,
    StandardIdForLabel: 'AmazonOrderId',
  };
  const isGivenBack = shipment.status === 'RefundPending' || shipment.status === 'RefundApplied';
  if (isGivenBack) {
    const type = world.settings.cancelledFileType === 'kept' ? typeOf(shipment.labelFormat) : '';
    return { ...head, FileContents: { Contents: '', FileType: type, Checksum: '' } };
  }
  const file = await labelFile(shipment, order, service);
  world.counters.labels += 1;
  return {
    ...head,
    FileContents: {
      Contents: gzipSync(file.bytes).toString('base64'),
      FileType: file.contentType,
      // Over the file itself; the documentation does not say which bytes.
      Checksum: createHash('md5').update(file.bytes).digest('base64'),
    },
  };
}

function recipientView({ address, buyer }: Order): JsonObject {
  return {
    Name: address.name.slice(0, 30),
    AddressLine1: address.line1,
    ...(address.line2 === undefined ? {} : { AddressLine2: address.line2 }),
    City: address.city,
    ...(address.state === undefined ? {} : { StateOrProvinceCode: address.state }),
    PostalCode: address.postalCode,
    CountryCode: address.countryCode,
    Phone: address.phone ?? '',
    Email: buyer.email,
  };
}
