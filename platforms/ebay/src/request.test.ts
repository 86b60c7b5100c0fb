import { describe, expect, it } from 'vitest';
import { endpoints } from './endpoints.ts';
import { changedBetween } from './order-walk.ts';
import { buildRequest, queryOf } from './request.ts';
import { readFixture } from './test/fixtures.ts';

const { filters } = readFixture<{ filters: { id: string; filter: string; query: string }[] }>('answers.json');
const input = { baseUrl: 'https://api.ebay.com', token: 'v^1.1#i^1', marketplaceId: 'EBAY_DE', language: 'de-DE' };

describe('a request to eBay', () => {
  it.each(filters)('writes a filter as published: $id', ({ filter, query }) => {
    expect(queryOf({ filter, limit: '200', offset: '0' })).toBe(query);
  });

  it('names its languages always, so that no runtime names others', () => {
    for (const endpoint of Object.values(endpoints)) {
      const { headers } = buildRequest(endpoint, input);
      expect(headers).toMatchObject({
        'accept-language': 'en-US',
        authorization: 'Bearer v^1.1#i^1',
        'x-ebay-c-marketplace-id': 'EBAY_DE',
      });
      expect(headers['content-language']).toBe(endpoint.namesLanguage ? 'de-DE' : undefined);
    }
  });

  it('has a body whenever it is a POST', () => {
    for (const endpoint of Object.values(endpoints).filter(({ method }) => method === 'POST')) {
      const { body, headers } = buildRequest(endpoint, input);
      expect([Buffer.from(body ?? []).toString(), headers['content-type']]).toEqual(['{}', 'application/json']);
    }
    expect(buildRequest(endpoints.getOrders, input).body).toBeUndefined();
  });

  it('keeps an id inside its part of the path', () => {
    const { url } = buildRequest(endpoints.getItem, { ...input, path: { sku: 'A/B ?C#D' } });
    expect(url.href).toBe('https://api.ebay.com/sell/inventory/v1/inventory_item/A%2FB%20%3FC%23D');
  });
});

it('asks for changes from a millisecond early, and leaves the end open when there is none', () => {
  const fromMs = Date.parse('2026-03-01T00:00:00.001Z');
  expect(changedBetween(fromMs, undefined)).toBe('lastmodifieddate:[2026-03-01T00:00:00.000Z..]');
  expect(changedBetween(fromMs, fromMs + 1)).toBe('lastmodifieddate:[2026-03-01T00:00:00.000Z..2026-03-01T00:00:00.002Z]');
});
