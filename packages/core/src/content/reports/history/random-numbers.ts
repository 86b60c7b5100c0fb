/** Numbers that look random and are the same for the same seed. */
export interface RandomNumbers {
  /** In [0, 1). */
  next(): number;
  /** Around 0 with deviation 1. */
  normal(): number;
  /** A whole number in [low, high]. */
  between(low: number, high: number): number;
}

/** Mulberry32: small, and good enough for looks. */
export function randomNumbers(seed: number): RandomNumbers {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
  };
}
