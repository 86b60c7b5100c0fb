import * as claims from '../claim.ts';
import { type Claim, isUnanswered } from '../claim.ts';
import { type ClaimGroup, mostToPush } from '../decide-push.ts';

/** How the hub keeps its books; the tests exchange single rules to see that the checker notices. */
export type Rules = Pick<typeof claims, 'send' | 'accept' | 'refuse' | 'lose' | 'seeSale' | 'seeRestock' | 'seeWatermark'> & {
  /** Whether a push without an answer may be given up while its request may still arrive. */
  readonly givesUpEarly: boolean;
  readonly mostToPush: typeof mostToPush;
};
export const ourRules: Rules = { ...claims, mostToPush, givesUpEarly: false };

/** Where the request of the push under way is: still travelling; arrived and taken; or nowhere any more. */
type Request = 'none' | 'travels' | 'taken' | 'gone';

/** One marketplace with all that the hub thinks of it. */
export interface Market {
  /** Units of the SKU in one unit of what it sells: more than 1 for a bundle. */
  readonly perUnit: number;
  /** What buyers can buy there now. */
  readonly shown: number;
  /** Sold there and not seen by the hub: before its last accepted push was accepted, and after. */
  readonly unseenBefore: number;
  readonly unseenAfter: number;
  /** Seen, and not cancelled. */
  readonly seen: number;
  readonly unseenCancels: number;
  readonly request: Request;
  /** Travelling requests that the hub gave up; they may still arrive. Only where a broken rule allows it. */
  readonly strays: readonly number[];
  readonly claim: Claim;
}

export interface State {
  readonly markets: readonly Market[];
  /** Units promised to orders that the hub has seen. */
  readonly reserved: number;
  /** Orders that were sold and not cancelled, in truth. */
  readonly sold: number;
  readonly cancelsLeft: number;
  readonly receiptsLeft: number;
  readonly onHand: number;
}

export interface Step {
  readonly what: string;
  readonly state: State;
}

const proved: Claim = { bound: 0, expected: 0, isProved: true, push: undefined };

export interface Setup {
  /** Units of the SKU in one unit sold at each marketplace. */
  readonly markets: readonly number[];
  readonly units: number;
  readonly cancels: number;
  readonly receipts: number;
}

export function begin(setup: Setup): State {
  const market = (perUnit: number): Market => ({
    perUnit,
    shown: 0,
    unseenBefore: 0,
    unseenAfter: 0,
    seen: 0,
    unseenCancels: 0,
    request: 'none',
    strays: [],
    claim: proved,
  });
  return {
    markets: setup.markets.map(market),
    reserved: 0,
    sold: 0,
    cancelsLeft: setup.cancels,
    receiptsLeft: setup.receipts,
    onHand: setup.units,
  };
}

/** Everything that can happen next: in the world, on the way, and in the hub, which may push any number that its rule allows. */
export function* nextSteps(state: State, rules: Rules): Generator<Step> {
  for (const [index, market] of state.markets.entries()) {
    const put = (what: string, change: Partial<Market>, rest: Partial<State> = {}): Step => ({
      what: `${index}: ${what}`,
      state: { ...state, ...rest, markets: state.markets.with(index, { ...market, ...change }) },
    });
    yield* worldSteps(state, market, put);
    yield* requestSteps(market, rules, put);
    yield* seeingSteps(state, market, rules, put);
    yield* pushSteps(state, index, rules, put);
  }
  if (state.receiptsLeft > 0)
    yield { what: 'receipt', state: { ...state, onHand: state.onHand + 1, receiptsLeft: state.receiptsLeft - 1 } };
}

type Put = (what: string, change: Partial<Market>, rest?: Partial<State>) => Step;

function* worldSteps(state: State, market: Market, put: Put): Generator<Step> {
  const isAfter = market.claim.push?.acceptedAtMs !== undefined;
  if (market.shown > 0) {
    const unseen = isAfter ? { unseenAfter: market.unseenAfter + 1 } : { unseenBefore: market.unseenBefore + 1 };
    yield put('a buyer', { shown: market.shown - 1, ...unseen }, { sold: state.sold + market.perUnit });
  }
  if (state.cancelsLeft > 0 && market.seen > 0) {
    const rest = { sold: state.sold - market.perUnit, cancelsLeft: state.cancelsLeft - 1 };
    const unseenCancels = market.unseenCancels + 1;
    const seen = market.seen - 1;
    yield put('a cancellation', { unseenCancels, seen }, rest);
    yield put('a cancellation, put back there', { unseenCancels, seen, shown: market.shown + 1 }, rest);
  }
}

function* requestSteps(market: Market, rules: Rules, put: Put): Generator<Step> {
  const { claim, request, strays } = market;
  for (const [place, quantity] of strays.entries()) {
    yield put('a request given up arrives', { shown: quantity, strays: strays.toSpliced(place, 1) });
  }
  const push = claim.push;
  if (!push || !isUnanswered(claim)) return;
  if (request === 'travels') {
    yield put('the request arrives', { request: 'taken', shown: push.quantity });
    yield put('the request is lost', { request: 'gone' });
    yield put('refused', { request: 'none', claim: rules.refuse(claim, push.number) });
    if (rules.givesUpEarly)
      yield put('given up early', { request: 'none', strays: [...strays, push.quantity], claim: rules.lose(claim, push.number) });
    return;
  }
  if (request === 'taken') {
    const unseenBefore = market.unseenBefore + market.unseenAfter;
    yield put('accepted', { request: 'none', unseenBefore, unseenAfter: 0, claim: rules.accept(claim, push.number, 0) });
  }
  yield put('no answer', { request: 'none', claim: rules.lose(claim, push.number) });
}

function* seeingSteps(state: State, market: Market, rules: Rules, put: Put): Generator<Step> {
  const { claim } = market;
  const see = (placedAtMs: number) => rules.seeSale(claim, { units: 1, placedAtMs }, 0);
  const rest = { reserved: state.reserved + market.perUnit };
  const seen = market.seen + 1;
  if (market.unseenBefore > 0) yield put('an older sale is seen', { unseenBefore: market.unseenBefore - 1, seen, claim: see(-1) }, rest);
  if (market.unseenAfter > 0) {
    const unseenAfter = market.unseenAfter - 1;
    yield put('a sale is seen, surely after', { unseenAfter, seen, claim: see(1) }, rest);
    yield put('a sale is seen, of doubtful age', { unseenAfter, seen, claim: see(-1) }, rest);
  }
  if (market.unseenCancels > 0) {
    const change = { unseenCancels: market.unseenCancels - 1, claim: rules.seeRestock(claim, 1) };
    yield put('a cancellation is seen', change, { reserved: state.reserved - market.perUnit });
  }
  if (claim.push?.acceptedAtMs !== undefined && market.unseenBefore === 0) {
    const unseenBefore = market.unseenAfter;
    yield put('the watermark passes', { unseenBefore, unseenAfter: 0, claim: rules.seeWatermark(claim, 0, 0) });
  }
}

/** The hub writes the push down, then sends it; it may die in between. */
function* pushSteps(state: State, index: number, rules: Rules, put: Put): Generator<Step> {
  const market = state.markets[index];
  if (!market || isUnanswered(market.claim)) return;
  const group = groupOf(state);
  const own = group.claimants[index];
  const most = own ? rules.mostToPush(group, own) : 0;
  for (let quantity = 0; quantity <= most; quantity++) {
    const claim = rules.send(market.claim, { number: 1, quantity, atMs: 0 });
    const change = { claim, unseenBefore: market.unseenBefore + market.unseenAfter, unseenAfter: 0 };
    yield put(`push ${quantity}`, { ...change, request: 'travels' });
    yield put(`crash before push ${quantity}`, { ...change, request: 'gone' });
  }
}

/** What the hub sees of the state. */
export function groupOf({ markets, onHand, reserved }: State): ClaimGroup {
  return {
    free: new Map([['sku', onHand - reserved]]),
    claimants: markets.map(({ claim, perUnit }, index) => ({
      variantId: `v${index}`,
      claim,
      uses: new Map([['sku', perUnit]]),
      weight: 1,
      canPush: true,
    })),
  };
}
