/** A reading that many ask for: made once at a time, and good for `forMs`. A failed one is not kept. */
export function rememberBriefly<T>(forMs: number, read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let kept: { readonly value: T; readonly atMs: number } | undefined;
  const refresh = async (): Promise<T> => {
    try {
      const value = await read();
      kept = { value, atMs: performance.now() };
      return value;
    } finally {
      running = undefined;
    }
  };
  return async () => {
    if (kept && performance.now() - kept.atMs < forMs) return kept.value;
    running ??= refresh();
    return running;
  };
}
