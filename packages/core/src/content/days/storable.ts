/** Text as the database can hold it: without NUL, whole characters, of bounded length. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().slice(0, 4_000).toWellFormed();
}
