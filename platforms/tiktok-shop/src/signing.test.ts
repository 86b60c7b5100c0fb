import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGenuineWebhook, signRequest } from './signing.ts';

interface RequestVector {
  id: string;
  path: string;
  content_type: string;
  app_secret: string;
  query: Record<string, string>;
  body: string | null;
  sign: string;
}
interface WebhookVector {
  id: string;
  app_key: string;
  app_secret: string;
  raw_body: string;
  authorization: string;
}
const vectors = JSON.parse(readFileSync(new URL('./fixtures/signatures.json', import.meta.url), 'utf8')) as {
  requests: RequestVector[];
  changedRequests: { id: string; base: string; body?: string; query?: Record<string, string>; sign_of_changed_input: string }[];
  webhooks: WebhookVector[];
  forgedWebhooks: { base: string; raw_body: string }[];
};

const signOf = (vector: RequestVector): string =>
  signRequest({
    secret: vector.app_secret,
    path: vector.path,
    query: vector.query,
    body: vector.body === null ? undefined : Buffer.from(vector.body),
    contentType: vector.content_type,
  });

function byId<T extends { id: string }>(list: T[], id: string): T {
  const found = list.find((item) => item.id === id);
  if (!found) throw new Error(`no vector ${id}`);
  return found;
}

describe('the signature of a request', () => {
  it.each(vectors.requests)('equals the published one: $id', (vector) => {
    expect(signOf(vector)).toBe(vector.sign);
  });

  it.each(vectors.changedRequests)('is another one when the bytes are others: $id', (changed) => {
    const base = byId(vectors.requests, changed.base);
    const sign = signOf({ ...base, body: changed.body ?? base.body, query: changed.query ?? base.query });
    expect(sign).toBe(changed.sign_of_changed_input);
    expect(sign).not.toBe(base.sign);
  });

  it('does not depend on the order in which parameters were added', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 8 }), (query) => {
        const turned = Object.fromEntries(Object.entries(query).reverse());
        const input = { secret: 's', path: '/p', body: undefined, contentType: 'application/json' };
        expect(signRequest({ ...input, query: turned })).toBe(signRequest({ ...input, query }));
      }),
    );
  });

  it('ignores a sign and an access_token that are in the query already', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (sign, access_token) => {
        const input = { secret: 's', path: '/p', body: undefined, contentType: 'application/json' };
        expect(signRequest({ ...input, query: { a: '1', sign, access_token } })).toBe(signRequest({ ...input, query: { a: '1' } }));
      }),
    );
  });

  it('changes with every bit of the body, and not with the body of an upload', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.nat(), (body, at) => {
        const changed = Uint8Array.from(body);
        changed[at % body.length] = (changed[at % body.length] ?? 0) ^ 1;
        const input = { secret: 's', path: '/p', query: {} };
        const json = { ...input, contentType: 'application/json' };
        const upload = { ...input, contentType: 'Multipart/Form-Data; boundary=x' };
        expect(signRequest({ ...json, body: changed })).not.toBe(signRequest({ ...json, body }));
        expect(signRequest({ ...upload, body: changed })).toBe(signRequest({ ...upload, body }));
      }),
    );
  });
});

describe('the signature of an event', () => {
  const check = (vector: WebhookVector, rawBody: string, header: string) =>
    isGenuineWebhook({ key: vector.app_key, secret: vector.app_secret }, Buffer.from(rawBody), header);

  it.each(vectors.webhooks)('is accepted for the exact bytes: $id', (vector) => {
    expect(check(vector, vector.raw_body, vector.authorization)).toBe(true);
  });

  it('is refused once the body was written again', () => {
    for (const forged of vectors.forgedWebhooks) {
      const base = byId(vectors.webhooks, forged.base);
      expect(check(base, forged.raw_body, base.authorization)).toBe(false);
    }
  });

  it('is refused in upper case, cut short, empty or with a scheme', () => {
    const vector = byId(vectors.webhooks, 'webhook-1-doc');
    const { authorization, raw_body } = vector;
    for (const header of ['', authorization.toUpperCase(), authorization.slice(0, 63), `Bearer ${authorization}`, `${authorization}0`]) {
      expect(check(vector, raw_body, header)).toBe(false);
    }
  });
});
