import type { Random } from './random.ts';

/** One switch: strikes the next `next` times (default 1), or with `probability` (0–1) until removed. `api` names one call, `*` all. */
export interface Rule {
  readonly kind: string;
  readonly api?: string;
  readonly next?: number;
  readonly probability?: number;
}

export type Active<R extends Rule> = R & { readonly id: string; struck: number };

/** The troubles that are switched on. */
export class FaultBook<R extends Rule> {
  readonly #random: Random;
  #rules: Active<R>[] = [];
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  add(rule: R): Active<R> {
    this.#count += 1;
    const active: Active<R> = { ...rule, id: `fault-${this.#count}`, struck: 0 };
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

  /** The first rule of these kinds that strikes now; counts it. */
  strike(api: string, kinds: readonly R['kind'][]): Active<R> | undefined {
    if (this.#rules.length === 0) return undefined;
    for (const rule of this.#rules) {
      if (!kinds.includes(rule.kind) || (rule.api !== undefined && rule.api !== '*' && rule.api !== api)) continue;
      if (rule.probability !== undefined && this.#random.next() >= rule.probability) continue;
      if (rule.probability === undefined && rule.struck >= (rule.next ?? 1)) continue;
      rule.struck += 1;
      return rule;
    }
    return undefined;
  }
}
