/**
 * The books of guaranteed mode for one listing variant, and what each event does to them. Pure. The promise that every function here
 * keeps: `bound` is never less than what the marketplace can still sell plus what it sold without our having seen it, provided that it
 * honours the number it accepted, an order is listed at most `lagMs` after it was made, and a request that is declared lost
 * arrives no more. docs/adr/0019.
 */
export interface Claim {
  /** Units of the variant. */
  readonly bound: number;
  /** What the marketplace should show now, as far as we have seen; undefined when nobody can tell. */
  readonly expected: number | undefined;
  /** A number it accepted was drained since the claim began. Until then `bound` is only what it showed when somebody looked. */
  readonly isProved: boolean;
  readonly push: ClaimPush | undefined;
}

/** The last number that left, until what was sold before its acceptance has been seen. */
export interface ClaimPush {
  readonly number: number;
  readonly quantity: number;
  readonly sentAtMs: number;
  /** Undefined while no answer came. */
  readonly acceptedAtMs: number | undefined;
  /** `quantity` less what was surely sold after its acceptance. */
  readonly remaining: number;
}

/** A claim begins with what the marketplace shows, which proves nothing. */
export function beginClaim(shown: number | undefined): Claim {
  return { bound: shown ?? 0, expected: shown, isProved: false, push: undefined };
}

/**
 * A number leaves. It may meet a shelf that sold out unseen a moment ago, and be sold as well: so it comes on top. (Who takes the larger of
 * the two oversells: a test shows how.) A former push that was accepted but not drained is forgotten: its bound stays counted.
 */
export function send(claim: Claim, push: { number: number; quantity: number; atMs: number }): Claim {
  if (isUnanswered(claim)) throw new Error('a push left before the former one was answered');
  const { number, quantity, atMs } = push;
  return {
    ...claim,
    bound: claim.bound + quantity,
    push: { number, quantity, sentAtMs: atMs, acceptedAtMs: undefined, remaining: quantity },
  };
}

export function accept(claim: Claim, number: number, atMs: number): Claim {
  const { push } = claim;
  if (push?.number !== number || push.acceptedAtMs !== undefined) return claim;
  return { ...claim, expected: push.remaining, push: { ...push, acceptedAtMs: atMs } };
}

/** The marketplace said no, or the request never left. */
export function refuse(claim: Claim, number: number): Claim {
  const { push } = claim;
  if (push?.number !== number || push.acceptedAtMs !== undefined) return claim;
  return { ...claim, bound: Math.max(0, claim.bound - push.quantity), push: undefined };
}

/** No answer came, and the request can arrive no more: it took effect or it did not, and its units stay counted. */
export function lose(claim: Claim, number: number): Claim {
  const { push } = claim;
  if (push?.number !== number || push.acceptedAtMs !== undefined) return claim;
  return { ...claim, expected: undefined, push: undefined };
}

/**
 * A sale was seen: one that the bound counted as unseen. Before a claim is proved, its bound counts nothing that was sold before somebody
 * looked, so sales do not lower it. `placedAtMs`: by the marketplace's clock.
 */
export function seeSale(claim: Claim, sale: { units: number; placedAtMs: number }, lagMs: number): Claim {
  const { units, placedAtMs } = sale;
  const { push } = claim;
  const isSurelyAfter = push?.acceptedAtMs !== undefined && placedAtMs >= push.acceptedAtMs + lagMs;
  return {
    ...claim,
    bound: claim.isProved ? Math.max(0, claim.bound - units) : claim.bound,
    expected: claim.expected === undefined ? undefined : Math.max(0, claim.expected - units),
    push: push && isSurelyAfter ? { ...push, remaining: Math.max(0, push.remaining - units) } : push,
  };
}

/** A cancellation was seen. Marketplaces put the units back on their own shelf, some of them: so they are counted as there. */
export function seeRestock(claim: Claim, units: number): Claim {
  const { push } = claim;
  return {
    ...claim,
    bound: claim.bound + units,
    expected: claim.expected === undefined ? undefined : claim.expected + units,
    push: push && { ...push, remaining: push.remaining + units },
  };
}

/** Every order that the shop's marketplace made before `seenUntilMs` less its lag has been seen. */
export function seeWatermark(claim: Claim, seenUntilMs: number, lagMs: number): Claim {
  const { push } = claim;
  if (push?.acceptedAtMs === undefined || seenUntilMs < push.acceptedAtMs + lagMs) return claim;
  const bound = claim.isProved ? Math.min(claim.bound, push.remaining) : push.remaining;
  return { ...claim, bound, isProved: true, push: undefined };
}

/** Somebody looked, and the marketplace shows more than it can by our doing: it was changed there. */
export function seeShown(claim: Claim, shown: number): Claim {
  if (isUnanswered(claim)) return claim;
  if (!claim.isProved && claim.push === undefined) return { ...claim, bound: Math.max(claim.bound, shown), expected: shown };
  const more = Math.max(0, shown - (claim.expected ?? claim.bound));
  if (more === 0) return claim;
  const push = claim.push && { ...claim.push, remaining: claim.push.remaining + more };
  return { ...claim, bound: claim.bound + more, expected: shown, push };
}

export function isUnanswered(claim: Claim): boolean {
  return claim.push !== undefined && claim.push.acceptedAtMs === undefined;
}

/** What the bound falls to when all that is under way ends well. */
export function drainedBound(claim: Claim): number {
  if (claim.push?.acceptedAtMs === undefined) return claim.bound;
  return claim.isProved ? Math.min(claim.bound, claim.push.remaining) : claim.push.remaining;
}
