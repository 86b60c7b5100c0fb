import type { Clock } from '@shopfleet/kernel';
import { type LabelsCapability, PlatformFailure, type PlatformLabel } from '@shopfleet/platform-kit';
import type { TikTokClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { labelNotReadyCodes } from './failures.ts';
import { documentSchema } from './wire/fulfilment.ts';

const notReadyRetryMs = 1_000;

/** Fetches the label as TikTok Shop made it. Its link lives a day: the bytes are what is kept. */
export function createLabels(client: TikTokClient, clock: Clock): LabelsCapability {
  return {
    async fetchLabel(access, externalPackageId) {
      const query = { document_type: 'SHIPPING_LABEL', document_size: 'A6' };
      try {
        const document = await client.call(access, endpoints.shippingDocument, { id: externalPackageId, query, data: documentSchema });
        if (document.doc_url === '') throw notReady(clock, undefined);
        const { body } = await client.download(access, document.doc_url);
        return { bytes: body, format: formatOf(body), trackingNumber: document.tracking_number || undefined };
      } catch (error) {
        if (error instanceof PlatformFailure && labelNotReadyCodes.has(Number(error.vendorCode))) throw notReady(clock, error);
        throw error;
      }
    },
  };
}

function notReady(clock: Clock, cause: PlatformFailure | undefined): PlatformFailure {
  const retryAt = new Date(clock.now().getTime() + notReadyRetryMs);
  const { vendorCode, requestId } = cause ?? {};
  return new PlatformFailure('unavailable', 'TikTok Shop is still making the label', {
    retryAt,
    cause,
    ...(vendorCode === undefined ? {} : { vendorCode }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** The bytes decide, not the link: a page that says "expired" must never reach a printer. */
function formatOf(bytes: Uint8Array): PlatformLabel['format'] {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  // A document may begin a little late; an archive that holds one is none.
  if (start.includes('%PDF-') && !start.startsWith('PK')) return 'application/pdf';
  if (start.startsWith('\x89PNG\r\n')) return 'image/png';
  if (start.trimStart().startsWith('^XA') || start.trimStart().startsWith('~')) return 'application/vnd.zebra-zpl';
  throw new PlatformFailure('unavailable', 'The link to the label led to something that is no label');
}
