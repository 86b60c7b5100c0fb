/** The filters of an address without those that are not set. */
export function withoutEmpty(search: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== ''));
}
