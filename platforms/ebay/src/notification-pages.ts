import type { z } from 'zod';
import type { CallAccess, EbayClient } from './client.ts';
import type { Endpoint } from './endpoints.ts';
import { json } from './read-answer.ts';

const pageSize = '100';
/** Far more than any application has. */
const mostPages = 50;

/** All pages of a list of the Notification API; the next one is named by a token in the address `next`. */
export async function readAll<S extends z.ZodType<{ next: string }>, T>(
  client: EbayClient,
  access: CallAccess,
  endpoint: Endpoint,
  schema: S,
  itemsOf: (page: z.output<S>) => readonly T[],
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const query = { limit: pageSize, continuation_token: token };
    const page = await client.call(access, endpoint, { query, answer: json(schema) });
    all.push(...itemsOf(page));
    token = tokenIn(page.next);
    if (token === undefined) break;
  }
  return all;
}

/** The token of an address that may be whole, a path, or not there. */
function tokenIn(next: string): string | undefined {
  if (next === '' || !URL.canParse(next, 'https://api.ebay.com')) return undefined;
  return new URL(next, 'https://api.ebay.com').searchParams.get('continuation_token') ?? undefined;
}
