import { type Clock, Secret } from '@shopfleet/kernel';
import type { CallPlace } from './call-place.ts';
import { endpoints } from './endpoints.ts';

type Ask = (place: CallPlace, resources: typeof restrictedResources) => Promise<{ restrictedDataToken: string; expiresIn: number }>;

interface Kept {
  readonly token: Promise<Secret>;
  endsAtMs: number;
}

/** Everything that our calls want one for, so that one token serves them all. Paths are Amazon's patterns, not filled. */
const restrictedResources = Object.values(endpoints)
  .filter(({ isRestricted }) => isRestricted)
  .map(({ method, path }) => ({ method, path }));

const earlyMs = 60_000;
/** Until the answer says how long it lives. */
const unansweredMs = 60_000;

/** Restricted data tokens: they open personal data and live for an hour; one for each access token is kept in memory. */
export class RestrictedTokens {
  readonly #clock: Clock;
  readonly #askFor: Ask;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock, askFor: Ask) {
    this.#clock = clock;
    this.#askFor = askFor;
  }

  /** The token for this place; called with the one that was just refused, it makes another. */
  async get(place: CallPlace, refused?: Secret): Promise<Secret> {
    const key = (await place.token()).reveal();
    const kept = this.#kept.get(key);
    if (kept && kept.endsAtMs > this.#nowMs()) {
      const token = await kept.token;
      if (token.reveal() !== refused?.reveal()) return token;
    }
    return this.#make(place, key);
  }

  #make(place: CallPlace, key: string): Promise<Secret> {
    for (const [other, { endsAtMs }] of this.#kept) if (endsAtMs <= this.#nowMs()) this.#kept.delete(other);
    const made = this.#ask(place);
    const kept: Kept = { token: made.then(({ token }) => token), endsAtMs: this.#nowMs() + unansweredMs };
    this.#kept.set(key, kept);
    made.then(
      ({ endsAtMs }) => {
        kept.endsAtMs = endsAtMs;
      },
      () => this.#kept.delete(key),
    );
    return kept.token;
  }

  async #ask(place: CallPlace): Promise<{ token: Secret; endsAtMs: number }> {
    const { restrictedDataToken, expiresIn } = await this.#askFor(place, restrictedResources);
    return { token: new Secret(restrictedDataToken), endsAtMs: this.#nowMs() + expiresIn * 1_000 - earlyMs };
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }
}
