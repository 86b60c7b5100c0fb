import { Secret } from '@shopfleet/kernel';
import { baseScope } from './manifest.ts';
import { callToken, type OAuthOptions } from './oauth.ts';

/** A token is not used in its last minutes: a call may wait for its slot. */
const spareMs = 5 * 60_000;

/** The application's own token, asked for once and kept until shortly before its end; of these eBay gives out 1,000 a day. */
export class ApplicationToken {
  readonly #options: OAuthOptions;
  #held: { readonly token: Secret; readonly goodUntilMs: number } | undefined;
  #asking: Promise<Secret> | undefined;

  constructor(options: OAuthOptions) {
    this.#options = options;
  }

  /** The current token; called with the one that was just refused, another one. */
  async get(refused?: Secret): Promise<Secret> {
    const held = this.#held;
    if (held && held.token !== refused && this.#options.clock.now().getTime() < held.goodUntilMs) return held.token;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(): Promise<Secret> {
    const fields = { grant_type: 'client_credentials', scope: baseScope };
    const answer = await callToken(this.#options, { fields, budget: 'oauth.application', isRepeatable: true });
    const token = new Secret(answer.access_token);
    const goodUntilMs = this.#options.clock.now().getTime() + answer.expires_in * 1000 - spareMs;
    this.#held = { token, goodUntilMs };
    return token;
  }
}
