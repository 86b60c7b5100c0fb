/** A label that came out: the bytes of its format, and the job name in its comment. */
export interface PrintedLabel {
  readonly zpl: Buffer;
  readonly jobName: string | undefined;
}

/** What is inside the simulated printer: formats that wait, labels that come out one after the other, the counter, the faults. */
export class ZebraMemory {
  readonly labels: PrintedLabel[] = [];
  odometer = 1000;
  isPaperOut = false;
  isHeadUp = false;
  #waiting: Buffer[] = [];
  #printing: { readonly format: Buffer; left: number } | undefined;
  #stopsMidPage = false;
  readonly #timer: NodeJS.Timeout;

  constructor(labelMs: number) {
    this.#timer = setInterval(() => this.#step(), labelMs);
  }

  get isPaused(): boolean {
    return this.isPaperOut || this.isHeadUp;
  }

  get formatsWaiting(): number {
    return this.#waiting.length;
  }

  get labelsRemaining(): number {
    return this.#printing?.left ?? 0;
  }

  take(bytes: Buffer): void {
    const start = bytes.indexOf('^XA');
    if (start >= 0) this.#waiting.push(Buffer.from(bytes.subarray(start)));
  }

  setPaperOut(isOut: boolean): void {
    this.isPaperOut = isOut;
  }

  setHeadUp(isUp: boolean): void {
    this.isHeadUp = isUp;
  }

  stopMidPage(): void {
    this.#stopsMidPage = true;
  }

  forget(): void {
    this.#waiting = [];
    this.#printing = undefined;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** One label time has passed. The counter and the label move together. */
  #step(): void {
    if (this.isPaused) return;
    if (this.#printing === undefined) {
      const format = this.#waiting.shift();
      if (format !== undefined) this.#printing = { format, left: Number(/\^PQ(\d+)/.exec(format.toString('latin1'))?.[1] ?? 1) };
      return;
    }
    if (this.#stopsMidPage) {
      this.#stopsMidPage = false;
      this.isPaperOut = true;
      return;
    }
    const { format } = this.#printing;
    this.odometer += 1;
    this.labels.push({ zpl: format, jobName: /\^FX(hub:[^^]*?):\^FS/.exec(format.toString('latin1'))?.[1] });
    this.#printing.left -= 1;
    if (this.#printing.left === 0) this.#printing = undefined;
  }
}
