import { escapeHtml } from '../stage/incoming.ts';
import type { Answer, Call, JsonObject } from './call.ts';
import type { Picture } from './model.ts';
import { missing, Refusal } from './refusal.ts';
import type { World } from './world.ts';

const folder = '/obj/oec-sandbox/';
const mostBytes = 10 * 1024 * 1024;
const leastSide = 100;
const useCases = ['MAIN_IMAGE', 'ATTRIBUTE_IMAGE', 'DESCRIPTION_IMAGE', 'CERTIFICATION_IMAGE', 'SIZE_CHART_IMAGE'];
const uriPrefix = 'tos-maliva-i-sandbox/';

export const isPicturePath = (path: string): boolean => path.startsWith(folder);

/** A picture as products show it; `name` is that of an upload, or whatever is to be written on a drawn one. */
export function pictureView(world: World, name: string): JsonObject {
  const url = `${world.address.url}${folder}${name}`;
  return { uri: `${uriPrefix}${name}`, urls: [url], thumb_urls: [url], width: 800, height: 800 };
}

/** The name in a `uri` that a product body holds. Throws for one that was never given out. */
export function pictureName(world: World, uri: string): string {
  const name = uri.startsWith(uriPrefix) ? uri.slice(uriPrefix.length) : '';
  if (!world.pictures.get(name)) throw new Refusal(12038001, `The image '${uri}' was not uploaded`);
  return name;
}

/** What was uploaded; the pictures of the first products are drawn from their names. */
export function pictureAt(world: World, path: string): { contentType: string; bytes: Uint8Array } {
  const name = path.slice(folder.length);
  const picture = world.pictures.get(name);
  if (picture) return { contentType: picture.contentType, bytes: Buffer.from(picture.base64, 'base64') };
  const word = escapeHtml(world.products.get(name)?.title.split(/[ ,]/)[0] ?? name.slice(-4));
  const text = `<text x="160" y="172" font-family="sans-serif" font-size="40" text-anchor="middle" fill="#333">${word}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320"><rect width="320" height="320" fill="#d9e4ea"/>${text}</svg>`;
  return { contentType: 'image/svg+xml', bytes: Buffer.from(svg) };
}

/** One file named `data`. PNG and JPEG are told by their first bytes; a PNG also says its size. */
export async function uploadImage(call: Call): Promise<Answer> {
  const form = await readForm(call);
  const file = form.get('data');
  const useCase = form.get('use_case') ?? 'MAIN_IMAGE';
  if (!(file instanceof File)) throw missing('data');
  if (typeof useCase !== 'string' || !useCases.includes(useCase)) throw missing('use_case');
  const bytes = Buffer.from(await file.arrayBuffer());
  const isPng = bytes.subarray(0, 4).toString('latin1') === '\x89PNG';
  if (!isPng && !(bytes[0] === 0xff && bytes[1] === 0xd8)) throw new Refusal(12019116, 'The image format is not supported');
  if (bytes.length > mostBytes) throw new Refusal(12038004, 'The image is larger than 10 MB');
  const [width, height] = isPng ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : [800, 800];
  if (Math.min(width, height) < leastSide) throw new Refusal(12038005, 'The image is smaller than 100 pixels a side');
  const contentType = isPng ? 'image/png' : 'image/jpeg';
  const picture: Picture = { id: call.world.identifiers.next('product'), contentType, base64: bytes.toString('base64') };
  call.world.pictures.save(picture);
  return { uri: `${uriPrefix}${picture.id}`, url: `${call.world.address.url}${folder}${picture.id}`, height, width, use_case: useCase };
}

async function readForm({ contentType, rawBody }: Call): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(rawBody), { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw Object.assign(missing('data'), { cause: error });
  }
}
