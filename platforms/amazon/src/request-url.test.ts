import { readFileSync } from 'node:fs';
import { PlatformFailure } from '@shopfleet/platform-kit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fillPath, writeQuery } from './request-url.ts';

const { query_serialisation } = JSON.parse(readFileSync(new URL('./fixtures/requests.json', import.meta.url), 'utf8'));
const path = '/listings/2021-08-01/items/{sellerId}/{sku}';

it('writes queries as the documentation does', () => {
  for (const vector of query_serialisation.vectors) {
    if (vector.query !== undefined) expect(writeQuery(vector.parameters)).toBe(vector.query);
  }
});

it('encodes a seller code with slashes, spaces and percent signs', () => {
  expect(fillPath(path, { sellerId: 'A2TESTSELLER01', sku: 'SKU 1/a+b%' })).toBe(
    '/listings/2021-08-01/items/A2TESTSELLER01/SKU%201%2Fa%2Bb%25',
  );
});

it('keeps every seller code one segment of the address', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 3, unit: 'grapheme' }), (sku) => {
      const url = new URL(fillPath(path, { sellerId: 'A2', sku }), 'https://amazon.example');
      expect(url.pathname.split('/')).toHaveLength(6);
      expect(decodeURIComponent(url.pathname.split('/')[5] ?? '')).toBe(sku);
    }),
  );
});

it.each(['.', '..', ''])('refuses the seller code "%s", which would lead to another address', (sku) => {
  expect(() => fillPath(path, { sellerId: 'A2', sku })).toThrow(PlatformFailure);
});
