import { PlatformFailure } from '@shopfleet/platform-kit';
import type { ShopeeClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { imageSchema } from './wire/item.ts';

const maxBytes = 10 * 1024 * 1024;
const endings: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

/** Uploads a picture in the name of the app; Shopee makes it square. */
export async function uploadImage(
  client: ShopeeClient,
  { bytes, contentType }: { bytes: Uint8Array; contentType: string },
): Promise<{ reference: string; url: string | undefined }> {
  const ending = endings[contentType];
  if (!ending) throw new PlatformFailure('invalid', 'Shopee takes JPEG and PNG', { fields: ['contentType'] });
  if (bytes.length === 0 || bytes.length > maxBytes) {
    throw new PlatformFailure('invalid', 'Shopee takes pictures up to 10 MB', { fields: ['bytes'] });
  }
  const file = { field: 'image', fileName: `image.${ending}`, contentType, bytes };
  const { image_info } = await client.callPublic(endpoints.uploadImage, { file, data: imageSchema });
  if (!image_info?.image_id) throw new PlatformFailure('outcome-unknown', 'Shopee took the picture and did not say how it is called');
  return { reference: image_info.image_id, url: image_info.image_url_list[0]?.image_url || undefined };
}
