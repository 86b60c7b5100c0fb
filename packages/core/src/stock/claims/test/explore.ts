import { begin, type Market, nextSteps, type Rules, type Setup, type State } from './model.ts';

export interface Exploration {
  readonly states: number;
  readonly transitions: number;
  /** How the promise broke, from the beginning; undefined when it holds in every state. */
  readonly violation: { readonly rule: string; readonly trace: readonly string[] } | undefined;
}

/** Visits every state that can be reached, the nearest first, and stops at the first that breaks the promise. */
export function explore(setup: Setup, rules: Rules): Exploration {
  const first = begin(setup);
  const seen = new Set([keyOf(first)]);
  // Numbers of states and where they came from; the states themselves leave the queue as they are visited.
  const origins: { from: number; what: string }[] = [{ from: -1, what: 'begin' }];
  let layer: { state: State; number: number }[] = [{ state: first, number: 0 }];
  let transitions = 0;
  while (layer.length > 0) {
    const next: typeof layer = [];
    for (const { state, number } of layer) {
      const broken = brokenRule(state);
      if (broken) return { states: seen.size, transitions, violation: { rule: broken, trace: traceOf(origins, number) } };
      for (const step of nextSteps(state, rules)) {
        transitions += 1;
        const key = keyOf(step.state);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push({ state: step.state, number: origins.length });
        origins.push({ from: number, what: step.what });
      }
    }
    layer = next;
  }
  return { states: seen.size, transitions, violation: undefined };
}

function brokenRule({ sold, onHand, markets }: State): string | undefined {
  if (sold > onHand) return `${sold} sold of ${onHand}`;
  const escaped = markets.find((market) => couldSellUnseen(market) > market.claim.bound + market.unseenCancels);
  return escaped && `a marketplace could sell ${couldSellUnseen(escaped)} unseen, its bound is ${escaped.claim.bound}`;
}

function couldSellUnseen(market: Market): number {
  const onItsWay = market.request === 'travels' ? (market.claim.push?.quantity ?? 0) : 0;
  return market.shown + market.unseenBefore + market.unseenAfter + onItsWay;
}

/** Marketplaces are alike: states that differ only in their order are one. What the hub expects to be shown decides nothing here. */
function keyOf({ markets, reserved, sold, cancelsLeft, receiptsLeft }: State): string {
  const parts = markets.map((market) => {
    const { push } = market.claim;
    const pushed = push ? `${push.quantity},${push.acceptedAtMs ?? 's'},${push.remaining}` : '';
    return `${market.perUnit},${market.shown},${market.unseenBefore},${market.unseenAfter},${cancelsLeft > 0 ? market.seen : ''},${market.unseenCancels},${market.request[0]},${market.strays},${market.claim.bound},${pushed}`;
  });
  return `${parts.sort().join(';')};${reserved},${sold},${cancelsLeft},${receiptsLeft}`;
}

function traceOf(origins: readonly { from: number; what: string }[], number: number): string[] {
  const trace: string[] = [];
  for (let at = number; at > 0; at = origins[at]?.from ?? -1) trace.unshift(origins[at]?.what ?? '');
  return trace;
}
