import type { World } from './world.ts';

const prefix = '/file/';

export const isPicturePath = (path: string): boolean => path.startsWith(prefix);

/** Where a picture of an item lies; '' when there is none. */
export const pictureUrl = (world: World, imageId: string): string => (imageId === '' ? '' : `${world.address.url}${prefix}${imageId}`);

/** What was uploaded. */
export function pictureAt(world: World, path: string): { contentType: string; bytes: Uint8Array } | undefined {
  const picture = world.pictures.get(path.slice(prefix.length));
  return picture && { contentType: picture.contentType, bytes: Buffer.from(picture.base64, 'base64') };
}
