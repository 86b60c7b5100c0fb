import type { Random } from './random.ts';

/**
 * One switch: strikes the next `next` times (default 1) after leaving `after` in peace, or with `probability` (0–1) until removed.
 * `api` names one call, `video.*` all that begin so, `*` all; `account` narrows it to what concerns one account.
 */
export interface Rule {
  readonly kind: string;
  readonly api?: string;
  readonly account?: string;
  readonly after?: number;
  readonly next?: number;
  readonly probability?: number;
}

export type Active<R extends Rule> = R & { readonly id: string; seen: number; struck: number };

/** The troubles that are switched on. */
export class FaultBook<R extends Rule> {
  readonly #random: Random;
  readonly #kinds: readonly string[];
  #rules: Active<R>[] = [];
  #count = 0;

  constructor(random: Random, kinds: readonly R['kind'][]) {
    this.#random = random;
    this.#kinds = kinds;
  }

  /** Every kind that there is. */
  get kinds(): readonly string[] {
    return this.#kinds;
  }

  /** @throws RangeError for a kind that does not exist. */
  add(rule: R): Active<R> {
    if (!this.#kinds.includes(rule.kind)) throw new RangeError(`no fault ${rule.kind}; there are ${this.#kinds.join(', ')}`);
    this.#count += 1;
    const active: Active<R> = { ...rule, id: `fault-${this.#count}`, seen: 0, struck: 0 };
    this.#rules.push(active);
    return active;
  }

  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  list(): readonly Active<R>[] {
    return this.#rules;
  }

  /** The first rule of these kinds that strikes now; counts it. `account` holds every name of the account that is meant. */
  strike(api: string, kinds: readonly R['kind'][], account: readonly string[] = []): Active<R> | undefined {
    if (this.#rules.length === 0) return undefined;
    for (const rule of this.#rules) {
      if (!kinds.includes(rule.kind) || !covers(rule.api, api)) continue;
      if (rule.account !== undefined && !account.includes(rule.account)) continue;
      rule.seen += 1;
      if (rule.seen <= (rule.after ?? 0)) continue;
      const isStruck = rule.probability === undefined ? rule.struck < (rule.next ?? 1) : this.#random.next() < rule.probability;
      if (!isStruck) continue;
      rule.struck += 1;
      return rule;
    }
    return undefined;
  }
}

function covers(pattern: string | undefined, api: string): boolean {
  if (pattern === undefined || pattern === '*' || pattern === api) return true;
  return pattern.endsWith('.*') && api.startsWith(pattern.slice(0, -1));
}
