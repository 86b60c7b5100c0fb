import { type Call, hrefOf, type JsonObject } from './call.ts';
import { Refusal } from './refusal.ts';

/** One page of a notification list: `limit` 10–100 (default 20), continued by a token. @throws Refusal 195004, 195005 */
export function pageOf<T>(call: Call, name: string, all: readonly T[], view: (item: T) => JsonObject): JsonObject {
  const text = call.query.get('limit') ?? '20';
  const limit = Number(text);
  if (!/^\d{1,4}$/.test(text) || limit < 10 || limit > 100) throw new Refusal(195004, 'Invalid limit. Supported ranges 10 - 100.');
  const token = call.query.get('continuation_token');
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString('latin1'));
  if (!Number.isInteger(start) || start < 0 || (token !== undefined && start === 0))
    throw new Refusal(195005, 'Invalid continuation token.');
  const end = start + limit;
  const next = end < all.length ? hrefOf(call, { limit, continuation_token: Buffer.from(String(end)).toString('base64url') }) : undefined;
  return {
    total: all.length,
    href: hrefOf(call, { limit }),
    ...(next === undefined ? {} : { next }),
    limit,
    [name]: all.slice(start, end).map(view),
  };
}
