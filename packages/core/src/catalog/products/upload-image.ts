import { HubError } from '@shopfleet/kernel';
import { pickShop, platformOfSlug } from './find-product.ts';
import { requireDeed } from './platform-deeds.ts';
import type { ProductCall, ProductDeps } from './product-deps.ts';
import { atShop } from './work-at-shop.ts';

export const mostImageBytes = 5 * 1024 * 1024;
const mostPixels = 40_000_000;

/** Gives a picture to a marketplace; answers how a product names it. Throws `UNSUPPORTED_MEDIA_TYPE` for what is no PNG or JPEG. */
export async function uploadImage(
  deps: ProductDeps,
  call: ProductCall,
  bytes: Uint8Array,
): Promise<{ reference: string; url: string | null }> {
  const platform = platformOfSlug(deps.platforms, call.slug);
  requireDeed(platform, 'listing-images', platform.listings?.uploadImage);
  const shop = await deps.db.asTenant(call.tenantId, (tx) => pickShop(tx, platform, call.shopId));
  const image = await checkImage(bytes);
  const { reference, url } = await atShop(deps, { tenantId: call.tenantId, shopId: shop.id }, (opened) => {
    const listings = requireDeed(platform, 'listing-images', opened.platform.listings);
    return requireDeed(platform, 'listing-images', listings.uploadImage).call(listings, opened.access, image);
  });
  return { reference, url: url ?? null };
}

/** By content, never by name; drawn anew, so that where it was taken and by whom does not travel to a marketplace. */
async function checkImage(bytes: Uint8Array): Promise<{ bytes: Uint8Array; contentType: string }> {
  const isPng = Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  if (!isPng && !isJpeg) throw new HubError('UNSUPPORTED_MEDIA_TYPE', { message: 'Send a PNG or JPEG image' });
  if (bytes.length > mostImageBytes) throw new HubError('BODY_TOO_LARGE', { message: 'The image may have at most 5 MB' });
  const { default: sharp } = await import('sharp');
  try {
    const image = sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' }).rotate();
    const drawn = await (isPng ? image.png() : image.jpeg({ quality: 90 })).toBuffer();
    return { bytes: drawn, contentType: isPng ? 'image/png' : 'image/jpeg' };
  } catch (cause) {
    throw new HubError('UNREADABLE_DOCUMENT', { message: 'This image is damaged or too large', cause });
  }
}
