import type { Random } from '../stage/random.ts';

export const callFaults = [
  'rate-limited',
  'overloaded',
  'internal-error',
  'gateway-timeout',
  'timeout-after-effect',
  'cut-after-effect',
  'cut-before-effect',
  'slow',
  'expired-token',
  'label-not-ready',
  'refuse',
] as const;
export const webhookFaults = ['webhook-duplicate', 'webhook-lost', 'webhook-late', 'webhook-reordered'] as const;

export type CallFault = (typeof callFaults)[number];
export type WebhookFault = (typeof webhookFaults)[number];

/**
 * One switch. `api` is the name of an API (`packages.ship`), for webhooks the type (`1`), or `*`.
 * It strikes the next `next` times, or with `probability` (0–1) until removed.
 */
export interface FaultRule {
  readonly kind: CallFault | WebhookFault;
  readonly api?: string;
  readonly next?: number;
  readonly probability?: number;
  /** For slow answers, held answers and late webhooks; milliseconds of real time. */
  readonly delayMs?: number;
  /** For `refuse`: the business code to answer with. */
  readonly code?: number;
}

export interface ActiveFault extends FaultRule {
  readonly id: string;
  struck: number;
}

export class Faults {
  readonly #random: Random;
  #rules: ActiveFault[] = [];
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  add(rule: FaultRule): ActiveFault {
    this.#count += 1;
    const active: ActiveFault = { ...rule, id: `fault-${this.#count}`, struck: 0 };
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

  list(): readonly ActiveFault[] {
    return this.#rules;
  }

  /** The first rule of these kinds that strikes now; counts it. */
  strike(api: string, kinds: readonly FaultRule['kind'][]): ActiveFault | undefined {
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
