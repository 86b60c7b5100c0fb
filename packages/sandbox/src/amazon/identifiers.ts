const runDigits = 6;

/** Makes ids that differ between runs (through `run`) and within one (through the counter). */
export class Identifiers {
  run: number;
  count: number;

  constructor(run: number) {
    this.run = run % 10 ** runDigits;
    this.count = 0;
  }

  #next(digits: number): string {
    this.count += 1;
    return `${String(this.run).padStart(runDigits, '0')}${String(this.count).padStart(digits - runDigits, '0')}`;
  }

  /** `302-1234567-1234567` */
  order(prefix: number): string {
    const digits = this.#next(14);
    return `${prefix}-${digits.slice(0, 7)}-${digits.slice(7)}`;
  }

  item(): string {
    return `9${this.#next(13)}`;
  }

  feed(): string {
    return `5${this.#next(10)}`;
  }

  /** A UUID of version 4 in shape. */
  uuid(): string {
    const digits = this.#next(24).padStart(30, '5');
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-8${digits.slice(15, 18)}-${digits.slice(18, 30)}`;
  }

  /** So many digits, for tracking numbers; short ones differ within a run only. */
  digits(count: number): string {
    return this.#next(14).padStart(count, '0').slice(-count);
  }

  asin(): string {
    this.count += 1;
    return `B0${(this.run * 1_000_000 + this.count).toString(36).toUpperCase().padStart(8, 'X').slice(-8)}`;
  }
}
