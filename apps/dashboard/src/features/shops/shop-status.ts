import type { Tone } from '../../ui/badge.tsx';
import type { Connection, Shop } from './shop-queries.ts';

const slugs = ['tiktok', 'shopee', 'ebay', 'amazon'] as const;
export type PlatformSlug = (typeof slugs)[number];

/** How addresses of the API name the platform of a shop. */
export function slugOf(platform: string): PlatformSlug | undefined {
  return slugs.find((slug) => platform === slug || platform.startsWith(`${slug}_`) || platform.startsWith(`${slug}-`));
}

export const statusTones: Readonly<Record<Shop['status'], Tone>> = {
  connected: 'good',
  expiring: 'warn',
  needs_reconnect: 'bad',
  revoked: 'bad',
  error: 'bad',
  disconnected: 'neutral',
};

const worstFirst: readonly Shop['status'][] = ['needs_reconnect', 'revoked', 'error', 'expiring', 'connected', 'disconnected'];

export const needsReconnect = (status: Shop['status']): boolean =>
  ['needs_reconnect', 'revoked', 'expiring', 'disconnected'].includes(status);

/** Connections that need somebody stand first; the others stay in their order. */
export function sortConnections(connections: readonly Connection[]): Connection[] {
  return connections.toSorted((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status));
}

/** Shops that need somebody stand first, then by name. */
export function sortShops(shops: readonly Shop[]): Shop[] {
  return shops.toSorted((a, b) => worstFirst.indexOf(a.status) - worstFirst.indexOf(b.status) || a.name.localeCompare(b.name));
}
