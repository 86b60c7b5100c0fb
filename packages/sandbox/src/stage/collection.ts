/** Things by id, which remembers what changed since the last look, so that a journal can write just that. */
export class Collection<T extends { readonly id: string }> {
  readonly #items = new Map<string, T>();
  #changed = new Set<string>();

  get(id: string): T | undefined {
    return this.#items.get(id);
  }

  all(): IterableIterator<T> {
    return this.#items.values();
  }

  get size(): number {
    return this.#items.size;
  }

  /** Call after every change of an item: what is not saved is not written to the state file. */
  save(item: T): T {
    this.#items.set(item.id, item);
    this.#changed.add(item.id);
    return item;
  }

  delete(id: string): boolean {
    this.#changed.add(id);
    return this.#items.delete(id);
  }

  /** Ids saved or deleted since the last call. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed;
    if (changed.size > 0) this.#changed = new Set();
    return changed;
  }

  /** Puts back what a journal kept; counts as no change. */
  restore(item: T): void {
    this.#items.set(item.id, item);
  }

  forget(id: string): void {
    this.#items.delete(id);
  }
}
