import { type Answer, type Call, type JsonObject, objectList, orderOf, parcelOf, requiredText, textField } from './call.ts';
import { labelFile } from './document-file.ts';
import { labelContent } from './label-content.ts';
import { channelOf } from './markets.ts';
import type { LabelDocument, Order, Parcel } from './model.ts';
import { scheduleParcel, shownTracking } from './parcel-life.ts';
import { Refusal, wrong } from './refusal.ts';

const suggested = 'THERMAL_AIR_WAYBILL';
const selectable = ['NORMAL_AIR_WAYBILL', suggested];

interface Row {
  readonly source: JsonObject;
  readonly order: Order;
  readonly parcel: Parcel;
}

/** One row for each order asked for; trouble of one row does not touch the others, but all in trouble is an error of the call. */
function rowsOf(call: Call, answer: (row: Row) => JsonObject): Answer {
  const failed: JsonObject[] = [];
  const rows = objectList(call.body, 'order_list').map((source) => {
    const names = { order_sn: source.order_sn, package_number: source.package_number ?? '' };
    try {
      return { ...names, ...answer(rowOf(call, source)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failed.push(names);
      return { ...names, fail_error: error.error, fail_message: error.message };
    }
  });
  const response = { result_list: rows };
  if (failed.length < rows.length) return { response, warning: failed };
  return { response, error: 'common.batch_api_all_failed', message: 'All of them failed, see result_list.' };
}

function rowOf(call: Call, source: JsonObject): Row {
  const order = orderOf(call, requiredText(source, 'order_sn'), 'logistics.invalid_error');
  return { source, order, parcel: parcelOf(call, order, textField(source, 'package_number')) };
}

/** Only between arranging and the carrier's pick-up, and only where Shopee knows the carrier. */
function refuseUnprintable(call: Call, order: Order, parcel: Parcel): void {
  const region = call.world.shops.get(order.shopId)?.region ?? '';
  const isOwn = channelOf(region, parcel.channelId).nonIntegrated !== undefined;
  if (isOwn || parcel.status !== 'LOGISTICS_REQUEST_CREATED') {
    throw new Refusal('logistics.package_can_not_print', 'The package cannot be printed now.');
  }
  if (order.status === 'IN_CANCEL') throw new Refusal('logistics.order_status_error', 'The state of the order does not allow it.');
}

function typeOf(source: JsonObject): string {
  const type = textField(source, 'shipping_document_type') ?? suggested;
  if (!selectable.includes(type)) throw new Refusal('logistics.shipping_document_type_invalid', 'The document type is not offered.');
  return type;
}

export const getDocumentParameter = (call: Call): Answer =>
  rowsOf(call, ({ order, parcel }) => {
    refuseUnprintable(call, order, parcel);
    return { suggest_shipping_document_type: suggested, selectable_shipping_document_type: selectable };
  });

/** Begins to make the document, anew after a failure. */
export const createDocument = (call: Call): Answer =>
  rowsOf(call, ({ source, order, parcel }) => {
    const { world } = call;
    refuseUnprintable(call, order, parcel);
    const type = typeOf(source);
    const tracking = shownTracking(world, parcel);
    if (tracking === '' || textField(source, 'tracking_number') !== tracking) {
      throw new Refusal('logistics.tracking_number_invalid', 'The tracking number is not that of the package.');
    }
    const former = parcel.documents.find((document) => document.type === type);
    if (former && !former.hasFailed) return {};
    const hasFailed = world.faults.strike('logistics.create_shipping_document', ['label-failed']) !== undefined;
    const readyAtMs = world.clock.nowMs() + world.settings.labelDelayMs;
    parcel.documents = [...parcel.documents.filter((document) => document !== former), { type, readyAtMs, isAnnounced: false, hasFailed }];
    world.parcels.save(parcel);
    scheduleParcel(world, parcel);
    return {};
  });

/** @throws Refusal while there is none. */
function documentOf(parcel: Parcel, type: string): LabelDocument {
  const document = parcel.documents.find((candidate) => candidate.type === type);
  if (!document) throw new Refusal('logistics.shipping_document_should_print_first', 'Create the document first.');
  return document;
}

export const getDocumentResult = (call: Call): Answer =>
  rowsOf(call, ({ source, order, parcel }) => {
    refuseUnprintable(call, order, parcel);
    const document = documentOf(parcel, typeOf(source));
    const isMaking =
      document.readyAtMs > call.world.clock.nowMs() ||
      call.world.faults.strike('logistics.get_shipping_document_result', ['label-not-ready']) !== undefined;
    if (isMaking) return { status: 'PROCESSING' };
    return { status: document.hasFailed ? 'FAILED' : 'READY' };
  });

/** The file itself, or the envelope of an error. */
export async function downloadDocument(call: Call): Promise<Answer> {
  const { world, body } = call;
  const type = typeOf(body);
  const rows = objectList(body, 'order_list').map((source) => rowOf(call, source));
  if (new Set(rows.map(({ parcel }) => parcel.channelId)).size > 1) {
    throw new Refusal('logistics.packages_can_not_download_together', 'The packages are of different carriers.');
  }
  for (const { order, parcel } of rows) {
    refuseUnprintable(call, order, parcel);
    const document = documentOf(parcel, type);
    const isMaking = document.readyAtMs > world.clock.nowMs();
    if (isMaking || world.faults.strike('logistics.download_shipping_document', ['label-not-ready'])) {
      throw new Refusal('logistics.download_later', 'The document is being made, try again later.');
    }
    if (document.hasFailed) throw new Refusal('logistics.package_print_failed', 'The document could not be made, create it again.');
  }
  for (const { parcel } of rows) {
    parcel.downloads += 1;
    world.parcels.save(parcel);
    world.counters.labels += 1;
  }
  const contents = rows.map(({ order, parcel }) => labelContent(world, order, parcel));
  if (contents.length === 0) throw wrong('order_list');
  return { file: await labelFile(contents, type, world.settings.labelFile) };
}
