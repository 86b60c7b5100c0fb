import { createHash } from 'node:crypto';
import type { ChallengeAnswer } from '@shopfleet/platform-kit';

/** What eBay was told about the address of our events. `endpoint` is hashed as registered, to the last slash. */
export interface NotificationOptions {
  /** 32 to 80 letters, digits, dashes and underscores. */
  readonly verificationToken: string;
  readonly endpoint: string;
  /** Whom eBay writes to when the address does not answer; wanted once for each application. */
  readonly alertEmail?: string;
}

/** Answers eBay's question whether this address is ours; undefined when the call asks nothing. */
export function answerChallenge(
  { verificationToken, endpoint }: NotificationOptions,
  query: Readonly<Record<string, string>>,
): ChallengeAnswer | undefined {
  const { challenge_code: code } = query;
  if (!code) return undefined;
  const challengeResponse = createHash('sha256').update(code).update(verificationToken).update(endpoint).digest('hex');
  return { contentType: 'application/json', body: JSON.stringify({ challengeResponse }) };
}
