import type { HttpRequest } from '@shopfleet/platform-kit';
import type { Endpoint } from './endpoints.ts';

export interface RequestInput {
  readonly baseUrl: string;
  /** Values of the path's `{name}` parts. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Written as JSON. A POST always has a body: without one the edge answers 411. */
  readonly body?: object;
  readonly token: string;
  readonly marketplaceId: string | undefined;
  /** Of the texts in the body. */
  readonly language: string | undefined;
}

/** Builds a request of the REST APIs. `Accept-Language` is always named: the Inventory API refuses what runtimes send by themselves. */
export function buildRequest(endpoint: Endpoint, input: RequestInput): HttpRequest {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(input.path?.[name] ?? ''));
  const url = new URL(path, input.baseUrl);
  url.search = queryOf(input.query ?? {});
  const isPost = endpoint.method === 'POST';
  const body = input.body === undefined && !isPost ? undefined : Buffer.from(JSON.stringify(input.body ?? {}));
  const headers = {
    authorization: `Bearer ${input.token}`,
    accept: 'application/json',
    'accept-language': 'en-US',
    ...(input.marketplaceId ? { 'x-ebay-c-marketplace-id': input.marketplaceId } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
    ...(endpoint.namesLanguage ? { 'content-language': input.language ?? 'en-US' } : {}),
  };
  return { method: endpoint.method, url, headers, ...(body ? { body } : {}) };
}

/** A query with every value percent-encoded, as eBay shows its filters: spaces are never plus signs. */
export function queryOf(query: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(query)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`]))
    .join('&');
}
