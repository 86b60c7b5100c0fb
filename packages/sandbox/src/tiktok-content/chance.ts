/** Repeatable numbers from whole numbers: the same question always has the same answer, and none has to be kept. */

/** 32 well-mixed bits. */
export function bitsOf(seed: number, first: number, second: number, topic: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  mixed = mix(mixed ^ Math.imul(first + 0x7f4a7c15, 0xc2b2ae35));
  mixed = mix(mixed ^ Math.imul(second + 0x165667b1, 0x27d4eb2f));
  return mix(mixed ^ Math.imul(topic + 0x3c6ef372, 0x9e3779b1)) >>> 0;
}

function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}

/** From 0 to below 1. */
export function unitOf(seed: number, first: number, second: number, topic: number): number {
  return bitsOf(seed, first, second, topic) / 4_294_967_296;
}

/** About normally distributed, from -3.5 to 3.5. */
export function bellOf(seed: number, first: number, second: number, topic: number): number {
  const bits = bitsOf(seed, first, second, topic);
  const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
  return (sum - 510) / 147.8;
}
