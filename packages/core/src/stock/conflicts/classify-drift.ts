import type { stockRoutes } from '@shopfleet/contracts';

export type DriftCause = (typeof stockRoutes.conflictCauses)[number];

/** Everything known of one variant when a marketplace's number was read. */
export interface DriftInput {
  readonly seen: number;
  readonly nowMs: number;
  /** What it showed when it was read before. */
  readonly before: { readonly quantity: number; readonly atMs: number } | undefined;
  readonly published: { readonly quantity: number; readonly atMs: number } | undefined;
  /** What it should show: the number it accepted, less what we saw it sell since; undefined when it never accepted one. */
  readonly expected: number | undefined;
  /** What we would publish now. */
  readonly ours: number;
  /** The reason of the last refusal; '' when there was none. */
  readonly problem: string;
  readonly isPushUnderWay: boolean;
  readonly isPublishing: boolean;
  readonly promoHeld: number;
  /** Since when the same difference is known. */
  readonly knownSinceMs: number | undefined;
}

/** A sale or a cancellation there may still be on its way to us: a difference that is younger is not judged. */
export const judgeAfterMs = 120_000;
const promotionWords = /promo|campaign|flash|deal/i;

/** Why a marketplace shows another number than we think; undefined when it does not. Pure. */
export function classifyDrift(input: DriftInput): DriftCause | undefined {
  const { seen, expected, ours, published, before, problem, knownSinceMs, nowMs } = input;
  if (expected === undefined) {
    if (seen === ours) return undefined;
    if (input.isPushUnderWay) return 'under-way';
    return problem === '' ? 'unknown' : 'refused';
  }
  if (seen === expected) return undefined;
  if (input.isPushUnderWay) return 'under-way';
  if (problem !== '') return promotionWords.test(problem) ? 'promotion' : 'refused';
  if (seen < expected && expected - seen <= input.promoHeld) return 'promotion';
  if (published && before && before.quantity === seen && before.atMs < published.atMs && seen !== published.quantity) return 'silent';
  if (knownSinceMs === undefined || nowMs - knownSinceMs < judgeAfterMs) return 'under-way';
  return 'edited-there';
}

/** The cause in a sentence for people. */
export function explainDrift(
  cause: DriftCause,
  {
    seen,
    published,
    ours,
    problem,
    isPublishing,
  }: { seen: number; published: number | null; ours: number; problem: string; isPublishing: boolean },
): string {
  switch (cause) {
    case 'under-way':
      return 'A number, a sale or a cancellation may still be on its way: it is looked at again in two minutes';
    case 'refused':
      return `The marketplace refused our number: ${problem}`;
    case 'promotion':
      return problem === '' ? 'Units are held back for a promotion' : `A promotion keeps the number as it is: ${problem}`;
    case 'silent':
      return `The marketplace accepted ${published} and still shows ${seen}`;
    case 'edited-there':
      return `Somebody set it to ${seen} at the marketplace after it accepted ${published} from us`;
    case 'unknown':
      return isPublishing
        ? `The marketplace never accepted a number from us; ours is ${ours}`
        : 'This shop does not take its stock from here';
  }
}
