/** A wait that can be cut short: by `wake`, once, also when it is called just before the wait begins. */
export class Pause {
  #wake: (() => void) | undefined;
  #isWoken = false;

  wait(ms: number): Promise<void> {
    if (this.#isWoken) {
      this.#isWoken = false;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#end(resolve), ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#end(resolve);
      };
    });
  }

  wake(): void {
    if (this.#wake === undefined) this.#isWoken = true;
    else this.#wake();
  }

  #end(resolve: () => void): void {
    this.#wake = undefined;
    resolve();
  }
}
