/** Which methods each address knows, to tell a wrong method from a wrong address. */
export class RouteBook {
  readonly #entries: { readonly method: string; readonly pattern: RegExp }[] = [];

  /** `path` in the form of the contract: `/api/orders/{orderId}`. */
  add(method: string, path: string): void {
    const source = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^/}]+\}/g, '[^/]+');
    this.#entries.push({ method: method.toUpperCase(), pattern: new RegExp(`^${source}$`) });
  }

  methodsOf(path: string): string[] {
    return [...new Set(this.#entries.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
  }
}
