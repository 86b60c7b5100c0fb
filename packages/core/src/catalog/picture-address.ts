/** Where the dashboard gets a kept picture; null when there is none. */
export function pictureAddress(sha256: string | null): string | null {
  return sha256 === null ? null : `/api/listings/pictures/${sha256}`;
}
