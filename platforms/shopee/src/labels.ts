import type { Clock } from '@shopfleet/kernel';
import { type LabelsCapability, PlatformFailure, type PlatformLabel, type ShopAccess } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { labelLaterCodes, labelMissingCodes } from './failure-codes.ts';
import { refusalFailure } from './failures.ts';
import { packageStatusOf } from './order-status.ts';
import { packageName, readWirePackage } from './read-packages.ts';
import { Remembered } from './remembered.ts';
import type { WirePackage } from './wire/order.ts';
import { type LabelRow, labelRowsSchema } from './wire/shipping.ts';
import { isZip, readOnlyFile } from './zip-file.ts';

const notReadyMs = 2_000;
/** A carrier may take minutes to give a number; a push says when, and looking at the package costs little. */
const noNumberMs = 10_000;
const typesKeptMs = 3_600_000;
const preferred = ['THERMAL_AIR_WAYBILL', 'THERMAL_JOB_AIR_WAYBILL', 'NORMAL_AIR_WAYBILL'];
const codeOf = (code: string) => code.replaceAll(/\s/g, '').replace(/^(logistics|common)\./, '');

/** Has the label made, waits for it, and fetches its bytes. Keeps no state: each call begins by asking how far Shopee is. */
export function createLabels(client: ShopeeClient, clock: Clock): LabelsCapability {
  const types = new Remembered<string>(clock, typesKeptMs);

  const later = (waitMs: number, text: string, cause?: PlatformFailure) =>
    new PlatformFailure('unavailable', text, {
      retryAt: new Date(clock.now().getTime() + waitMs),
      cause,
      ...(cause?.vendorCode === undefined ? {} : { vendorCode: cause.vendorCode }),
    });

  const rowFailure = ({ fail_error: code, fail_message: message }: LabelRow, isRead: boolean) =>
    refusalFailure({ code, message, requestId: undefined, isRead, now: clock.now() });

  /** All packages of a channel take the same kinds of document. */
  function typeOf(access: ShopAccess, parcel: WirePackage): Promise<string> {
    return types.get(`${access.externalId}:${parcel.logistics_channel_id}`, async () => {
      const body = { order_list: [packageName(parcel)] };
      const [row] = (await client.call(access, endpoints.getLabelTypes, { body, data: labelRowsSchema })).result_list;
      if (!row) throw new PlatformFailure('unexpected', 'Shopee named no document');
      if (row.fail_error !== '') throw rowFailure(row, true);
      const selectable = row.selectable_shipping_document_type;
      return preferred.find((type) => selectable.includes(type)) ?? (row.suggest_shipping_document_type || (selectable[0] ?? ''));
    });
  }

  async function readState(access: ShopAccess, parcel: WirePackage, type: string): Promise<'ready' | 'making' | 'missing'> {
    const body = { order_list: [{ ...packageName(parcel), shipping_document_type: type }] };
    const [row] = (await client.call(access, endpoints.getLabelState, { body, data: labelRowsSchema })).result_list;
    if (!row || labelMissingCodes.has(codeOf(row.fail_error)) || row.status === 'FAILED') return 'missing';
    if (labelLaterCodes.has(codeOf(row.fail_error))) return 'making';
    if (row.fail_error !== '') throw rowFailure(row, true);
    return row.status === 'READY' ? 'ready' : 'making';
  }

  async function create(access: ShopAccess, parcel: WirePackage, type: string): Promise<void> {
    const { tracking_number } = parcel;
    const body = { order_list: [{ ...packageName(parcel), tracking_number, shipping_document_type: type }] };
    const [row] = (await client.call(access, endpoints.createLabel, { body, data: labelRowsSchema })).result_list;
    if (!row || row.fail_error === '') return;
    const failure = rowFailure(row, false);
    if (codeOf(row.fail_error) === 'shipping_document_type_invalid') types.forget(`${access.externalId}:${parcel.logistics_channel_id}`);
    throw labelLaterCodes.has(codeOf(row.fail_error)) ? later(noNumberMs, 'The tracking number has changed', failure) : failure;
  }

  async function download(access: ShopAccess, parcel: WirePackage, type: string): Promise<Uint8Array> {
    try {
      return await client.download(access, endpoints.downloadLabel, { shipping_document_type: type, order_list: [packageName(parcel)] });
    } catch (error) {
      const code = error instanceof PlatformFailure ? codeOf(error.vendorCode ?? '') : '';
      if (!(error instanceof PlatformFailure) || !(labelLaterCodes.has(code) || labelMissingCodes.has(code))) throw error;
      throw later(notReadyMs, 'Shopee is still making the label', error);
    }
  }

  return {
    async fetchLabel(access, externalPackageId) {
      const parcel = await readWirePackage(client, access, externalPackageId);
      const status = packageStatusOf(parcel.fulfillment_status);
      if (status === 'to_arrange') throw new PlatformFailure('conflict', 'The package was not arranged yet');
      if (status === 'cancelled') throw new PlatformFailure('conflict', 'The package is cancelled');
      if (parcel.tracking_number === '') throw later(noNumberMs, 'The carrier has not given a tracking number yet');
      const type = await typeOf(access, parcel);
      let state = await readState(access, parcel, type);
      if (state === 'missing') {
        await create(access, parcel, type);
        state = await readState(access, parcel, type);
      }
      if (state !== 'ready') throw later(notReadyMs, 'Shopee is still making the label');
      const file = await download(access, parcel, type);
      const bytes = isZip(file) ? readOnlyFile(file) : file;
      return { bytes, format: formatOf(bytes), trackingNumber: parcel.tracking_number };
    },
  };
}

/** The bytes decide, not the content type: a page that says "expired" must never reach a printer. */
export function formatOf(bytes: Uint8Array): PlatformLabel['format'] {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (start.includes('%PDF-')) return 'application/pdf';
  if (start.startsWith('\x89PNG\r\n')) return 'image/png';
  if (start.trimStart().startsWith('^XA')) return 'application/vnd.zebra-zpl';
  if (/<(!doctype|html)/i.test(start)) {
    throw new PlatformFailure('unsupported', 'Shopee made this label as a web page; print it in Seller Centre');
  }
  throw new PlatformFailure('unavailable', 'What Shopee sent as the label is none');
}
