import { PlatformFailure } from '@shopfleet/platform-kit';

export type QueryValue = string | number | readonly string[] | undefined;

/** Fills a path's parameters, percent-encoded; a SKU may hold slashes. Throws `invalid` for what no path can carry. */
export function fillPath(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = params[name] ?? '';
    // A path made of dots is walked, encoded or not.
    if (/^\.{0,2}$/.test(value)) throw new PlatformFailure('invalid', `"${value}" cannot be asked for at Amazon`, { fields: [name] });
    return encodeURIComponent(value);
  });
}

/** The query of a call: lists are joined by commas in one parameter; what is undefined or empty is left out. */
export function writeQuery(query: Readonly<Record<string, QueryValue>>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text !== '') parts.push(`${name}=${encodeURIComponent(text)}`);
  }
  return parts.join('&');
}
