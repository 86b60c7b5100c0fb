const runs = 1_000_000;

/** Makes ids that differ between runs (through `run`) and within one (through the counter), in the shapes of the vendor's samples. */
export class Identifiers {
  run: number;
  count: number;

  constructor(run: number) {
    this.run = run % runs;
    this.count = 0;
  }

  /** The day and eight letters or digits. */
  orderSn(nowMs: number): string {
    const day = new Date(nowMs).toISOString().slice(2, 10).replaceAll('-', '');
    return `${day}${base36(this.run)}${base36(this.#next())}`;
  }

  packageNumber(): string {
    return `OFG${this.#digits(9)}`;
  }

  returnSn(nowMs: number): string {
    return `${new Date(nowMs).toISOString().slice(2, 10).replaceAll('-', '')}${this.#digits(6)}`;
  }

  /** Items, models and buyers: integers far below 2^53. */
  number(): string {
    return `2${this.#digits(6)}`;
  }

  imageId(): string {
    return `sg-11134201-${base36(this.run).toLowerCase()}-${base36(this.#next()).toLowerCase()}`;
  }

  /** A request's or message's own number. */
  serial(): number {
    return this.#next();
  }

  #digits(width: number): string {
    return `${String(this.run).padStart(6, '0')}${String(this.#next()).padStart(width, '0')}`;
  }

  #next(): number {
    this.count += 1;
    return this.count;
  }
}

const base36 = (value: number): string => value.toString(36).toUpperCase().padStart(4, '0');
