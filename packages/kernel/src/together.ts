interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Answers one result for each item, in their order. */
export type RunTogether<Item, Result> = (key: string, items: readonly Item[]) => Promise<readonly Result[]>;

/**
 * Done one by one for its callers, and many at a time underneath: while a batch of a key is under way, the next items gather and go
 * together. Nobody waits for company, so an idle key costs nothing and a busy one the less for each. `run` must be safe to repeat: what fails
 * together is done once more, each alone, so that an item fails for its own reasons only.
 */
export class Together<Item, Result> {
  readonly #run: RunTogether<Item, Result>;
  readonly #most: number;
  /** A key is here while a batch of it is under way. */
  readonly #queues = new Map<string, Waiting<Item, Result>[]>();

  constructor(run: RunTogether<Item, Result>, most = 100) {
    this.#run = run;
    this.#most = most;
  }

  /** Rejects with what `run` throws for this item alone. */
  add(key: string, item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      const waiting = { item, resolve, reject };
      const queue = this.#queues.get(key);
      if (queue) {
        queue.push(waiting);
        return;
      }
      const opened = [waiting];
      this.#queues.set(key, opened);
      // Those who come in the same turn of the event loop go along.
      setImmediate(() => void this.#serve(key, opened));
    });
  }

  async #serve(key: string, queue: Waiting<Item, Result>[]): Promise<void> {
    while (queue.length > 0) await this.#runBatch(key, queue.splice(0, this.#most));
    this.#queues.delete(key);
  }

  async #runBatch(key: string, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#run(
        key,
        batch.map(({ item }) => item),
      );
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map((one) => this.#runBatch(key, [one])));
    }
  }
}
