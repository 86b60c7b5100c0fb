import type { Random } from '../stage/random.ts';

/** Faults of calls. `…-after-effect` does the work first and then spoils the answer. */
export const callFaults = [
  'html-error',
  'html-error-after-effect',
  'empty-error',
  'internal-error',
  'rate-limited',
  'invalid-token',
  'scope-missed',
  'refuse',
  'timeout-before-effect',
  'timeout-after-effect',
  'cut-before-effect',
  'cut-after-effect',
  'slow',
] as const;
export const webhookFaults = ['webhook-duplicate', 'webhook-lost', 'webhook-late', 'webhook-reordered'] as const;

export type CallFault = (typeof callFaults)[number];
export type WebhookFault = (typeof webhookFaults)[number];

/**
 * One switch. `api` is the name of a call (`video.list`, or `video.*`), for webhooks the event; `account` an open_id or user name.
 * It strikes the next `next` times (after leaving `after` in peace), or with `probability` (0–1) until removed.
 */
export interface FaultRule {
  readonly kind: CallFault | WebhookFault;
  readonly api?: string;
  readonly account?: string;
  readonly after?: number;
  readonly next?: number;
  readonly probability?: number;
  /** For slow answers, held answers and late webhooks: milliseconds of real time, with `jitterMs` more or less. */
  readonly delayMs?: number;
  readonly jitterMs?: number;
  /** For errors: the status (`html-error`, `empty-error`, `refuse`), and for `refuse` the code to answer with. */
  readonly status?: number;
  readonly code?: string;
}

export interface ActiveFault extends FaultRule {
  readonly id: string;
  seen: number;
  struck: number;
}

export class Faults {
  readonly #random: Random;
  #rules: ActiveFault[] = [];
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** @throws RangeError for a kind that does not exist. */
  add(rule: FaultRule): ActiveFault {
    const kinds: readonly string[] = [...callFaults, ...webhookFaults];
    if (!kinds.includes(rule.kind)) throw new RangeError(`no fault ${rule.kind}; there are ${kinds.join(', ')}`);
    this.#count += 1;
    const active: ActiveFault = { ...rule, id: `fault-${this.#count}`, seen: 0, struck: 0 };
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

  /** The first rule of these kinds that strikes now; counts it. `account` holds every name of the account that is meant. */
  strike(kinds: readonly FaultRule['kind'][], api: string, account: readonly string[]): ActiveFault | undefined {
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
