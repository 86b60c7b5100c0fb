import type { Tx } from '@shopfleet/db';
import { sql } from 'drizzle-orm';
import { wordsOf } from '../words.ts';
import { type CandidateSku, gtin, rankSuggestions, type Suggestion, type UnmappedVariant, type WordWeight } from './suggestion-score.ts';

type Variant = UnmappedVariant & { readonly id: string };

const mostWords = 10;
/** A word that more SKUs have finds nothing. */
const mostSkusOfWord = 2_000;
const candidatesPerVariant = 15;

/**
 * What each of these variants may be: candidates come from shared words and barcodes by index, in a fixed number of statements
 * whatever the number of variants; only they are compared in full.
 */
export async function suggestSkus(tx: Tx, tenantId: string, variants: readonly Variant[]): Promise<ReadonlyMap<string, Suggestion[]>> {
  if (variants.length === 0) return new Map();
  const wordsByVariant = new Map(variants.map((one) => [one.id, wordsOf(`${one.sellerCode} ${one.variantName} ${one.title}`)]));
  const { counts, total } = await countWords(tx, tenantId, [...new Set([...wordsByVariant.values()].flat())]);
  const weight: WordWeight = (word) => Math.log(1 + total / (counts.get(word) ?? 1));
  const asked = [...wordsByVariant].flatMap(([variant, words]) =>
    words
      .filter((word) => (counts.get(word) ?? 0) > 0 && (counts.get(word) ?? 0) <= mostSkusOfWord)
      .sort((a, b) => weight(b) - weight(a))
      .slice(0, mostWords)
      .map((word) => ({ variant, word, weight: weight(word) })),
  );
  const byWords = await findByWords(tx, tenantId, asked);
  const byBarcode = await findByBarcode(tx, tenantId, variants);
  const skus = await readSkus(tx, tenantId, [...new Set([...byWords.values(), ...byBarcode.values()].flat())]);
  return new Map(
    variants.map((variant) => {
      const ids = new Set([...(byWords.get(variant.id) ?? []), ...(byBarcode.get(gtin(variant.barcode)) ?? [])]);
      const candidates = [...ids].flatMap((id) => skus.get(id) ?? []);
      return [variant.id, rankSuggestions(variant, candidates, weight)];
    }),
  );
}

async function countWords(tx: Tx, tenantId: string, words: readonly string[]) {
  const [{ rows }, all] = await Promise.all([
    tx.execute<{ word: string; skus: number }>(sql`
      select word, count(*)::int as skus from sku_word
      where tenant_id = ${tenantId} and word = any(${sql.param([...words])}::text[]) group by word`),
    tx.execute<{ skus: number }>(sql`select count(*)::int as skus from sku where tenant_id = ${tenantId}`),
  ]);
  return { counts: new Map(rows.map((row) => [row.word, row.skus])), total: Math.max(1, all.rows[0]?.skus ?? 1) };
}

async function findByWords(
  tx: Tx,
  tenantId: string,
  asked: readonly { variant: string; word: string; weight: number }[],
): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await tx.execute<{ variant: string; skus: string[] }>(sql`
    select variant, array_agg(sku_id) as skus from (
      select r.variant, w.sku_id, row_number() over (partition by r.variant order by sum(r.weight) desc, w.sku_id) as place
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as r(variant text, word text, weight float8)
      join sku_word w on w.tenant_id = ${tenantId} and w.word = r.word
      group by r.variant, w.sku_id) as found
    where place <= ${candidatesPerVariant} group by variant`);
  return new Map(rows.map((row) => [row.variant, row.skus]));
}

/** SKUs by barcode without leading zeros: a UPC is kept with or without the zero that makes it an EAN. */
async function findByBarcode(tx: Tx, tenantId: string, variants: readonly Variant[]): Promise<ReadonlyMap<string, string[]>> {
  const numbers = [...new Set(variants.map(({ barcode }) => gtin(barcode)).filter((number) => number !== ''))];
  const spelled = numbers.flatMap((number) => [number, ...[8, 12, 13, 14].map((length) => number.padStart(length, '0'))]);
  const found = new Map<string, string[]>();
  if (spelled.length === 0) return found;
  const { rows } = await tx.execute<{ id: string; barcode: string }>(sql`
    select id, barcode from sku where tenant_id = ${tenantId} and barcode = any(${sql.param([...new Set(spelled)])}::text[]) order by id limit 1000`);
  for (const { id, barcode } of rows) found.set(gtin(barcode), [...(found.get(gtin(barcode)) ?? []), id]);
  return found;
}

async function readSkus(tx: Tx, tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, CandidateSku>> {
  const { rows } = await tx.execute<CandidateSku & Record<string, unknown>>(sql`
    select id, code, name, barcode from sku
    where tenant_id = ${tenantId} and id = any(${sql.param([...ids])}::text[]) and archived_at is null`);
  return new Map(rows.map((row) => [row.id, row]));
}
