import { createHmac } from 'node:crypto';
import type { World } from './world.ts';

export interface Picture {
  readonly kind: 'cover' | 'avatar';
  readonly id: string;
  /** Pixels of the longer edge. */
  readonly size: number;
}

const prefix = '/obj/tos-sandbox/';

export const isPicturePath = (path: string): boolean => path.startsWith(prefix);

/** An address that ends by itself, as those of the real picture hosts do. */
export function pictureUrl(world: World, { kind, id, size }: Picture): string {
  const path = `${prefix}${kind}/${encodeURIComponent(id)}~${size}.png`;
  const expires = world.clock.nowSeconds() + world.settings.coverLifeSeconds;
  return `${world.address.url}${path}?x-expires=${expires}&x-signature=${signatureOf(world, path, String(expires))}`;
}

/** The picture of a link, or why it is refused. */
export function readPictureLink(world: World, path: string, query: ReadonlyMap<string, string>): Picture | 'over' | 'forged' {
  const expires = query.get('x-expires') ?? '';
  const [, kind, id, size] = /^\/obj\/tos-sandbox\/(cover|avatar)\/([^/~]+)~(\d{1,4})\.png$/.exec(path) ?? [];
  if ((kind !== 'cover' && kind !== 'avatar') || id === undefined) return 'forged';
  if (query.get('x-signature') !== signatureOf(world, path, expires)) return 'forged';
  if (Number(expires) <= world.clock.nowSeconds()) return 'over';
  return { kind, id: decodeURIComponent(id), size: Number(size) };
}

function signatureOf(world: World, path: string, expires: string): string {
  return createHmac('sha256', world.app.clientSecret).update(`${path} ${expires}`).digest('base64url').slice(0, 27);
}
