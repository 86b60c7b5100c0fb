import { createHash } from 'node:crypto';

/** The challenge of a verifier as TikTok wants it: lower-case hex, where RFC 7636 says base64url. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('hex');
}

/** True for a redirect to the browser's own computer: only those take a challenge, and for them it is compulsory. */
export function isLoopback(redirectUrl: string): boolean {
  return URL.canParse(redirectUrl) && ['localhost', '127.0.0.1'].includes(new URL(redirectUrl).hostname);
}
