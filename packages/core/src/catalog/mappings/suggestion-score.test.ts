import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CandidateSku, gtin, rankSuggestions, similarity } from './suggestion-score.ts';

const sku = (code: string, name = '', barcode: string | null = null): CandidateSku => ({ id: `sku_${code}`, code, name, barcode });
const variant = (more: Partial<Parameters<typeof rankSuggestions>[0]> = {}) => ({
  title: '',
  variantName: '',
  sellerCode: '',
  barcode: null,
  ...more,
});
const evenly = () => 1;
const text = fc.string({ maxLength: 40 });
const skus = fc.array(
  fc.record({ id: fc.uuid(), code: fc.string({ minLength: 1, maxLength: 20 }), name: text, barcode: fc.option(text, { nil: null }) }),
  { maxLength: 20 },
);
const variants = fc.record({ title: text, variantName: text, sellerCode: text, barcode: fc.option(text, { nil: null }) });

test('scores lie between 0 and 1, the best comes first, there are at most three, and the order of candidates does not matter', () => {
  fc.assert(
    fc.property(variants, skus, (one, candidates) => {
      const ranked = rankSuggestions(one, candidates, evenly);
      expect(ranked.length).toBeLessThanOrEqual(3);
      for (const { score, why } of ranked) {
        expect(score).toBeGreaterThanOrEqual(0.4);
        expect(score).toBeLessThanOrEqual(1);
        expect(why.length).toBeGreaterThan(0);
      }
      expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).sort((a, b) => b - a));
      const turned = rankSuggestions(one, [...candidates].reverse(), evenly);
      expect(turned.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score));
    }),
  );
});

test('only the very same code is certain', () => {
  const found = rankSuggestions(variant({ sellerCode: 'KH-L' }), [sku('kh l'), sku('KH-L')], evenly);
  expect(found.map(({ sku: { code }, score }) => [code, score])).toEqual([
    ['KH-L', 1],
    ['kh l', 0.97],
  ]);
});

test('a UPC is the EAN with a zero before it', () => {
  const [found] = rankSuggestions(variant({ barcode: '012345678905' }), [sku('A', '', '0012345678905')], evenly);
  expect(found).toMatchObject({ score: 0.95, why: [{ kind: 'barcode' }] });
  expect([gtin(null), gtin('0000'), gtin(' 8991 2345 ')]).toEqual(['', '', '89912345']);
});

test('another size or model is no near match, however alike the rest', () => {
  const names = ['Kaos katun hitam L', 'Kaos katun hitam XL', 'Kaos katun hitam 2024'];
  const found = rankSuggestions(
    variant({ title: 'Kaos katun pria', variantName: 'Hitam, L' }),
    names.map((name, at) => sku(`S${at}`, name)),
    evenly,
  );
  expect(found.map(({ sku: { name } }) => name)).toEqual([names[0]]);
});

test('similarity is 1 for the same text, 0 for nothing in common, and the same both ways', () => {
  expect(similarity('abcdef', 'abcdef')).toBe(1);
  expect(similarity('abc', 'xyz')).toBe(0);
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(similarity(a, b)).toBe(similarity(b, a));
    }),
  );
});
