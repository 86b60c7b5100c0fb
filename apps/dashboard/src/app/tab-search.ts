/** The part of a page that is shown, as it stands in the address. */
export interface TabSearch {
  readonly tab?: string;
}

export function readTab(search: Record<string, unknown>): TabSearch {
  return typeof search.tab === 'string' ? { tab: search.tab } : {};
}

/** The printer whose queue is shown; all without it. */
export function readQueueSearch(search: Record<string, unknown>): { readonly printerId?: string } {
  return typeof search.printerId === 'string' ? { printerId: search.printerId } : {};
}
