/** Lets one write at a time touch a seller code of a shop: eBay answers two at once with an error that says nothing of either. */
export class SkuQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs `work` after everything that was asked for this code before, whatever became of it. */
  run<T>(shopId: string, sku: string, work: () => Promise<T>): Promise<T> {
    const key = `${shopId}\n${sku}`;
    const turn = (this.#last.get(key) ?? Promise.resolve()).then(work, work);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(key, settled);
    settled.then(() => {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    });
    return turn;
  }
}
