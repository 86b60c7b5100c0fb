import { type Claim, drainedBound, isUnanswered } from './claim.ts';
import { shareOut } from './share-out.ts';

/** A variant with its claim and what it is made of. */
export interface Claimant {
  readonly variantId: string;
  readonly claim: Claim;
  /** Units of each SKU in one unit of the variant. */
  readonly uses: ReadonlyMap<string, number>;
  /** Sold lately; at least 1. */
  readonly weight: number;
  /** False: its shop does not take numbers from us (now), so what it claims must be left to it. */
  readonly canPush: boolean;
  /** At most this many units, whatever its share: components that are not guaranteed. */
  readonly most?: number;
}

/** Variants that share SKUs, and what is free of each: on hand less everything promised or kept back. May be below zero. */
export interface ClaimGroup {
  readonly free: ReadonlyMap<string, number>;
  readonly claimants: readonly Claimant[];
}

export type PushDecision =
  | { readonly kind: 'push'; readonly quantity: number; readonly why: 'first' | 'recover' | 'refill' | 'give-back' | 'cut' }
  | { readonly kind: 'rest'; readonly why: 'answer' | 'drain' | 'closed' | 'content' | 'siblings' };

/** Units of the SKU that nobody may sell at the moment. Below zero: more was taken away than was free. */
export function slackOf(group: ClaimGroup, skuId: string, boundOf: (claim: Claim) => number = ({ bound }) => bound): number {
  const claimed = group.claimants.reduce((sum, { claim, uses }) => sum + boundOf(claim) * (uses.get(skuId) ?? 0), 0);
  return (group.free.get(skuId) ?? 0) - claimed;
}

/** The most units of a variant that may be pushed on top of all claims. The one rule that the guarantee rests on. */
export function mostToPush(group: ClaimGroup, claimant: Claimant, boundOf?: (claim: Claim) => number): number {
  const allowed = [...claimant.uses].map(([skuId, perUnit]) => Math.floor(slackOf(group, skuId, boundOf) / perUnit));
  return Math.max(0, Math.min(...allowed));
}

/** What each variant is to get: of each SKU a share by what it sold lately, what closed shops claim taken off first. */
export function sharesOf(group: ClaimGroup): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const [skuId, free] of group.free) {
    const users = group.claimants.filter(({ uses }) => uses.has(skuId));
    const closed = users.filter(({ canPush }) => !canPush);
    const left = free - closed.reduce((sum, { claim, uses }) => sum + claim.bound * (uses.get(skuId) ?? 0), 0);
    const open = users.filter(({ canPush }) => canPush).map(({ variantId, weight }) => ({ id: variantId, weight }));
    for (const [id, share] of shareOut(left, open)) {
      const claimant = users.find(({ variantId }) => variantId === id);
      const units = Math.floor(share / (claimant?.uses.get(skuId) ?? 1));
      shares.set(id, Math.min(shares.get(id) ?? claimant?.most ?? units, units));
    }
  }
  return shares;
}

/**
 * What to push for one variant now, if anything. Increases come out of what nobody claims; where that is not enough, whoever has more than
 * its share gives back first (down to what may be pushed on top, 0 if need be), is drained, and then both are filled.
 */
export function decidePush(group: ClaimGroup, variantId: string): PushDecision {
  const own = group.claimants.find((one) => one.variantId === variantId);
  if (!own) return { kind: 'rest', why: 'content' };
  if (!own.canPush) return { kind: 'rest', why: 'closed' };
  const { claim } = own;
  if (isUnanswered(claim)) return { kind: 'rest', why: 'answer' };
  const shares = sharesOf(group);
  const share = shares.get(variantId) ?? 0;
  const allowed = Math.min(share, mostToPush(group, own));
  // What it shows now is not ours to answer for yet: to lower it at once is better than to let it stand until there is room.
  if (isUntouched(claim)) return { kind: 'push', quantity: claim.bound >= share ? share : allowed, why: 'first' };
  if (isCutDue(group, own, shares) && isAbove(claim, allowed)) return { kind: 'push', quantity: allowed, why: 'cut' };
  if (claim.push) return { kind: 'rest', why: 'drain' };
  if (claim.expected === undefined) return { kind: 'push', quantity: allowed, why: 'recover' };
  if (allowed > claim.expected && isWorthIt(allowed - claim.expected, claim.expected, share)) {
    return { kind: 'push', quantity: allowed, why: 'refill' };
  }
  const starving = group.claimants.filter((one) => isStarving(group, one, shares));
  if (starving.some((one) => giverFor(group, one, shares)?.variantId === variantId)) {
    return { kind: 'push', quantity: allowed, why: 'give-back' };
  }
  return { kind: 'rest', why: starving.some((one) => one === own) ? 'siblings' : 'content' };
}

const isUntouched = (claim: Claim): boolean => !claim.isProved && claim.push === undefined;
const isAbove = (claim: Claim, quantity: number): boolean =>
  (claim.expected ?? quantity + 1) > quantity || (claim.push === undefined && claim.bound > quantity);

/** A push that changes little is not worth a call. */
function isWorthIt(gain: number, shown: number, share: number): boolean {
  return shown === 0 || gain >= Math.max(1, Math.ceil(share / 4));
}

const shownBy = ({ claim }: Claimant): number => claim.expected ?? 0;
const surplusOf = ({ claim, variantId }: Claimant, shares: ReadonlyMap<string, number>): number =>
  claim.bound - (shares.get(variantId) ?? 0);

/** Shows half of its share or less, and cannot be filled from what nobody claims. */
function isStarving(group: ClaimGroup, one: Claimant, shares: ReadonlyMap<string, number>): boolean {
  const share = shares.get(one.variantId) ?? 0;
  if (!one.canPush || one.claim.push || !one.claim.isProved || share === 0) return false;
  return shownBy(one) * 2 <= share && mostToPush(group, one, drainedBound) <= shownBy(one);
}

/** Who gives something back to one that starves: who has most more than its share of a SKU they both are made of. */
function giverFor(group: ClaimGroup, one: Claimant, shares: ReadonlyMap<string, number>): Claimant | undefined {
  return largestSurplus(
    group.claimants.filter((other) => other !== one && isFreeToGive(other) && [...other.uses.keys()].some((skuId) => one.uses.has(skuId))),
    shares,
  ).find((other) => surplusOf(other, shares) > 0);
}

const isFreeToGive = ({ canPush, claim }: Claimant): boolean => canPush && claim.push === undefined && claim.bound > 0;

function largestSurplus(claimants: readonly Claimant[], shares: ReadonlyMap<string, number>): Claimant[] {
  return claimants.toSorted(
    (a, b) => surplusOf(b, shares) - surplusOf(a, shares) || a.weight - b.weight || (a.variantId < b.variantId ? -1 : 1),
  );
}

/** More was taken away (a count, a sale elsewhere) than nobody claimed, and it falls to this one to give it back. */
function isCutDue(group: ClaimGroup, own: Claimant, shares: ReadonlyMap<string, number>): boolean {
  const settled: ClaimGroup = { ...group, claimants: group.claimants.map((one) => asFirstPushed(one, shares)) };
  return [...own.uses.keys()].some((skuId) => {
    let missing = -slackOf(settled, skuId, drainedBound);
    if (missing <= 0) return false;
    const users = group.claimants.filter(({ uses, canPush, claim }) => uses.has(skuId) && canPush && drainedBound(claim) > 0);
    for (const one of largestSurplus(users, shares)) {
      if (missing <= 0) return false;
      if (one === own) return true;
      missing -= drainedBound(one.claim) * (one.uses.get(skuId) ?? 0);
    }
    return false;
  });
}

/** One whose first number is still to leave will claim no more than its share when it has. */
function asFirstPushed(one: Claimant, shares: ReadonlyMap<string, number>): Claimant {
  if (!one.canPush || !isUntouched(one.claim)) return one;
  return { ...one, claim: { ...one.claim, bound: Math.min(one.claim.bound, shares.get(one.variantId) ?? 0) } };
}
