import { createHmac } from 'node:crypto';
import type { World } from './world.ts';

const folder = '/wsos_v2/oec_fulfillment_doc_tts/object/';
const lifeSeconds = 86_400;

export interface DocumentWish {
  readonly packageId: string;
  readonly type: string;
  readonly shape: 'A6' | 'A5' | 'A4';
  readonly format: 'PDF' | 'ZPL';
}

const signatureOf = (world: World, path: string, expire: string, timeStamp: string): string =>
  createHmac('sha256', `files ${world.app.appSecret}`).update(`${path}\n${expire}\n${timeStamp}`).digest('hex');

/** A link to a document that works for 24 hours without any header. */
export function documentLink(world: World, wish: DocumentWish): string {
  const now = world.clock.nowSeconds();
  const words = [wish.packageId, wish.type, wish.shape, wish.format].join('|');
  const path = `${folder}wsos${Buffer.from(words).toString('hex')}`;
  const expire = String(now + lifeSeconds);
  const sign = signatureOf(world, path, expire, String(now));
  return `${world.address.url}${path}?expire=${expire}&skipCookie=true&timeStamp=${now}&sign=${sign}`;
}

/** What a link asks for; undefined when it was changed or is over. */
export function readDocumentLink(world: World, path: string, query: ReadonlyMap<string, string>): DocumentWish | undefined {
  const expire = query.get('expire') ?? '';
  if (query.get('sign') !== signatureOf(world, path, expire, query.get('timeStamp') ?? '')) return undefined;
  if (Number(expire) <= world.clock.nowSeconds()) return undefined;
  const words = Buffer.from(path.slice(folder.length + 4), 'hex')
    .toString()
    .split('|');
  const [packageId, type, shape, format] = words;
  if (packageId === undefined || type === undefined) return undefined;
  return { packageId, type, shape: shape === 'A5' || shape === 'A4' ? shape : 'A6', format: format === 'ZPL' ? 'ZPL' : 'PDF' };
}

export const isDocumentPath = (path: string): boolean => path.startsWith(`${folder}wsos`);
