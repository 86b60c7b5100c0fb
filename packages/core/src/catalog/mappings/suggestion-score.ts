import { wordsOf } from '../words.ts';

/** What is known of a variant that has no SKU. */
export interface UnmappedVariant {
  readonly title: string;
  readonly variantName: string;
  readonly sellerCode: string;
  readonly barcode: string | null;
}

export interface CandidateSku {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly barcode: string | null;
}

export interface Reason {
  readonly kind: 'code' | 'barcode' | 'title';
  /** 0 to 1. */
  readonly score: number;
  readonly text: string;
}

export interface Suggestion {
  readonly sku: CandidateSku;
  readonly score: number;
  /** The strongest first. */
  readonly why: readonly Reason[];
}

/** How much a word says: a word that few SKUs have says much. */
export type WordWeight = (word: string) => number;

const leastScore = 0.4;
const mostShown = 3;

/** The SKUs that a variant may be, the best first, at most three. Pure. */
export function rankSuggestions(variant: UnmappedVariant, candidates: readonly CandidateSku[], weight: WordWeight): Suggestion[] {
  return candidates
    .map((sku) => suggest(variant, sku, weight))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || (a.sku.code < b.sku.code ? -1 : 1))
    .slice(0, mostShown);
}

function suggest(variant: UnmappedVariant, sku: CandidateSku, weight: WordWeight): Suggestion {
  const why = [byCode(variant, sku), byBarcode(variant, sku), byTitle(variant, sku, weight)]
    .filter((reason) => reason.score >= leastScore)
    .sort((a, b) => b.score - a.score);
  const best = why[0]?.score ?? 0;
  const score = Math.min(best === 1 ? 1 : 0.99, best + 0.02 * Math.max(0, why.length - 1));
  return { sku, score: round(score), why };
}

function byCode({ sellerCode }: UnmappedVariant, { code }: CandidateSku): Reason {
  const own = plain(sellerCode);
  const other = plain(code);
  if (sellerCode === code && code !== '') return { kind: 'code', score: 1, text: `The seller code is the same: ${code}` };
  if (own === other && own !== '') return { kind: 'code', score: 0.97, text: `The seller code differs in case or signs only: ${code}` };
  const score = Math.min(own.length, other.length) < 4 ? 0 : round(0.85 * similarity(own, other));
  return { kind: 'code', score, text: `The seller code ${sellerCode} is like ${code}` };
}

function byBarcode({ barcode }: UnmappedVariant, sku: CandidateSku): Reason {
  const own = gtin(barcode);
  return { kind: 'barcode', score: own !== '' && own === gtin(sku.barcode) ? 0.95 : 0, text: `The barcode is the same: ${sku.barcode}` };
}

/** Titles of marketplaces are long: what counts most is how much of the SKU's name is in them. */
function byTitle({ title, variantName }: UnmappedVariant, sku: CandidateSku, weight: WordWeight): Reason {
  const own = new Set(wordsOf(`${variantName} ${title}`));
  const other = wordsOf(sku.name === '' ? sku.code : sku.name);
  const same = other.filter((word) => own.has(word));
  const sum = (words: Iterable<string>) => [...words].reduce((total, word) => total + weight(word), 0);
  const found = sum(same);
  const ofSku = sum(other);
  const ofTitle = sum(own);
  const score = ofSku === 0 || ofTitle === 0 ? 0 : 0.7 * (found / ofSku) + 0.2 * (found / ofTitle);
  // L is not XL: what tells sizes and models apart must be there, however little else is missing.
  const isOtherSize = other.some((word) => isTelling(word) && !own.has(word));
  return {
    kind: 'title',
    score: round(Math.min(0.9, isOtherSize ? score * 0.5 : score)),
    text: `${same.length} of ${other.length} words of the name are in the title: ${same.join(', ')}`,
  };
}

const sizes = new Set(['xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl', '2xl', '3xl', '4xl', '5xl']);
const isTelling = (word: string): boolean => sizes.has(word) || /\d/.test(word);

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** A GTIN without the zeros that its shorter forms are filled up with; '' when it is none. */
export function gtin(barcode: string | null): string {
  const digits = (barcode ?? '').replaceAll(/\s/g, '').replace(/^0+/, '');
  return digits.length >= 5 ? digits : '';
}

/** How alike two texts are by their runs of three characters: 0 to 1 (Dice). */
export function similarity(a: string, b: string): number {
  const ofA = trigrams(a);
  const ofB = trigrams(b);
  if (ofA.size + ofB.size === 0) return 0;
  const same = [...ofA].filter((one) => ofB.has(one)).length;
  return (2 * same) / (ofA.size + ofB.size);
}

function trigrams(text: string): Set<string> {
  const filled = ` ${text} `;
  return new Set(Array.from({ length: Math.max(0, filled.length - 2) }, (_, at) => filled.slice(at, at + 3)));
}

const round = (score: number): number => Math.round(score * 100) / 100;
