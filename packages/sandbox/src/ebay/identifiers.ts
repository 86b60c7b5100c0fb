const runDigits = 6;

/** Numbers of one kind in the platform's lengths; the prefixes are the sandbox's own and nothing should rest on them. */
const shapes = {
  line: { prefix: '10', digits: 14 },
  listing: { prefix: '11', digits: 12 },
  variation: { prefix: '41', digits: 12 },
  offer: { prefix: '5', digits: 11 },
  cancellation: { prefix: '50', digits: 12 },
  buyer: { prefix: '', digits: 12 },
} as const;

export type IdentifierKind = keyof typeof shapes;

/** Makes ids that differ between runs (through `run`) and within one (through the counter). */
export class Identifiers {
  run: number;
  count = 0;

  constructor(run: number) {
    this.run = run % 10 ** runDigits;
  }

  next(kind: IdentifierKind): string {
    const { prefix, digits } = shapes[kind];
    return `${prefix}${this.#digits(digits - prefix.length)}`;
  }

  /** `NN-NNNNN-NNNNN`. */
  orderId(): string {
    const digits = this.#digits(12);
    return `${digits.slice(0, 2)}-${digits.slice(2, 7)}-${digits.slice(7)}`;
  }

  #digits(length: number): string {
    this.count += 1;
    const run = String(this.run).padStart(runDigits, '0');
    return run + String(this.count).padStart(length - runDigits, '0');
  }
}
