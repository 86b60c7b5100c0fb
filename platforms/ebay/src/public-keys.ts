import type { KeyObject } from 'node:crypto';
import type { Clock } from '@shopfleet/kernel';
import { PlatformFailure } from '@shopfleet/platform-kit';
import type { EbayClient } from './client.ts';
import { endpoints } from './endpoints.ts';
import { json } from './read-answer.ts';
import { readPublicKey } from './signature.ts';
import { publicKeySchema } from './wire/event.ts';

const keepMs = 3_600_000;
/** An id that eBay does not know is not asked for again soon: whoever forges events would spend our calls. */
const keepUnknownMs = 600_000;
const mostKept = 200;
/** A delivery waits for its key this long; after that eBay is told to try again. */
const longestWaitMs = 5_000;

interface Kept {
  readonly key: Promise<KeyObject | undefined>;
  untilMs: number;
}

/** eBay's public keys by their ids, asked for with the application's token and kept for an hour. */
export class PublicKeys {
  readonly #client: EbayClient;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(client: EbayClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
  }

  /** The key; undefined when eBay has none of this id. Throws `PlatformFailure` when it cannot be fetched now. */
  get(kid: string): Promise<KeyObject | undefined> {
    const nowMs = this.#clock.now().getTime();
    const kept = this.#kept.get(kid);
    if (kept && nowMs < kept.untilMs) return kept.key;
    const asked: Kept = { key: this.#fetch(kid), untilMs: nowMs + keepMs };
    this.#keep(kid, asked);
    asked.key.then(
      (key) => {
        if (!key) asked.untilMs = nowMs + keepUnknownMs;
      },
      () => this.#kept.delete(kid),
    );
    return asked.key;
  }

  /** The oldest goes when there are too many. */
  #keep(kid: string, asked: Kept): void {
    this.#kept.delete(kid);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(kid, asked);
  }

  async #fetch(kid: string): Promise<KeyObject | undefined> {
    try {
      const signal = AbortSignal.timeout(longestWaitMs);
      const { key } = await this.#client.call('application', endpoints.getPublicKey, {
        path: { key: kid },
        answer: json(publicKeySchema),
        signal,
      });
      return readPublicKey(key);
    } catch (error) {
      if (error instanceof PlatformFailure && (error.kind === 'not-found' || error.kind === 'invalid')) return undefined;
      if (error instanceof PlatformFailure) throw error;
      throw new PlatformFailure('unexpected', 'The public key of eBay cannot be read', { cause: error });
    }
  }
}
