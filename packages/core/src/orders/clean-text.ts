/**
 * Text as the database can hold it: without NUL and without half surrogates, cut to `maxLength`. Marketplaces pass on what
 * buyers type; an order must not be lost over it.
 */
export function cleanText(text: string, maxLength = 2_000): string {
  return text.replaceAll('\0', '').slice(0, maxLength).toWellFormed();
}
