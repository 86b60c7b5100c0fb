const longestMs = 3_600_000;

/** Reads a Retry-After header (seconds or a date), at most one hour ahead; undefined when there is none. */
export function retryAfterAt(header: string | undefined, now: Date): Date | undefined {
  if (header === undefined) return undefined;
  const aheadMs = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now.getTime();
  if (!Number.isFinite(aheadMs)) return undefined;
  return new Date(now.getTime() + Math.min(Math.max(aheadMs, 0), longestMs));
}
