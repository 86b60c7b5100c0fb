import { escapeHtml } from '../stage/incoming.ts';
import type { Answer, Call, JsonObject } from './call.ts';
import type { Picture } from './model.ts';
import { Refusal, wrong } from './refusal.ts';
import type { World } from './world.ts';

const prefix = '/file/';
const mostFiles = 9;
const mostBytes = 10 * 1024 * 1024;

export const isPicturePath = (path: string): boolean => path.startsWith(prefix);

/** Where a picture of an item lies; '' when there is none. */
export const pictureUrl = (world: World, imageId: string): string => (imageId === '' ? '' : `${world.address.url}${prefix}${imageId}`);

/** What was uploaded; the pictures of the first items are drawn from their names. */
export function pictureAt(world: World, path: string): { contentType: string; bytes: Uint8Array } {
  const id = path.slice(prefix.length);
  const picture = world.pictures.get(id);
  if (picture) return { contentType: picture.contentType, bytes: Buffer.from(picture.base64, 'base64') };
  const word = escapeHtml(id.split('-').at(-1) ?? '').toUpperCase();
  const text = `<text x="160" y="172" font-family="sans-serif" font-size="40" text-anchor="middle" fill="#444">${word}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320"><rect width="320" height="320" fill="#eadfce"/>${text}</svg>`;
  return { contentType: 'image/svg+xml', bytes: Buffer.from(svg) };
}

/** Takes up to nine files named `image`; each is judged by itself. */
export async function uploadImage(call: Call): Promise<Answer> {
  const form = await readForm(call);
  const files = form.getAll('image').filter((part) => part instanceof File);
  if (files.length === 0 || files.length > mostFiles) throw wrong('image');
  const list = await Promise.all(files.map((file, index) => keepImage(call.world, file, index)));
  const first = list.find((row) => row.error === '');
  if (!first) throw new Refusal('error_param', 'The image is not a JPG, JPEG or PNG of at most 10 MB.');
  return { response: { image_info: first.image_info, image_info_list: list } };
}

async function readForm({ contentType, rawBody }: Call): Promise<FormData> {
  if (!contentType.startsWith('multipart/form-data')) throw new Refusal('error_param', 'The content type must be multipart/form-data.');
  try {
    return await new Response(new Uint8Array(rawBody), { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw Object.assign(new Refusal('error_data', 'parse data failed'), { cause: error });
  }
}

async function keepImage(world: World, file: File, index: number): Promise<JsonObject & { error: string }> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const contentType = kindOf(bytes);
  if (contentType === undefined || bytes.length > mostBytes) {
    return { id: index, error: 'error_param', message: 'The image is not a JPG, JPEG or PNG of at most 10 MB.' };
  }
  const picture: Picture = { id: world.identifiers.imageId(), contentType, base64: bytes.toString('base64') };
  world.pictures.save(picture);
  const urls = [...world.shops.all()].map((shop) => ({ image_url_region: shop.region, image_url: pictureUrl(world, picture.id) }));
  return { id: index, error: '', message: '', image_info: { image_id: picture.id, image_url_list: urls } };
}

function kindOf(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 4).toString('latin1') === '\x89PNG') return 'image/png';
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? 'image/jpeg' : undefined;
}
